import { describe, expect, test } from "vitest";
import { lanes, usualLimits } from "../../src/delivery/index.ts";
import { mentions, says, startStage } from "./stage.ts";

const flood = (seconds: number) => ({
  kind: "refused" as const,
  code: 429,
  description: `Too Many Requests: retry after ${seconds}`,
  retryAfterSeconds: seconds,
});
const taken = { kind: "ok" as const, result: { message_id: 1 } };

describe("Telegram's limits", () => {
  test("hold for the whole bot, and use nearly all of it", async () => {
    const times: number[] = [];
    await using stage = await startStage({
      limits: usualLimits,
      started: false,
      async call() {
        times.push(performance.now());
        return taken;
      },
    });
    const chats = Array.from({ length: 100 }, (_, index) => index + 1);
    await stage.queue(
      ...chats.map((chat) => mentions(`to ${chat}`, chat, { lane: lanes.mailings })),
    );
    await stage.start();
    await stage.settled();
    expect(times).toHaveLength(100);
    const crowded = times.filter((time, index) => (times[index + 30] ?? Infinity) - time < 1000);
    expect(crowded).toEqual([]);
  });

  test("of a group leave what costs nothing, and hold up no other chat", async () => {
    const calls: string[] = [];
    await using stage = await startStage({
      limits: { groupPerMinute: 3, chatPerSecond: Infinity },
      started: false,
      async call(method, { chat_id, text }) {
        calls.push(`${method} ${String(chat_id)} ${String(text)}`);
        return taken;
      },
    });
    await stage.queue(
      ...["1", "2", "3", "4", "5"].map((key) => mentions(key, -7)),
      ...["6", "7"].map((key) => mentions(key, 8)),
    );
    await stage.start();
    await expect.poll(() => calls.length).toBe(5);
    expect(calls.toSorted()).toEqual([
      "sendMessage -7 1",
      "sendMessage -7 2",
      "sendMessage -7 3",
      "sendMessage 8 6",
      "sendMessage 8 7",
    ]);
    stage.sandbox.clock.advance(61_000);
    await stage.settled();
    expect(calls.slice(5)).toEqual(["sendMessage -7 4", "sendMessage -7 5"]);
  });

  test("count also what an earlier process has sent, and prompts that went straight out", async () => {
    const calls: unknown[] = [];
    await using stage = await startStage({
      limits: { groupPerMinute: 3, chatPerSecond: Infinity },
      started: false,
      async call(_, { text }) {
        calls.push(text);
        return taken;
      },
    });
    const now = stage.sandbox.clock.now();
    await stage.queue(...["1", "2", "3"].map((key) => mentions(key, -7)));
    await stage.prisma.outboxMessage.updateMany({
      where: { effectKey: "1" },
      data: { state: "sent", attempts: 1, doneAt: now },
    });
    stage.own.note("sendMessage", { chat_id: -7, text: "a prompt" });
    await stage.start();
    await expect.poll(() => calls).toEqual(["2"]);
    stage.sandbox.clock.advance(61_000);
    await stage.settled();
    expect(calls).toEqual(["2", "3"]);
  });
});

describe("a 429", () => {
  test("of several chats at once is about the bot: nothing is sent at all", async () => {
    const calls: unknown[] = [];
    let isFlooded = true;
    await using stage = await startStage({
      started: false,
      async call(_, { chat_id }) {
        calls.push(chat_id);
        return isFlooded && Number(chat_id) <= 3 ? flood(30) : taken;
      },
    });
    await stage.queue(...[1, 2, 3].map((chat) => says(`to ${chat}`, chat)));
    await stage.start();
    await stage.waiting("to 3");
    isFlooded = false;
    await stage.queue(says("to 4", 4));
    stage.sandbox.clock.advance(28_000);
    expect(new Set(calls)).toEqual(new Set([1, 2, 3]));
    stage.sandbox.clock.advance(2500);
    await stage.settled();
    expect(new Set(calls.slice(3))).toEqual(new Set([1, 2, 3, 4]));
    expect(calls).toHaveLength(7);
  });

  test("holds also for the process that comes after, and for what would overtake", async () => {
    const calls: unknown[] = [];
    await using stage = await startStage({
      started: false,
      async call(_, { text }) {
        calls.push(text);
        return calls.length === 1 ? flood(30) : taken;
      },
    });
    await stage.queue(says("mailing", 7, { lane: lanes.mailings }));
    await stage.start();
    await stage.waiting("mailing");
    await stage.own.stop();
    const later = stage.sender({ instance: "the test's process", confirmed: async () => true });
    await later.start();
    await stage.queue(says("answer", 7), says("to another", 8));
    later.wake();
    await expect.poll(() => calls).toEqual(["mailing", "to another"]);
    stage.sandbox.clock.advance(30_500);
    await expect.poll(() => calls).toEqual(["mailing", "to another", "answer", "mailing"]);
    await later.stop();
  });
});
