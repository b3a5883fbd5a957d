import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "./database.ts";
import { connectToLock, type LockConnection, lockKey } from "./leadership-lock.ts";
import type { Logger } from "./logger.ts";

/** The right to work, held by one process at a time. */
export interface Lead {
  /** Names this term: what it claims in the database bears the name. */
  instance: string;
  /**
   * Whether this process still leads: to be asked right before anything leaves it. Answered from
   * memory for a second after each proof, then by the database; false while that cannot be asked.
   */
  confirmed(): Promise<boolean>;
  /** Whether the term is known to be over. */
  isOver(): boolean;
  /** Resolves when the term is over: somebody else leads, or `release` was called. */
  over: Promise<void>;
  /** Hands the lead over at once. */
  release(): Promise<void>;
}

export interface LeadershipOptions {
  database: Database;
  url: string;
  logger: Logger;
  /** How long a leader may show no sign of life before it is ended; milliseconds. */
  patienceMs?: number;
}

// A process that was stopped in between is noticed by either clock.
const proofHoldsMs = 1000;
const beatEveryMs = 2000;
const usualPatienceMs = 10_000;
const watchEveryMs = 1000;
const longestPauseMs = 2000;

/** Lets one process of all that share a database lead, and has the others stand by. */
export function createLeadership({ database, url, logger, patienceMs }: LeadershipOptions) {
  const patience = patienceMs ?? usualPatienceMs;

  async function connect(signal: AbortSignal): Promise<LockConnection> {
    for (let pause = 100; ; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        return await connectToLock(url);
      } catch (error) {
        logger.warn({ err: error }, "the lock of the leader cannot be reached");
        await sleep(pause, undefined, { signal });
      }
    }
  }

  /** Ends a leader that holds the lock but shows no sign of life, so that the lock becomes free. */
  async function endFrozenLeader(signal: AbortSignal): Promise<void> {
    let seen = { beat: "", since: performance.now() };
    for (;;) {
      await sleep(watchEveryMs, undefined, { signal });
      try {
        const { rows } = await database.pool.query<{ beat: string }>(
          "SELECT instance || beat AS beat FROM leadership",
        );
        const beat = rows[0]?.beat ?? "";
        if (beat !== seen.beat) seen = { beat, since: performance.now() };
        if (performance.now() - seen.since < patience) continue;
        logger.error("the leader shows no sign of life and is ended");
        await database.pool.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks
           WHERE locktype = 'advisory' AND granted AND ${lockIs}
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        seen.since = performance.now();
      } catch (error) {
        logger.warn({ err: error }, "the leader cannot be watched");
      }
    }
  }

  async function waitForLock(lock: LockConnection, signal: AbortSignal): Promise<boolean> {
    if (await lock.tryLock()) return true;
    logger.info("another process leads: standing by");
    const watch = new AbortController();
    const watching = endFrozenLeader(AbortSignal.any([signal, watch.signal])).catch(() => {});
    try {
      return await lock.waitForLock(signal);
    } finally {
      watch.abort();
      await watching;
    }
  }

  return {
    /**
     * Waits until this process leads.
     *
     * @param signal ends the wait; the promise is rejected then.
     */
    async acquire(signal: AbortSignal): Promise<Lead> {
      for (;;) {
        const lock = await connect(signal);
        try {
          if (await waitForLock(lock, signal)) {
            signal.throwIfAborted();
            const instance = randomUUID();
            await lock.takeOver(instance);
            return createLead(lock, instance, { url, logger });
          }
        } catch (error) {
          await lock.end();
          signal.throwIfAborted();
          logger.warn({ err: error }, "the lock of the leader was lost while standing by");
          await sleep(100, undefined, { signal });
        }
      }
    },
  };
}

export type Leadership = ReturnType<typeof createLeadership>;

// PostgreSQL, pg_locks: a key of two halves has objsubid 2
const lockIs = `classid = ${lockKey.high} AND objid = ${lockKey.low} AND objsubid = 2`;

function createLead(
  first: LockConnection,
  instance: string,
  { url, logger }: { url: string; logger: Logger },
): Lead {
  let lock: LockConnection | null = first;
  let proof = { monotonic: performance.now(), wall: Date.now() };
  let asking: Promise<boolean> | null = null;
  const over = new AbortController();
  const ended = Promise.withResolvers<void>();
  const living = live();

  /** Shows signs of life, and takes the lock again after the database was away. */
  async function live(): Promise<void> {
    while (!over.signal.aborted) {
      if (lock && (await beat(lock))) await pauseOrLoss(lock);
      else if (!over.signal.aborted) lock = await regain();
    }
    ended.resolve();
  }

  async function beat(connection: LockConnection): Promise<boolean> {
    const at = { monotonic: performance.now(), wall: Date.now() };
    const result = await connection.beat(instance).catch(() => "broken" as const);
    if (result === "ours") proof = at;
    if (result === "deposed") depose();
    return result === "ours";
  }

  async function pauseOrLoss(connection: LockConnection): Promise<void> {
    const woken = new AbortController();
    const signal = AbortSignal.any([over.signal, woken.signal]);
    await Promise.race([
      sleep(beatEveryMs, undefined, { signal }).catch(() => {}),
      connection.lost,
    ]);
    woken.abort();
  }

  /** The same term goes on when nobody took the lead meanwhile: what is on the wire stays known. */
  async function regain(): Promise<LockConnection | null> {
    await lock?.end();
    lock = null;
    logger.warn("the connection that holds the leader's lock was lost");
    for (let pause = 50; !over.signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        const next = await connectToLock(url);
        if ((await next.tryLock()) && (await next.resume(instance))) return next;
        await next.end();
        depose();
      } catch {
        await sleep(pause, undefined, { signal: over.signal }).catch(() => {});
      }
    }
    return null;
  }

  function depose(): void {
    if (!over.signal.aborted) logger.error("another process leads now");
    over.abort();
  }

  function isFresh(): boolean {
    // a clock that was set back must not make an old proof young
    const age = Math.max(performance.now() - proof.monotonic, Math.abs(Date.now() - proof.wall));
    return age < proofHoldsMs;
  }

  async function ask(): Promise<boolean> {
    const connection = lock;
    if (!connection || over.signal.aborted) return false;
    return beat(connection);
  }

  return {
    instance,
    isOver: () => over.signal.aborted,
    over: ended.promise,
    async confirmed() {
      if (over.signal.aborted || !lock || lock.isLost()) return false;
      if (isFresh()) return true;
      asking ??= ask().finally(() => (asking = null));
      return asking;
    },
    async release() {
      over.abort();
      await living;
      await lock?.end();
    },
  };
}
