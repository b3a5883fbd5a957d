import type { Clock } from "../platform/clock.ts";

export interface WaitersDependencies {
  clock: Clock;
  /** Monotonic milliseconds. */
  now: () => number;
}

// A clock that is set by hand is followed; for shorter waits that is not worth a second timer.
const shortMs = 100;

/** Lets the loop sleep until there is something to do, and others until a chat has been served. */
export function createWaiters({ clock, now }: WaitersDependencies) {
  let isWoken = false;
  let wakeUp = (): void => {};
  const ofChats = new Map<number, (() => void)[]>();

  return {
    wake(): void {
      isWoken = true;
      wakeUp();
    },

    /** Calls from before count no more. */
    clear(): void {
      isWoken = false;
    },

    /** Sleeps until the moment, or until woken. */
    async wait(until: number): Promise<void> {
      if (isWoken) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      wakeUp = resolve;
      const left = Math.max(1, Math.ceil(until - now()));
      const timer = setTimeout(resolve, Math.min(left, 2 ** 31 - 1));
      const over = new AbortController();
      if (left > shortMs && left < Infinity)
        clock.until(new Date(clock.now().getTime() + left), over.signal).then(resolve, () => {});
      await promise;
      clearTimeout(timer);
      over.abort();
    },

    /** Something of the chat has ended. */
    tell(chatId: number): void {
      const waiting = ofChats.get(chatId);
      if (!waiting) return;
      ofChats.delete(chatId);
      for (const resolve of waiting) resolve();
    },

    /** Resolves when something of the chat ends, or after so many milliseconds. */
    async told(chatId: number, withinMs: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      ofChats.set(chatId, [...(ofChats.get(chatId) ?? []), resolve]);
      const timer = setTimeout(() => this.tell(chatId), withinMs);
      await promise;
      clearTimeout(timer);
    },
  };
}

export type Waiters = ReturnType<typeof createWaiters>;
