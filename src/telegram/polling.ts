import type { Update } from "@grammyjs/types";
import type { Api } from "grammy";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../platform/logger.ts";
import { readFailure } from "./client.ts";
import type { UpdatesObserver } from "./observer.ts";

/** What we want to hear of; other kinds are not sent to us (Bot API, getUpdates). */
export const allowedUpdates = [
  "message",
  "edited_message",
  "callback_query",
  "my_chat_member",
] as const;

export interface PollingDependencies {
  api: Api;
  accept: (updates: Update[]) => Promise<void>;
  logger: Logger;
  observer?: UpdatesObserver | undefined;
  onFatal: (description: string) => void;
}

/** Whoever hears that the token is refused stops us well before this is over. */
const fatalPauseMs = 60_000;
/** Another program with the same token takes our updates: only its end helps, not haste. */
const conflictPauseMs = 10_000;
const usualPauseMs = 2000;
// shorter than the client's time-out, which would end the call as a failure
const longPollSeconds = 15;

/** Asks Telegram for updates; the offset moves only after they are committed. */
export function createPolling(deps: PollingDependencies) {
  const { api, logger } = deps;
  const stopped = new AbortController();
  let loop: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    let offset = 0;
    let said = 0;
    let isReady = false;
    while (!stopped.signal.aborted) {
      try {
        // Bot API, getUpdates: it does not work while a webhook is set
        if (!isReady) await api.deleteWebhook();
        isReady = true;
        said = offset;
        const updates = await api.getUpdates(
          { offset, limit: 100, timeout: longPollSeconds, allowed_updates: allowedUpdates },
          // grammY types its signal after a polyfill; the native one is what it gets
          stopped.signal as never,
        );
        deps.observer?.fetched(updates.length);
        await deps.accept(updates);
        const last = updates.at(-1);
        if (last) offset = last.update_id + 1;
      } catch (error) {
        if (!stopped.signal.aborted) await recover(error);
      }
    }
    // says to Telegram that the last batch has been committed, unless the last call has said so
    if (offset > said) await confirm(offset);
  }

  async function recover(error: unknown): Promise<void> {
    deps.observer?.fetchFailed();
    const failure = isTelegramFailure(error) ? readFailure(error) : undefined;
    if (failure?.kind === "refused") {
      if (failure.code === 401 || failure.code === 404) {
        deps.onFatal(failure.description);
        return pause(fatalPauseMs);
      }
      if (failure.code === 409) {
        logger.error({ err: error }, "another program takes the updates of this bot");
        return pause(conflictPauseMs);
      }
      if (failure.retryAfterSeconds !== undefined) return pause(failure.retryAfterSeconds * 1000);
    }
    logger.warn({ err: error }, "updates could not be fetched");
    await pause(usualPauseMs);
  }

  async function pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: stopped.signal }).catch(() => {});
  }

  async function confirm(offset: number): Promise<void> {
    try {
      await api.getUpdates({ offset, limit: 1, timeout: 0 });
    } catch (error) {
      logger.warn({ err: error }, "the last updates will come once more");
    }
  }

  return {
    start(): Promise<void> {
      loop = run();
      return Promise.resolve();
    },
    async stop(): Promise<void> {
      stopped.abort();
      await loop;
    },
  };
}

function isTelegramFailure(error: unknown): boolean {
  return error instanceof Error && (error.name === "GrammyError" || error.name === "HttpError");
}
