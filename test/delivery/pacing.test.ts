import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPacing, type Limits, usualLimits } from "../../src/delivery/pacing.ts";

interface Sent {
  at: number;
  chatId: number;
  messages: number;
  lane: number;
}

/** Asks for a call at some moment and makes it as early as it may be made from there on. */
function send(pacing: ReturnType<typeof createPacing>, call: Omit<Sent, "at">, from: number): Sent {
  let at = from;
  for (;;) {
    const room = pacing.room(call.chatId, at);
    const chat = room >= call.messages ? at : pacing.chatWhen(call.chatId, call.messages, at);
    const next = Math.max(at, chat, pacing.botWhen(call.lane, call.messages, at));
    if (next === at) break;
    at = next;
  }
  pacing.take(call.chatId, call.messages, call.lane, at);
  return { ...call, at };
}

/** The most that any window of the length holds. */
function most(times: readonly number[], lengthMs: number): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((time) => time >= from && time < from + lengthMs).length),
  );
}

const times = (sent: readonly Sent[], cost: (one: Sent) => number) =>
  sent.flatMap((one) => Array.from({ length: cost(one) }, () => one.at));

const calls = fc.array(
  fc.record({
    pause: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3000 })),
    chatId: fc.constantFrom(-1, -2, -3, 1, 2, 3, 4, 5),
    messages: fc.constantFrom(0, 1, 1, 1, 1, 2, 10),
    lane: fc.constantFrom(0, 1),
  }),
  { maxLength: 250, size: "max" },
);

describe("whatever is asked for in whatever order", () => {
  test("no second holds more calls than the bot may make", () => {
    fc.assert(
      fc.property(calls, fc.integer({ min: 10, max: 30 }), (asked, perSecond) => {
        const pacing = createPacing({ perSecond, chatPerSecond: Infinity });
        let now = 0;
        const sent = asked.map(({ pause, ...call }) => {
          const one = send(pacing, { ...call, chatId: Math.abs(call.chatId) }, now + pause / 50);
          now = one.at;
          return one;
        });
        expect(
          most(
            times(sent, ({ messages }) => Math.max(1, messages)),
            1000,
          ),
        ).toBeLessThanOrEqual(perSecond);
      }),
      { numRuns: 60 },
    );
  });

  test("no minute of a group holds more messages than it may get, albums counted by their items", () => {
    fc.assert(
      fc.property(calls, (asked) => {
        const pacing = createPacing();
        let now = 0;
        const sent = asked.map(({ pause, ...call }) => {
          const one = send(pacing, call, now + pause);
          now = one.at;
          return one;
        });
        for (const group of [-1, -2, -3]) {
          const here = sent.filter(({ chatId }) => chatId === group);
          expect(
            most(
              times(here, ({ messages }) => messages),
              60_000,
            ),
          ).toBeLessThanOrEqual(usualLimits.groupPerMinute);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a chat gets a burst and then one message a second", () => {
    fc.assert(
      fc.property(calls, (asked) => {
        const pacing = createPacing({ groupPerMinute: Infinity });
        let now = 0;
        const sent = asked.map(({ pause, ...call }) => {
          const one = send(pacing, call, now + pause);
          now = one.at;
          return one;
        });
        for (const chat of [-1, 1, 2]) {
          const here = sent.filter(({ chatId, messages }) => chatId === chat && messages > 0);
          for (const seconds of [1, 2, 5, 10])
            expect(
              most(
                times(here, () => 1),
                seconds * 1000,
              ),
            ).toBeLessThanOrEqual(usualLimits.chatBurst + seconds);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("mailings", () => {
  /** How many mailings go out in so many seconds, beside answers at the given moments. */
  function mail(seconds: number, answersAt: readonly number[] = [], limits: Partial<Limits> = {}) {
    const pacing = createPacing(limits);
    const sent: Sent[] = [];
    const due = [...answersAt];
    let chatId = 1;
    for (let now = 0; now < seconds * 1000;) {
      const next = Math.ceil(pacing.botWhen(1, 1, now));
      const answer = due[0] ?? Infinity;
      if (answer <= next) {
        due.shift();
        now = Math.max(now, answer);
        sent.push(send(pacing, { chatId: (chatId += 1), messages: 1, lane: 0 }, now));
        now = sent.at(-1)?.at ?? now;
      } else {
        now = next;
        sent.push(send(pacing, { chatId: (chatId += 1), messages: 1, lane: 1 }, now));
      }
    }
    return sent;
  }

  test("alone use nearly all of what the bot may send", () => {
    const sent = mail(60);
    expect(sent.length).toBeGreaterThanOrEqual(0.985 * 30 * 60);
    expect(
      most(
        times(sent, () => 1),
        1000,
      ),
    ).toBe(30);
  });

  test("are spread over the second, so that an answer finds a gap soon", () => {
    const sent = mail(10);
    const gaps = sent.map(({ at }, index) => at - (sent[index - 1]?.at ?? at));
    expect(Math.max(...gaps)).toBeLessThan(50);
  });

  test("leave as many places free as answers came in the last second, and one more", () => {
    const answers = Array.from({ length: 100 }, (_, index) => 2000 + index * 200);
    const sent = mail(22, answers);
    const late = sent
      .filter(({ lane }) => lane === 0)
      .map(({ at }, index) => at - (answers[index] ?? 0));
    // the first ones come into a second that mailings had filled
    expect(Math.max(...late.slice(0, 3))).toBeLessThan(70);
    expect(Math.max(...late.slice(3))).toBe(0);
    expect(sent.filter(({ lane }) => lane === 1).length).toBeGreaterThan(15 * 20);
  });

  test("still go when answers take most of what there is", () => {
    const answers = Array.from({ length: 200 }, (_, index) => index * 50);
    const sent = mail(10, answers);
    expect(sent.filter(({ lane }) => lane === 1).length).toBeGreaterThan(20);
  });
});

describe("a group", () => {
  test("that is overloaded gets nearly all that it may get", () => {
    const pacing = createPacing();
    let now = 0;
    let count = 0;
    for (;;) {
      now = send(pacing, { chatId: -7, messages: 1, lane: 0 }, now).at;
      if (now >= 600_000) break;
      count += 1;
    }
    expect(count).toBeGreaterThanOrEqual(0.95 * 20 * 10);
  });

  test("that has got all it may get still gets what costs nothing", () => {
    const pacing = createPacing({ chatPerSecond: Infinity });
    for (let count = 0; count < 20; count += 1) pacing.take(-7, 1, 0, 0);
    expect(pacing.room(-7, 1)).toBe(0);
    expect(pacing.chatWhen(-7, 0, 1)).toBe(1);
    expect(pacing.chatWhen(-7, 1, 1)).toBeGreaterThan(60_000);
  });

  test("may get an album that is larger than a minute holds, after a quiet one", () => {
    const pacing = createPacing({ groupPerMinute: 5 });
    pacing.take(-7, 1, 0, 0);
    const at = pacing.chatWhen(-7, 10, 100);
    expect(at).toBeGreaterThan(60_000);
    expect(pacing.room(-7, at)).toBeGreaterThanOrEqual(10);
  });
});

test("chats are forgotten when nothing of theirs counts any more", () => {
  const pacing = createPacing();
  for (let chatId = 1; chatId <= 1000; chatId += 1)
    pacing.take(chatId % 2 === 0 ? chatId : -chatId, 1, 1, chatId);
  pacing.forget(5000);
  expect(pacing.size()).toBe(500);
  pacing.forget(70_000);
  expect(pacing.size()).toBe(0);
});

test("without limits nothing waits and nothing is remembered", () => {
  const pacing = createPacing({
    perSecond: Infinity,
    chatPerSecond: Infinity,
    chatBurst: Infinity,
    groupPerMinute: Infinity,
  });
  for (let count = 0; count < 1000; count += 1) {
    expect(pacing.botWhen(1, 1, 5)).toBe(5);
    expect(pacing.room(-7, 5)).toBeGreaterThan(100);
    pacing.take(-7, 1, 1, 5);
  }
  expect(pacing.size()).toBe(0);
});
