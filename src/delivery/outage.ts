import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../platform/logger.ts";
import type { CallResult } from "./outcome.ts";

export interface OutageDependencies {
  /** A call that changes nothing. */
  probe: () => Promise<CallResult>;
  logger: Logger;
  /** The line works again. */
  onOpen: () => void;
}

const shortestPauseMs = 100;
const longestPauseMs = 5000;

/**
 * Closes the line to Telegram after a call that got no answer, until one gets through that harms
 * nobody: so an outage costs only what was on the wire when it began.
 */
export function createOutage({ probe, logger, onOpen }: OutageDependencies) {
  let isOpen = true;
  const stopped = new AbortController();

  async function probeUntilOpen(signal: AbortSignal): Promise<void> {
    for (
      let pause = shortestPauseMs;
      !signal.aborted;
      pause = Math.min(2 * pause, longestPauseMs)
    ) {
      if (isAnswer(await probe())) {
        isOpen = true;
        onOpen();
        return;
      }
      if (pause === shortestPauseMs) logger.warn("Telegram does not answer: nothing is sent");
      await sleep(pause, undefined, { signal }).catch(() => {});
    }
  }

  return {
    isOpen: () => isOpen,

    close(): void {
      if (!isOpen || stopped.signal.aborted) return;
      isOpen = false;
      void probeUntilOpen(stopped.signal);
    },

    stop(): void {
      stopped.abort();
    },
  };
}

/** A refusal is an answer too, but not one that refuses us altogether. */
function isAnswer(result: CallResult): boolean {
  if (result.kind === "refused") return result.code !== 401 && result.code !== 404;
  return result.kind === "ok";
}

export type Outage = ReturnType<typeof createOutage>;
