import { setTimeout as sleep } from "node:timers/promises";

/** Where the whole product takes its time from, so that a test or the demo can set it. */
export interface Clock {
  now(): Date;
  /**
   * Waits until `moment`; a moment that has passed resolves at once.
   *
   * @param signal when it aborts, the promise is rejected with the signal's reason.
   */
  until(moment: Date, signal?: AbortSignal): Promise<void>;
  /** Milliseconds that go on evenly whatever the clock is set to; without it, `now` has to do. */
  monotonic?(): number;
}

// Node fires timers over 2^31-1 ms at once; and a machine that slept or was set to another
// time is noticed only when we look again, so no single wait is longer than this.
const LONGEST_WAIT_MS = 60_000;

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),

  async until(moment, signal) {
    signal?.throwIfAborted();
    for (;;) {
      const left = moment.getTime() - Date.now();
      if (left <= 0) return;
      await pause(Math.min(left, LONGEST_WAIT_MS), signal);
    }
  },
};

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return sleep(milliseconds);
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    // Node wraps the reason in an AbortError of its own: hand out what the caller gave.
    signal.throwIfAborted();
    throw error;
  }
}
