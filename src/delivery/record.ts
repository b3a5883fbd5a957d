import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { Transaction, Writing } from "../platform/transaction.ts";
import type { About, Delivered } from "./effect.ts";
import { enqueue } from "./enqueue-store.ts";
import type { OutboxStore } from "./outbox-store.ts";
import type { End } from "./settle.ts";

/** Told in the transaction that records how an effect ended; not of what was sent and is about nothing. */
export type OnDelivered = (
  transaction: Transaction,
  effect: { key: string; chatId: number; about: About | null },
  delivered: Delivered,
) => Promise<void>;

/** An effect that has ended. */
export interface Told {
  effect: { key: string; chatId: number; about: About | null };
  delivered: Delivered;
}

export interface RecorderDependencies {
  store: OutboxStore;
  clock: Clock;
  logger: Logger;
  instance: string;
  onDelivered: OnDelivered;
  /** The rows to which `onDelivered` comes down for these ends; null where there is more to do. */
  onlyRows?: ((ends: Told[]) => Writing | null) | undefined;
  /** The end stands in the database. */
  onRecorded: (end: End) => void;
}

const recordPauseMs = 250;

/** Writes how calls ended: what nobody is told of goes with the next claim, see `takePlain`. */
export function createRecorder(deps: RecorderDependencies) {
  const { store, clock, logger } = deps;
  let plain: End[] = [];
  const told: End[] = [];
  let recording: Promise<void> | null = null;
  let isStopping = false;

  /** Ends that come while the last ones are being written are written together. */
  async function recordAll(): Promise<void> {
    while (told.length > 0) {
      const batch = told.splice(0);
      try {
        await write(batch, true);
        batch.forEach(deps.onRecorded);
      } catch {
        for (const end of batch) await writeAlone(end);
      }
    }
    // at once, so that nothing is added to a round that has ended
    recording = null;
  }

  /**
   * Goes on until it is written: an effect without its outcome would be sent again. Consequences
   * that fail time after time are a mistake of ours, and may not hold up the chat.
   */
  async function writeAlone(end: End): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const withConsequences = tries % 3 !== 0;
      try {
        await write([end], withConsequences);
        return deps.onRecorded(end);
      } catch (error) {
        logger.error(
          { err: error, effect: end.effect.id, withConsequences },
          "the outcome of a call could not be recorded",
        );
        if (isStopping && !withConsequences) return deps.onRecorded(end);
        await sleep(recordPauseMs);
      }
    }
  }

  async function write(batch: End[], withConsequences: boolean): Promise<void> {
    const marks = batch.map(({ mark }) => mark);
    const rows = withConsequences ? rowsOf(batch) : null;
    if (rows) return store.markWith(deps.instance, clock.now(), marks, rows);
    await store.mark(deps.instance, clock.now(), marks, async (transaction, settled) => {
      const ended = batch.filter(({ effect }) => settled.has(effect.key));
      await enqueue(
        transaction,
        ended.flatMap((end) => end.followUps ?? []),
      );
      if (!withConsequences) return;
      for (const { effect, delivered } of ended)
        if (delivered) await deps.onDelivered(transaction, effect, delivered);
    });
  }

  function rowsOf(batch: End[]): Writing | null {
    const ends: Told[] = [];
    for (const { effect, delivered, followUps } of batch) {
      if (!delivered || followUps) return null;
      ends.push({ effect, delivered });
    }
    return deps.onlyRows?.(ends) ?? null;
  }

  return {
    record(end: End): void {
      if (!isTold(end)) return void plain.push(end);
      told.push(end);
      recording ??= recordAll();
    },

    /** Ends that are to be written with the next claim. */
    takePlain(): End[] {
      const taken = plain;
      plain = [];
      return taken;
    },

    /** They could not be written. */
    putBack(ends: End[]): void {
      plain = [...ends, ...plain];
    },

    countPlain: () => plain.length,

    /** Resolves when all that somebody is told of is written. */
    async written(): Promise<void> {
      await recording;
    },

    /** From now on, what cannot be written is given up. */
    stop(): void {
      isStopping = true;
    },
  };
}

export type Recorder = ReturnType<typeof createRecorder>;

function isTold({ effect, delivered, followUps }: End): boolean {
  if (followUps) return true;
  if (delivered === null) return false;
  return delivered.kind !== "sent" || effect.about !== null;
}
