import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "./logger.ts";

/**
 * Runs work again and again, never twice at once. A failure is logged, and the next turn comes all
 * the same.
 *
 * @param everyMs milliseconds between the end of one turn and the beginning of the next.
 */
export function createTicker(
  name: string,
  everyMs: number,
  work: () => Promise<void>,
  logger: Logger,
) {
  const stopped = new AbortController();
  let loop: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await work();
      } catch (error) {
        logger.error({ err: error, work: name }, "due work failed");
      }
      await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => {});
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
