/** Counts what happened within the last so many milliseconds, at every moment anew: it has no edges to burst across. */
export interface SlidingWindow {
  /** What is within the window that ends at `now`. */
  total(now: number): number;
  add(now: number, cost: number): void;
  /** How many milliseconds until `cost` more would not exceed `most`; Infinity when it never fits. */
  waitFor(now: number, cost: number, most: number): number;
}

/** @param span the window's length in milliseconds. All moments are of one monotonic clock. */
export function createSlidingWindow(span: number): SlidingWindow {
  let entries: { at: number; cost: number }[] = [];
  /** Entries before this one have left the window; they are cut away now and then. */
  let first = 0;
  let sum = 0;

  function forget(now: number): void {
    for (let entry = entries[first]; entry && entry.at <= now - span; entry = entries[first]) {
      sum -= entry.cost;
      first++;
    }
    if (first > 100 && first > entries.length / 2) {
      entries = entries.slice(first);
      first = 0;
    }
  }

  return {
    total(now) {
      forget(now);
      return sum;
    },
    add(now, cost) {
      forget(now);
      entries.push({ at: now, cost });
      sum += cost;
    },
    waitFor(now, cost, most) {
      forget(now);
      let surplus = sum + cost - most;
      for (let index = first; surplus > 0; index++) {
        const entry = entries[index];
        if (!entry) return Infinity;
        surplus -= entry.cost;
        if (surplus <= 0) return entry.at + span - now;
      }
      return 0;
    },
  };
}
