import type { Update } from "@grammyjs/types";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import { isPassing } from "./client.ts";
import type { InboxRow, InboxStore } from "./inbox-store.ts";
import type { UpdatesObserver } from "./observer.ts";

export interface InboxDependencies {
  store: InboxStore;
  handle: (update: Update) => Promise<void>;
  /** Told once an update has failed for the last time. */
  onDead: (update: Update) => Promise<void>;
  clock: Clock;
  logger: Logger;
  observer?: UpdatesObserver | undefined;
  /** Frees the chat of an update that never ends; milliseconds. */
  deadlineMs?: number;
  /** Whether this process has lost the lead, so that others handle what it holds. */
  isOver?: () => boolean;
  /** How many updates of different chats are handled side by side. */
  atOnce?: number;
}

/** Each handler may use two of the database's connections; app.ts counts with it. */
const usuallyAtOnce = 16;
/** What waits in memory; the rest waits with Telegram, or in the database. */
const mostWaiting = 1000;
const mostTries = 3;
/** A line that is away for half a minute makes no update a bad one. */
const mostTriesInOutage = 10;
/** Longer than all calls of a handler together may take; Telegram's own waits included. */
const usualDeadlineMs = 120_000;
const longestRetryPauseMs = 5000;
const markPauseMs = 500;
const retryPausesMs = [500, 3000, 3000];

/** Takes updates in, keeps them, and has them handled: one at a time in a lane. */
export function createInbox(deps: InboxDependencies) {
  const { store, clock, logger } = deps;
  const { deadlineMs = usualDeadlineMs, atOnce = usuallyAtOnce } = deps;
  const lanes = new Map<string, InboxRow[]>();
  const ready: string[] = [];
  const done: number[] = [];
  /** What waits or runs here, until its end is written. */
  const known = new Set<number>();
  let hasDoubts = false;
  let endedMeanwhile = new Set<number>();
  let active = 0;
  let waiting = 0;
  let room: PromiseWithResolvers<void> | null = null;
  let stopping = false;
  const stop = new AbortController();
  let flushing: Promise<void> | null = null;

  function dispatch(rows: InboxRow[]): void {
    for (const row of rows) {
      if (known.has(row.update.update_id)) continue;
      known.add(row.update.update_id);
      waiting += 1;
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
    while (!stopping && active < atOnce) {
      const name = ready.shift();
      if (name === undefined) return;
      active += 1;
      void work(name).finally(() => {
        active -= 1;
        pump();
      });
    }
  }

  function forget(id: number): void {
    known.delete(id);
    endedMeanwhile.add(id);
  }

  function makeRoom(): void {
    room?.resolve();
    room = null;
  }

  /** One update of the lane, then the lane goes to the end of the line. */
  async function work(name: string): Promise<void> {
    const lane = lanes.get(name);
    const row = lane?.[0];
    if (lane && row) {
      await handleRow(row);
      lane.shift();
      waiting -= 1;
      if (waiting < mostWaiting) makeRoom();
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
        deps.observer?.handled();
        done.push(id);
        flushing ??= flush();
        return;
      } catch (error) {
        // whoever leads now handles it, and notes how that went
        if (deps.isOver?.()) return;
        const dead = tries >= (isPassing(error) ? mostTriesInOutage : mostTries);
        logger.error({ err: error, update: id, tries, dead }, "an update could not be handled");
        const noted = await note(id, error, dead);
        deps.observer?.failed(noted && dead);
        if (noted && dead) {
          forget(id);
          return lastWord(row.update);
        }
        if (stopping) return;
        const pause = retryPausesMs[tries - 1] ?? longestRetryPauseMs;
        await sleep(pause, undefined, { signal: stop.signal }).catch(() => {});
        if (stopping) return;
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
        for (const id of ids) forget(id);
      } catch (error) {
        logger.error({ err: error }, "handled updates could not be marked");
        // they will be handled again by the next process, and act once by their causes
        if (stopping) break;
        done.unshift(...ids);
        await sleep(markPauseMs);
      }
    }
    flushing = null;
  }

  async function keep(updates: Update[]): Promise<InboxRow[]> {
    try {
      return await store.keep(updates, clock.now());
    } catch (error) {
      // they may have been committed all the same, and are no news when they come again
      hasDoubts = true;
      throw error;
    }
  }

  /**
   * Goes on with what an earlier process left, and with what was committed without our hearing of
   * it: that must be looked for again and again.
   */
  async function resume(): Promise<void> {
    const ended = new Set<number>();
    endedMeanwhile = ended;
    const rows = await store.unhandled();
    dispatch(rows.filter(({ update }) => !ended.has(update.update_id)));
    endedMeanwhile = new Set();
  }

  return {
    /**
     * Commits the updates, then has them handled. Resolves when they are committed, and there is
     * room for more: whoever brings updates faster than they are handled has to wait.
     */
    async accept(updates: Update[]): Promise<void> {
      const rows = await keep(updates);
      // in their order: what an earlier batch brought comes before this one
      if (hasDoubts) await resume();
      hasDoubts = false;
      dispatch(rows);
      if (waiting < mostWaiting || stopping) return;
      room ??= Promise.withResolvers();
      await room.promise;
    },

    resume,

    /** True while more updates of this lane wait behind the one being handled. */
    hasMore: (lane: string) => (lanes.get(lane)?.length ?? 0) > 1,

    /** Lets the running updates end; the rest stays in the database. */
    async stop(): Promise<void> {
      stopping = true;
      stop.abort();
      makeRoom();
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
