import { afterAll, beforeAll, expect, test } from "vitest";
import { startNetwork } from "../support/network.ts";
import { startDirectory, type TestDirectory } from "./directory.ts";

const [owner, secondOwner, head] = [1, 2, 10];
let directory: TestDirectory;
let troubles: Date[] = [];

beforeAll(async () => {
  directory = await startDirectory();
  await directory.appoint(owner, "owner");
  await directory.appoint(secondOwner, "owner");
  await directory.appoint(head, "head", "shadrinsk");
});
afterAll(() => directory.close());

async function tell() {
  const before = (await directory.outbox()).length;
  await directory.tellOwners({
    cause: directory.cause(),
    what: "dead-update",
    count: async (since) => troubles.filter((at) => since === null || at > since).length,
  });
  return (await directory.outbox()).slice(before);
}

test("owners, and nobody else, hear how much could not be handled", async () => {
  troubles = [directory.now()];
  const news = await tell();
  expect(news.map(({ chatId }) => chatId)).toEqual([owner, secondOwner]);
  expect(news[0]?.text).toContain("не смог обработать 1 сообщение, хотя пробовал несколько раз");
  expect(news[0]?.text).toContain("Оно сохранено");
});

test("what happens within the hour is told after it, all in one", async () => {
  directory.pass(0.5);
  troubles.push(directory.now(), directory.now(), directory.now());
  expect(await tell()).toEqual([]);
  directory.pass(0.6);
  const news = await tell();
  expect(news).toHaveLength(2);
  expect(news[0]?.text).toContain("не смог обработать 3 сообщения");
});

test("where nothing has happened nobody is told", async () => {
  directory.pass(24);
  expect(await tell()).toEqual([]);
});

test("an update that no try can handle is told to the owner, and the person's next word works", async () => {
  await using network = await startNetwork({ staffed: false, log: { level: "silent" } });
  await network.owner.start();
  const member = await network.member("Валентина", "Шадринск");
  network.sandbox.faults.next(
    (method, params) => method === "sendMessage" && params["chat_id"] === member.id,
    { error_code: 400, description: "Bad Request: something that nobody knows" },
    3,
  );
  await member.press("Мои вопросы");
  const news = await network.owner.sees("не смог обработать 1 сообщение", { within: 10_000 });
  expect(news.text).not.toContain("Мои вопросы");
  await member.press("Мои вопросы");
  await member.sees("Вы ещё ничего не спрашивали");
});
