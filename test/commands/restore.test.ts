import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database } from "../../src/platform/database.ts";
import { emptyDatabase } from "../support/database.ts";
import { type Network, startNetwork } from "../support/network.ts";

const root = path.join(import.meta.dirname, "../..");
let network: Network;
let target: Awaited<ReturnType<typeof emptyDatabase>>;
let restored: Database;
let folder: string;

beforeAll(async () => {
  [network, target, folder] = await Promise.all([
    startNetwork(),
    emptyDatabase(),
    mkdtemp(path.join(tmpdir(), "restore-")),
  ]);
  restored = createDatabase(target.url, { connections: 2 });
});
afterAll(async () => {
  await network[Symbol.asyncDispose]();
  await restored.close();
  await target.drop();
  await rm(folder, { recursive: true });
});

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs `npm run backup` or `npm run restore` without npm. */
function run(command: "backup" | "restore", url: string, ...args: string[]): Promise<Ended> {
  const program = path.join(root, `src/commands/${command}.ts`);
  const env = { PATH: "", DATABASE_URL: url };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env, cwd: folder }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

/** How often Telegram has brought a message with these words to a chat. */
function arrivals(chatId: number, words: string): number {
  return network.sandbox.ledger.entries.filter(
    ({ effect, params }) =>
      effect && params["chat_id"] === chatId && JSON.stringify(params).includes(words),
  ).length;
}

/** An update that has been kept, and that the bot has not come to. */
async function keepUnhandled(personId: number, text: string): Promise<void> {
  const chat = { id: personId, type: "private", first_name: "Юрий" };
  const from = { id: personId, is_bot: false, first_name: "Юрий" };
  const updateId = 2_000_000_000;
  const message = { message_id: 900_000, date: Math.floor(Date.now() / 1000), chat, from, text };
  await network.database.prisma.inboxUpdate.create({
    data: { updateId, lane: String(personId), payload: { update_id: updateId, message } },
  });
}

const silenceMs = 8000;

test("a bot that was restored from a backup sends nothing twice by itself, and goes on", async () => {
  const { coordinator, group } = await network.staff("shadrinsk", "plain group");
  if (!group) throw new Error("the center works in a group");
  const valentina = await network.member("Валентина", "Шадринск");
  const number = await network.ask(valentina, "Где взять деньги на крышу?");
  const card = await coordinator.sees(`Вопрос № ${number}`, { chat: group });
  const answer = (words: string) => coordinator.write(words, { chat: group, replyTo: card });
  await answer("Первый ответ");
  await valentina.sees("Первый ответ");

  const yury = await network.member("Юрий", "Шадринск");
  await keepUnhandled(yury.id, "Слова, до которых не дошла очередь");

  // one answer arrives while Telegram keeps silent about it, and the next one waits behind it
  const { prisma } = network.database;
  network.sandbox.faults.next(
    (method, params) =>
      method.startsWith("send") && JSON.stringify(params).includes("Второй ответ"),
    { delay: silenceMs },
  );
  await answer("Второй ответ");
  await valentina.sees("Второй ответ");
  await answer("Третий ответ");
  await expect
    .poll(() =>
      prisma.outboxMessage.count({
        where: { chatId: valentina.id, state: { in: ["queued", "sending"] } },
      }),
    )
    .toBe(2);
  const backedUp = await run("backup", network.database.url, folder);
  expect(backedUp).toMatchObject({ code: 0, err: "" });

  // the bot goes on: what waited is sent, and a question comes that the backup does not know
  await valentina.sees("Третий ответ", { within: 2 * silenceMs });
  const lost = await network.ask(valentina, "Вопрос после копии");
  await coordinator.sees(`Вопрос № ${lost}`, { chat: group });
  await network.sandbox.whenIdle();
  const [name = ""] = await readdir(folder);
  const file = path.join(folder, name);

  expect((await run("restore", network.database.url, file)).err).toContain("Stop it first");
  await network.stop();
  const counts = () =>
    ["Первый ответ", "Второй ответ", "Третий ответ"].map((words) => arrivals(valentina.id, words));
  expect(counts()).toEqual([1, 1, 1]);
  const ended = await run("restore", target.url, file);
  expect(ended).toMatchObject({ code: 0, err: "" });
  expect(ended.out).toMatch(/Not sent by themselves.*: 2\./);
  expect(ended.out).toContain("Open questions: 1.");
  expect(await restored.prisma.outboxMessage.count({ where: { state: "unknown" } })).toBe(2);

  await network.start(target.url);
  const told = await network.owner.sees("Бот восстановлен из копии");
  expect(told.text).toContain("Открытых вопросов: 1.");
  expect(told.text).toContain("дошли ли они: 2.");
  await coordinator.sees("Неизвестно, получил ли автор ответ", { chat: group });

  await yury.tap(await yury.sees("Ваше сообщение сохранили"), "Не знаю");
  const draft = await yury.sees("Всё верно?");
  expect(draft.text).toContain("Слова, до которых не дошла очередь");

  // the backup does not know where the third answer stands: a reply to it is asked about, and kept
  const more = await valentina.write("А кто поможет с заявкой?", {
    replyTo: await valentina.sees("Третий ответ"),
  });
  const asked = await valentina.sees("Ваше сообщение – к нему?", { after: more });
  await valentina.tap(asked, `Добавить к вопросу № ${number}`);
  await coordinator.sees("А кто поможет с заявкой?", { chat: group });
  // the next question has the number that the lost one had
  const next = await network.ask(valentina, "Вопрос после восстановления");
  expect(next).toBe(lost);
  const newCard = await coordinator.sees("Вопрос после восстановления", { chat: group });
  await coordinator.write("Ответ после восстановления", { chat: group, replyTo: newCard });
  await valentina.sees("Ответ после восстановления");
  await network.sandbox.whenIdle();
  expect(counts()).toEqual([1, 1, 1]);
}, 90_000);

test("the commands say what is missing", async () => {
  expect((await run("backup", target.url)).err).toContain("Name the file to write");
  expect((await run("backup", "")).code).toBe(1);
  expect((await run("restore", target.url)).err).toContain("Name the backup");
  expect((await run("backup", "postgresql://nobody@127.0.0.1:1/x", "y")).err).toContain(
    "cannot be written",
  );
  expect((await run("restore", target.url, "nothing.backup")).err).toContain("cannot be read");
}, 60_000);
