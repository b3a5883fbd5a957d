import { expect, test } from "vitest";
import { watchForJumps } from "../../src/platform/clock-jumps.ts";
import { createSettableClock } from "../../src/sandbox/clock.ts";

const hourMs = 3_600_000;

test("a clock that is set back is noticed once, by how much", async () => {
  const clock = createSettableClock();
  const jumps: number[] = [];
  const watch = watchForJumps(clock, async (milliseconds) => void jumps.push(milliseconds));
  watch.start();
  clock.advance(-hourMs);
  await expect.poll(() => jumps.length, { timeout: 5000 }).toBe(1);
  expect(Math.abs((jumps[0] ?? 0) - hourMs)).toBeLessThan(100);
  clock.advance(-2 * hourMs);
  await expect.poll(() => jumps.length, { timeout: 5000 }).toBe(2);
  await watch.stop();
});

test("going forward, or a little back, is no jump", async () => {
  const clock = createSettableClock();
  const jumps: number[] = [];
  const watch = watchForJumps(clock, async (milliseconds) => void jumps.push(milliseconds));
  watch.start();
  clock.advance(hourMs);
  clock.advance(-500);
  // a jump that counts shows that the looks before it saw none
  await new Promise((resolve) => setTimeout(resolve, 1200));
  clock.advance(-hourMs / 2);
  await expect.poll(() => jumps.length, { timeout: 5000 }).toBe(1);
  expect(Math.abs((jumps[0] ?? 0) - hourMs / 2)).toBeLessThan(1000);
  await watch.stop();
});

test("what could not be told is told again", async () => {
  const clock = createSettableClock();
  let tries = 0;
  const watch = watchForJumps(clock, async () => {
    tries += 1;
    if (tries === 1) throw new Error("the database is away");
  });
  watch.start();
  clock.advance(-hourMs);
  await expect.poll(() => tries, { timeout: 5000 }).toBe(2);
  await watch.stop();
});
