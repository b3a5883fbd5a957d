/** A clock that runs at the speed of real time from any moment, and can be set. */
export interface SettableClock {
  now(): Date;
  /**
   * Waits until `moment` by this clock; resolves at once when an advance passes it.
   *
   * @param signal when it aborts, the promise is rejected with the signal's reason.
   */
  until(moment: Date, signal?: AbortSignal): Promise<void>;
  /** Moves the clock forward and wakes whoever waited for a moment that has passed now. */
  advance(milliseconds: number): void;
  set(moment: Date): void;
  /** How far it is ahead of real time, in milliseconds. */
  offset(): number;
  /** @returns a function that ends the subscription. */
  onSet(listener: () => void): () => void;
}

interface Waiter {
  moment: number;
  wake(): void;
}

/** Timers over 2^31-1 ms fire at once in Node, so longer waits are taken in steps. */
const LONGEST_TIMER_MS = 60_000;

/** @param startAt the clock shows this moment now; default: real time. */
export function createSettableClock(startAt?: Date): SettableClock {
  let offset = startAt ? startAt.getTime() - Date.now() : 0;
  const waiters = new Set<Waiter>();
  const listeners = new Set<() => void>();
  const now = () => Date.now() + offset;

  function moveTo(newOffset: number): void {
    offset = newOffset;
    for (const listener of listeners) listener();
    const due = [...waiters].filter((waiter) => waiter.moment <= now());
    due.sort((a, b) => a.moment - b.moment);
    for (const waiter of due) waiter.wake();
  }

  return {
    now: () => new Date(now()),
    offset: () => offset,
    advance: (milliseconds) => moveTo(offset + milliseconds),
    set: (moment) => moveTo(moment.getTime() - Date.now()),
    onSet(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    until(moment, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        let timer: NodeJS.Timeout | undefined;
        const waiter: Waiter = { moment: moment.getTime(), wake: () => finish(resolve) };
        const onAbort = () => finish(() => reject(signal?.reason as Error));

        function finish(settle: () => void): void {
          clearTimeout(timer);
          waiters.delete(waiter);
          signal?.removeEventListener("abort", onAbort);
          settle();
        }
        function arm(): void {
          const left = waiter.moment - now();
          if (left <= 0) return waiter.wake();
          timer = setTimeout(arm, Math.min(left, LONGEST_TIMER_MS));
        }

        waiters.add(waiter);
        signal?.addEventListener("abort", onAbort, { once: true });
        arm();
      });
    },
  };
}
