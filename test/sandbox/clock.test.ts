import { expect, test } from "vitest";
import { createSettableClock } from "../../src/sandbox/clock.ts";

const HOUR = 60 * 60 * 1000;

test("whoever waits is woken in order when an advance passes their moment", async () => {
  const clock = createSettableClock(new Date("2026-11-24T10:00:00Z"));
  const woken: string[] = [];
  const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);
  const late = clock.until(at("12:00")).then(() => woken.push("late"));
  const early = clock.until(at("11:00")).then(() => woken.push("early"));
  clock.advance(HOUR / 2);
  await Promise.resolve();
  expect(woken).toEqual([]);
  clock.advance(2 * HOUR);
  await Promise.all([late, early]);
  expect(woken).toEqual(["early", "late"]);
  expect(clock.now().toISOString().slice(0, 16)).toBe("2026-11-24T12:30");
});

test("time also runs by itself, and a wait can be given up", async () => {
  const clock = createSettableClock(new Date("2026-11-24T10:00:00Z"));
  await clock.until(new Date(clock.now().getTime() + 20));
  const controller = new AbortController();
  const waiting = clock.until(new Date("2027-01-01"), controller.signal);
  controller.abort(new Error("given up"));
  await expect(waiting).rejects.toThrow("given up");
});
