import { expect, test } from "vitest";
import { arrivals, closest, median, quantile, slope, violations } from "./statistics.ts";

test("counts each send that a sliding window is too full for", () => {
  const window = { atMost: 3, span: 1000 };
  const over = (...moments: number[]) => violations(moments, window.atMost, window.span);
  expect(over(0, 100, 200)).toBe(0);
  expect(over(0, 100, 200, 999)).toBe(1);
  // exactly one span later the first counts no more
  expect(over(0, 100, 200, 1000)).toBe(0);
  // two full seconds of the calendar, side by side
  expect(over(900, 950, 990, 1010, 1050, 1090)).toBe(3);
  expect(over(990, 900, 1010, 950)).toBe(1);
});

test("finds how close together the closest came", () => {
  expect(closest([0, 500, 990, 1500], 3)).toBe(990);
  expect(closest([0, 1], 3)).toBe(Infinity);
});

test("takes medians and other quantiles between neighbours", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(quantile([0, 10], 0.99)).toBeCloseTo(9.9);
  expect(quantile([5], 0.99)).toBe(5);
});

test("finds the slope of what grows evenly, whatever it starts from", () => {
  const points = [1, 2, 3, 4].map((x) => ({ x, y: 200 + 0.5 * x }));
  expect(slope(points)).toBeCloseTo(0.5);
});

test("makes the same arrivals for the same seed, about as many as asked for", () => {
  const moments = arrivals(50, 20, 7);
  expect(arrivals(50, 20, 7)).toEqual(moments);
  expect(moments.length).toBeGreaterThan(850);
  expect(moments.length).toBeLessThan(1150);
  expect(moments.every((at, index) => at < 20_000 && at > (moments[index - 1] ?? -1))).toBe(true);
});
