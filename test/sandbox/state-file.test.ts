import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Api } from "grammy";
import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../src/sandbox/index.ts";
import { BOT_TOKEN } from "./support/stage.ts";

test("a second start finds chats, files, waiting updates and the clock again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const stateFile = join(folder, "world.json");

  const first = await startSandbox({ botToken: BOT_TOKEN, stateFile });
  const olga = first.person({ id: 7001, first_name: "Ольга" });
  const group = first.group({
    id: -1002000000777,
    title: "Центр",
    owner: olga,
    forum: true,
    botIsAdmin: true,
  });
  const api = new Api(BOT_TOKEN, { apiRoot: first.address });
  const { message_thread_id: thread } = await api.createForumTopic(group.id, "127");
  await olga.write("привет", { chat: group, thread });
  const document = await olga.send({
    kind: "document",
    file: Buffer.from("текст"),
    fileName: "а.txt",
  });
  first.clock.advance(3_600_000);
  await first.close();

  const second = await startSandbox({ botToken: BOT_TOKEN, stateFile });
  onTestFinished(() => second.close());
  expect(second.isRestored).toBe(true);
  const again = second.person({ id: 7001, first_name: "Ольга" });
  const sameGroup = second.group({ id: -1002000000777, title: "Центр", owner: again });
  expect(sameGroup.topics().map(({ name }) => name)).toEqual(["127"]);
  expect(again.messages({ chat: sameGroup, thread }).at(-1)?.text).toBe("привет");
  const newApi = new Api(BOT_TOKEN, { apiRoot: second.address });
  expect(await newApi.getUpdates()).toHaveLength(2);
  const { file_path } = await newApi.getFile(document.document?.file_id ?? "");
  const response = await fetch(`${second.address}/file/bot${BOT_TOKEN}/${file_path}`);
  expect(await response.text()).toBe("текст");
  expect(second.clock.offset()).toBeGreaterThan(3_500_000);
});

test("numbers that a killed run gave away after its last save are not given again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const stateFile = join(folder, "world.json");
  const first = await startSandbox({ botToken: BOT_TOKEN, stateFile });
  const olga = first.person({ id: 7001, first_name: "Ольга" });
  await olga.write("сохранено");
  await first.close();

  const second = await startSandbox({ botToken: BOT_TOKEN, stateFile });
  const saved = await readFile(stateFile);
  const lost = await second.person({ id: 7001, first_name: "Ольга" }).write("потеряно");
  const lostUpdate = second.pushUpdate({ poll: {} });
  await second.close();
  await writeFile(stateFile, saved);

  const third = await startSandbox({ botToken: BOT_TOKEN, stateFile });
  onTestFinished(() => third.close());
  const next = await third.person({ id: 7001, first_name: "Ольга" }).write("дальше");
  expect(next.message_id).toBeGreaterThan(lost.message_id);
  expect(third.pushUpdate({ poll: {} })).toBeGreaterThan(lostUpdate);
});
