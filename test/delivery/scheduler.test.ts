import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { payloadsOf, readPayload } from "../../src/delivery/enqueue-store.ts";
import { createScheduler } from "../../src/delivery/scheduler.ts";

function takeAll(scheduler: ReturnType<typeof createScheduler>, lane: number, now = 0): number[] {
  const taken: number[] = [];
  for (let id = scheduler.take(lane, now); id !== undefined; id = scheduler.take(lane, now))
    taken.push(id);
  return taken;
}

describe("whose turn it is", () => {
  test("goes round: a chat with much to say comes after those that wait", () => {
    const scheduler = createScheduler();
    for (const chat of [1, 2, 3]) scheduler.notice(chat, 0);
    expect(scheduler.take(0, 0)).toBe(1);
    scheduler.behind(1, 0);
    scheduler.free(1);
    expect(takeAll(scheduler, 0)).toEqual([2, 3, 1]);
  });

  test("comes to a chat once, and to a busy one not before it is free", () => {
    const scheduler = createScheduler();
    scheduler.notice(1, 0);
    scheduler.notice(1, 0);
    expect(takeAll(scheduler, 0)).toEqual([1]);
    scheduler.notice(1, 0);
    expect(takeAll(scheduler, 0)).toEqual([]);
    scheduler.free(1);
    expect(takeAll(scheduler, 0)).toEqual([1]);
    scheduler.free(1);
    expect(scheduler.size()).toBe(0);
  });

  test("moves to the answers when an answer is added behind a mailing", () => {
    const scheduler = createScheduler();
    scheduler.notice(1, 1);
    scheduler.notice(2, 1);
    scheduler.notice(2, 0);
    expect(takeAll(scheduler, 0)).toEqual([2]);
    expect(takeAll(scheduler, 1)).toEqual([1]);
  });

  test("does not come before its moment, and what comes behind does not change that", () => {
    const scheduler = createScheduler();
    scheduler.notice(1, 0);
    scheduler.take(0, 0);
    scheduler.wait(1, 0, 100, true);
    scheduler.notice(1, 0);
    scheduler.tick(99);
    expect(takeAll(scheduler, 0, 99)).toEqual([]);
    expect(scheduler.next(99)).toBe(100);
    scheduler.tick(100);
    expect(takeAll(scheduler, 0, 100)).toEqual([1]);
  });

  test("comes at once when what waits does not hold up others", () => {
    const scheduler = createScheduler();
    scheduler.notice(1, 0);
    scheduler.take(0, 0);
    scheduler.wait(1, 0, 100, false);
    scheduler.notice(1, 0);
    expect(takeAll(scheduler, 0)).toEqual([1]);
  });
});

describe("what is frozen", () => {
  test("waits, whatever is added", () => {
    const scheduler = createScheduler();
    scheduler.freeze(1, 1000, 0);
    scheduler.notice(1, 0);
    scheduler.notice(2, 0);
    expect(takeAll(scheduler, 0, 1)).toEqual([2]);
    scheduler.notice(1, 0);
    expect(takeAll(scheduler, 0, 999)).toEqual([]);
    scheduler.tick(1000);
    expect(takeAll(scheduler, 0, 1000)).toEqual([1]);
  });

  test("is everything, when several chats are told so within a second", () => {
    const scheduler = createScheduler();
    scheduler.freeze(1, 5000, 0);
    scheduler.freeze(2, 5000, 900);
    expect(scheduler.isFrozen(900)).toBe(false);
    scheduler.freeze(2, 5000, 1100);
    scheduler.freeze(3, 6000, 1200);
    expect(scheduler.isFrozen(1200)).toBe(false);
    scheduler.freeze(4, 6000, 1300);
    scheduler.notice(9, 0);
    expect(takeAll(scheduler, 0, 4999)).toEqual([]);
    expect(scheduler.next(1300)).toBe(5000);
    expect(takeAll(scheduler, 0, 5000)).toEqual([9]);
  });

  test("is everything for the shortest of their waits: the longest may be one group's own", () => {
    const scheduler = createScheduler();
    const hour = 3_600_000;
    scheduler.freeze(1, 5000, 0);
    scheduler.freeze(2, 6000, 100);
    scheduler.freeze(3, hour, 200);
    for (const chat of [3, 9]) scheduler.notice(chat, 0);
    expect(takeAll(scheduler, 0, 4999)).toEqual([]);
    expect(takeAll(scheduler, 0, 5000)).toEqual([9]);
    scheduler.tick(hour);
    expect(takeAll(scheduler, 0, hour)).toEqual([3]);
  });

  test("is everything for a minute at most, then one call finds out", () => {
    const scheduler = createScheduler();
    for (const chat of [1, 2, 3]) scheduler.freeze(chat, 3_600_000, 0);
    expect(scheduler.isFrozen(59_999)).toBe(true);
    expect(scheduler.isFrozen(60_000)).toBe(false);
    for (const chat of [4, 5, 6]) scheduler.freeze(chat, 3_600_000, 60_000);
    expect(scheduler.isFrozen(119_999)).toBe(true);
  });
});

test("a look at everything ends waits that are too long, and adds what is unknown", () => {
  const scheduler = createScheduler();
  for (const chat of [1, 2]) {
    scheduler.notice(chat, 0);
    scheduler.take(0, 0);
    scheduler.wait(chat, 0, 10_000, true);
  }
  scheduler.load([
    { chatId: 1, lane: 0, at: null },
    { chatId: 2, lane: 0, at: 500 },
    { chatId: 3, lane: 1, at: null },
    { chatId: 4, lane: 0, at: 700 },
  ]);
  expect(takeAll(scheduler, 0)).toEqual([1]);
  expect(takeAll(scheduler, 1)).toEqual([3]);
  scheduler.tick(600);
  expect(takeAll(scheduler, 0, 600)).toEqual([2]);
  scheduler.tick(700);
  expect(takeAll(scheduler, 0, 700)).toEqual([4]);
  scheduler.tick(10_000);
  expect(takeAll(scheduler, 0, 10_000)).toEqual([]);
});

test("chats that wait get their turn in the order of their moments, and none before", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 })), (moments) => {
      const scheduler = createScheduler();
      scheduler.load(moments.map((at, index) => ({ chatId: index + 1, lane: 0, at })));
      expect(scheduler.next(0)).toBe(Math.min(Infinity, ...moments));
      scheduler.tick(25);
      const early = takeAll(scheduler, 0, 25).map((id) => moments[id - 1] ?? 0);
      scheduler.tick(50);
      const late = takeAll(scheduler, 0, 50).map((id) => moments[id - 1] ?? 0);
      expect([...early, ...late]).toEqual(moments.toSorted((a, b) => a - b));
      expect(Math.max(0, ...early)).toBeLessThanOrEqual(25);
      expect(Math.min(Infinity, ...late)).toBeGreaterThan(25);
    }),
  );
});

describe("what a notification names", () => {
  test("comes back as it was, in as many as it takes", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.maxSafeInteger(), { maxLength: 1500 }),
        fc.constantFrom(0 as const, 1 as const),
        (ids, lane) => {
          const payloads = payloadsOf(ids.map((chatId) => ({ chatId, lane })));
          expect(payloads.every(({ length }) => length < 8000)).toBe(true);
          const read = payloads.flatMap((payload) => readPayload(payload) ?? []);
          expect(read).toEqual(ids.map((chatId) => ({ chatId, lane })));
        },
      ),
      { numRuns: 20 },
    );
  });

  test("is everything when it would be too much, or nothing is said", () => {
    const effects = Array.from({ length: 100_000 }, (_, chatId) => ({ chatId }));
    expect(payloadsOf(effects)).toEqual([""]);
    expect(readPayload("")).toBeUndefined();
    expect(readPayload(undefined)).toBeUndefined();
  });
});
