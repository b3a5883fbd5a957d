import type { Update } from "@grammyjs/types";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { InboxRow, InboxStore } from "./inbox-store.ts";

export interface InboxDependencies {
  store: InboxStore;
  handle: (update: Update) => Promise<void>;
  /** Told once an update has failed for the last time. */
  onDead: (update: Update) => Promise<void>;
  clock: Clock;
  logger: Logger;
  /** Frees the chat of an update that never ends; milliseconds. */
  deadlineMs?: number;
}

const mostAtOnce = 16;
const mostTries = 3;
/** Longer than all calls of a handler together may take; Telegram's own waits included. */
const usualDeadlineMs = 120_000;
const retryPausesMs = [500, 3000, 3000];

/** Takes updates in, keeps them, and has them handled: one at a time in a lane. */
export function createInbox(deps: InboxDependencies) {
  const { store, clock, logger, deadlineMs = usualDeadlineMs } = deps;
  const lanes = new Map<string, InboxRow[]>();
  const ready: string[] = [];
  const done: number[] = [];
  let active = 0;
  let stopping = false;
  let flushing: Promise<void> | null = null;

  function dispatch(rows: InboxRow[]): void {
    for (const row of rows) {
      const lane = lanes.get(row.lane);
      if (lane) {
        lane.push(row);
      } else {
        lanes.set(row.lane, [row]);
        ready.push(row.lane);
      }
    }
    pump();
  }

  function pump(): void {
    while (!stopping && active < mostAtOnce) {
      const name = ready.shift();
      if (name === undefined) return;
      active += 1;
      void work(name).finally(() => {
        active -= 1;
        pump();
      });
    }
  }

  /** One update of the lane, then the lane goes to the end of the line. */
  async function work(name: string): Promise<void> {
    const lane = lanes.get(name);
    const row = lane?.[0];
    if (lane && row) {
      await handleRow(row);
      lane.shift();
    }
    if (lane && lane.length > 0) ready.push(name);
    else lanes.delete(name);
  }

  /** Tries count only where they can be noted: without a database no update can be handled at all. */
  async function handleRow(row: InboxRow): Promise<void> {
    const id = row.update.update_id;
    for (let tries = row.attempts + 1; ;) {
      try {
        await withDeadline(deps.handle(row.update), deadlineMs);
        done.push(id);
        flushing ??= flush();
        return;
      } catch (error) {
        const dead = tries >= mostTries;
        logger.error({ err: error, update: id, tries, dead }, "an update could not be handled");
        const noted = await note(id, error, dead);
        if (noted && dead) return lastWord(row.update);
        if (stopping) return;
        await sleep(retryPausesMs[tries - 1]);
        if (noted) tries += 1;
      }
    }
  }

  async function note(id: number, error: unknown, dead: boolean): Promise<boolean> {
    const name = error instanceof Error ? error.name : "unknown";
    try {
      await store.markFailed(id, name, dead, clock.now());
      return true;
    } catch (storeError) {
      logger.error({ err: storeError, update: id }, "a failed update could not be marked");
      return false;
    }
  }

  async function lastWord(update: Update): Promise<void> {
    try {
      await deps.onDead(update);
    } catch (error) {
      logger.error({ err: error, update: update.update_id }, "nobody could be told of the failure");
    }
  }

  /** Marks together what was handled while the last mark was being written. */
  async function flush(): Promise<void> {
    await sleep(20);
    while (done.length > 0) {
      const ids = done.splice(0);
      try {
        await store.markDone(ids, clock.now());
      } catch (error) {
        // they will be handled again after a restart, and act once by their causes
        logger.error({ err: error }, "handled updates could not be marked");
      }
    }
    flushing = null;
  }

  return {
    /** Commits the updates, then has them handled. Resolves when they are committed. */
    async accept(updates: Update[]): Promise<void> {
      dispatch(await store.keep(updates, clock.now()));
    },

    /** Goes on with what an earlier process left. */
    async resume(): Promise<void> {
      dispatch(await store.unhandled());
    },

    /** True while more updates of this lane wait behind the one being handled. */
    hasMore: (lane: string) => (lanes.get(lane)?.length ?? 0) > 1,

    /** Lets the running updates end; the rest stays in the database. */
    async stop(): Promise<void> {
      stopping = true;
      while (active > 0 || flushing) await sleep(10);
    },
  };
}

export type Inbox = ReturnType<typeof createInbox>;

async function withDeadline(work: Promise<void>, milliseconds: number): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("the deadline has passed")), milliseconds);
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
