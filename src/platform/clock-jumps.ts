import type { Clock } from "./clock.ts";
import { setTimeout as sleep } from "node:timers/promises";

const lookEveryMs = 1000;
/** Smaller corrections, as by time servers, harm nobody. */
const smallestJumpMs = 2000;

/**
 * Notices that the machine's clock was set back: what waits for a moment would wait that much
 * longer. A jump forward only makes waits end early.
 *
 * @param onBack told by how much; milliseconds. Tried again when it fails.
 */
export function watchForJumps(clock: Clock, onBack: (milliseconds: number) => Promise<void>) {
  const stopped = new AbortController();
  let loop: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    let ahead = clock.now().getTime() - performance.now();
    while (!stopped.signal.aborted) {
      await sleep(lookEveryMs, undefined, { signal: stopped.signal }).catch(() => {});
      const now = clock.now().getTime() - performance.now();
      const back = ahead - now;
      // forward by steps is the new time; what could not be told stays to be told
      if (back < smallestJumpMs || (await told(Math.round(back)))) ahead = now;
    }
  }

  async function told(milliseconds: number): Promise<boolean> {
    try {
      await onBack(milliseconds);
      return true;
    } catch {
      return false;
    }
  }

  return {
    start(): void {
      loop = run();
    },
    async stop(): Promise<void> {
      stopped.abort();
      await loop;
    },
  };
}
