/** Counts what happened within a length of time that slides along; moments are monotonic milliseconds. */
export interface SlidingWindow {
  /** How many happened in the window that ends at the moment. */
  used(at: number): number;
  /** From which moment on there is room for `cost` more; more than the limit waits for all of it. */
  when(cost: number, now: number): number;
  /** Notes `cost` that happen now; also what goes beyond the limit. */
  add(cost: number, now: number): void;
}

const longestHead = 256;

/** @param limit in any window of `lengthMs`; Infinity keeps no record at all. */
export function createSlidingWindow(limit: number, lengthMs: number): SlidingWindow {
  let times: number[] = [];
  let head = 0;

  function forget(now: number): void {
    while (head < times.length && (times[head] ?? 0) <= now - lengthMs) head += 1;
    if (head < longestHead && head < times.length) return;
    times = times.slice(head);
    head = 0;
  }

  return {
    used(at) {
      let first = head;
      while (first < times.length && (times[first] ?? 0) <= at - lengthMs) first += 1;
      return times.length - first;
    },

    when(cost, now) {
      if (limit === Infinity) return now;
      const excess = times.length - head + Math.min(cost, limit) - limit;
      if (excess <= 0) return now;
      return Math.max(now, (times[head + excess - 1] ?? now) + lengthMs);
    },

    add(cost, now) {
      if (limit === Infinity) return;
      for (let count = 0; count < cost; count += 1) times.push(now);
      forget(now);
    },
  };
}
