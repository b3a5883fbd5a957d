import { expect, test } from "vitest";
import { createFlood } from "../../src/sandbox/flood.ts";
import type { FloodRules } from "../../src/sandbox/index.ts";
import { openStage, refusal } from "./support/stage.ts";

const GROUP = -1_002_000_000_001;

/** Flood rules with a clock that the test moves. */
function floodAt(rules: FloodRules) {
  let time = 0;
  const flood = createFlood(
    () => new Date("2026-11-24T10:00:00Z"),
    rules,
    () => time,
  );
  const call = (method: string, chat_id: number, params: object = {}) => {
    const refused = flood.check(method, { chat_id, ...params });
    return refused === undefined ? "ok" : Number(refused.parameters?.retry_after);
  };
  return {
    flood,
    call,
    send: (chat: number) => call("sendMessage", chat),
    wait: (milliseconds: number) => (time += milliseconds),
  };
}

test("the bot's second slides: a burst across the edge of two seconds is found", () => {
  const { flood, send, wait } = floodAt({ perSecond: 30 });
  wait(990);
  for (let chat = 1; chat <= 30; chat++) expect(send(chat)).toBe("ok");
  wait(20);
  expect(send(31)).toBe(1);
  expect(flood.violations()).toMatchObject([{ rule: "second", chatId: 31, retryAfter: 1 }]);
  expect(flood.peak("second")).toBe(31);
  wait(980);
  expect(send(32)).toBe("ok");
});

test("a chat takes a short burst, then one message a second, people's private chats as well", () => {
  const { flood, send, wait } = floodAt({ perChatPerSecond: 1, burst: 3 });
  expect([send(7), send(7), send(7)]).toEqual(["ok", "ok", "ok"]);
  wait(1000);
  expect(send(7)).toBe("ok");
  wait(500);
  expect(send(8)).toBe("ok");
  expect(send(7)).toBe(1);
  expect(flood.violations()).toMatchObject([{ rule: "chat", chatId: 7 }]);
  expect(flood.peak("chat")).toBe(3);
  expect(flood.peak("chat", 8)).toBe(1);
});

test("edits, topics and items of albums count in a group's minute; reactions, buttons and deletions do not", () => {
  const { flood, call, send, wait } = floodAt({ perGroupMinute: 20 });
  expect(call("sendMediaGroup", GROUP, { media: Array.from({ length: 10 }) })).toBe("ok");
  expect(call("createForumTopic", GROUP)).toBe("ok");
  expect(call("copyMessages", GROUP, { message_ids: [1, 2, 3] })).toBe("ok");
  for (let index = 0; index < 6; index++) expect(call("editMessageText", GROUP)).toBe("ok");
  for (const free of ["setMessageReaction", "deleteMessage", "pinChatMessage", "sendChatAction"]) {
    expect(call(free, GROUP)).toBe("ok");
  }
  expect(flood.peak("group minute")).toBe(20);
  wait(30_000);
  expect(send(GROUP)).toBe(30);
  expect(send(7)).toBe("ok");
  expect(flood.violations()).toMatchObject([{ rule: "group minute", chatId: GROUP }]);
  wait(30_001);
  expect(send(GROUP)).toBe("ok");
});

test("a private chat has no minute", () => {
  const { send } = floodAt({ perGroupMinute: 2 });
  expect([send(7), send(7), send(7)]).toEqual(["ok", "ok", "ok"]);
});

test("whoever calls before the time doubles the wait up to a cap, and quiet forgives", () => {
  const { flood, send, wait } = floodAt({ perChatPerSecond: 1, longestWait: 10, quiet: 60 });
  expect(send(7)).toBe("ok");
  expect([send(7), send(7), send(7), send(7), send(7), send(7)]).toEqual([1, 2, 4, 8, 10, 10]);
  expect(flood.violations().map(({ rule }) => rule)).toEqual([
    "chat",
    ...Array.from({ length: 5 }, () => "early"),
  ]);
  expect(flood.frozenFor(7)).toBe(10_000);
  wait(10_001);
  expect(send(7)).toBe("ok");
  // five strikes are not forgotten so soon
  expect(send(7)).toBe(10);
  wait(6 * 60_000);
  expect(send(7)).toBe("ok");
  expect(send(7)).toBe(1);
});

test("nothing is refused where the rules only watch", () => {
  const { flood, send } = floodAt({ perSecond: 1, refuses: false });
  expect([send(1), send(2), send(3)]).toEqual(["ok", "ok", "ok"]);
  expect(flood.violations()).toHaveLength(2);
  expect(flood.peak("second")).toBe(3);
});

test("a bot that writes too fast is answered 429 with the time to wait, and nothing arrives", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  expect(await refusal(api.sendMessage(anna.id, "без правил"))).toBe("ok");
  sandbox.flood.set({ perChatPerSecond: 1, burst: 1 });
  await api.sendMessage(anna.id, "первое");
  await expect(api.sendMessage(anna.id, "второе")).rejects.toMatchObject({
    error_code: 429,
    description: "Too Many Requests: retry after 1",
    parameters: { retry_after: 1 },
  });
  expect(anna.messages().at(-1)?.text).toBe("первое");
  expect(sandbox.ledger.calls("sendMessage", false)).toMatchObject([{ effect: false }]);
  sandbox.flood.set(null);
  expect(await refusal(api.sendMessage(anna.id, "снова"))).toBe("ok");
  expect(sandbox.flood.violations()).toHaveLength(1);
});
