import { inBatches } from "../platform/batches.ts";
import type { Database } from "../platform/database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { toStatement, transact, type Transaction, type Writing } from "../platform/transaction.ts";
import {
  type Ask,
  type ClaimedEffect,
  type Head,
  orphansOf,
  settleAndClaim,
  settling,
} from "./claim-store.ts";
import { outboxChannel } from "./enqueue-store.ts";
import type { Mark } from "./marks.ts";
import { createParkStore } from "./park-store.ts";

/** A chat with something to be sent, as a look at the whole outbox finds it. */
export interface FoundChat {
  chatId: number;
  lane: number;
  /** When its first row becomes due; null when one is. */
  due: Date | null;
  /** Until when Telegram has told us to send nothing there. */
  floodUntil: Date | null;
}

/** A call that was made lately, which still counts in the limits. */
export interface RecentCall {
  chatId: number;
  lane: number;
  method: string;
  messages: number;
  at: Date;
}

/** A prompt does not wait for what is not due so soon. */
const soonMs = 2000;

export function createOutboxStore(database: Pick<Database, "prisma" | "pool">) {
  const { prisma, pool } = database;
  return {
    ...createParkStore(prisma),

    /**
     * Writes the ends of effects of which nobody has to be told, and takes the next effect of each
     * chat: one statement, committed before a byte leaves.
     */
    settleAndClaim: (
      by: string,
      now: Date,
      marks: readonly Mark[],
      asks: readonly Ask[],
    ): Promise<Head[]> => settleAndClaim(pool, by, now, marks, asks),

    /** Which chats have something to be sent. Reads all that waits: for the start, and now and then. */
    async loadChats(now: Date): Promise<FoundChat[]> {
      // chats by the thousand come in one word each: a row for each would take most of the time
      const { rows } = await pool.query<{
        chats: string;
        lane: number;
        due: Date | null;
        flood: Date | null;
      }>(
        `SELECT string_agg(chat_id::text, ' ' ORDER BY first) AS chats, lane, due, flood
         FROM (SELECT chat_id, min(id) AS first, min(lane) AS lane,
                      CASE WHEN bool_and(not_before > $1) THEN min(not_before) END AS due,
                      max(not_before) FILTER (WHERE error ? 'flood') AS flood
               FROM outbox WHERE state = 'queued' GROUP BY chat_id) AS chat
         GROUP BY lane, due, flood ORDER BY min(first)`,
        [now],
      );
      return rows.flatMap(({ chats, lane, due, flood: floodUntil }) =>
        chats.split(" ").map((chat) => ({ chatId: Number(chat), lane, due, floodUntil })),
      );
    },

    /** What was called since the moment, by whoever led then, the earliest first. */
    async recentCalls(since: Date): Promise<RecentCall[]> {
      const { rows } = await pool.query<RecentCall & { chatId: string }>(
        `SELECT chat_id AS "chatId", lane, method, done_at AS at,
                CASE WHEN jsonb_typeof(params->'media') = 'array'
                     THEN jsonb_array_length(params->'media') ELSE 1 END AS messages
         FROM outbox WHERE done_at > $1 AND attempts > 0 ORDER BY done_at`,
        [since],
      );
      return rows.map((row) => ({ ...row, chatId: Number(row.chatId) }));
    },

    /** Gives back what this process has claimed and does not hold: none of it was sent. */
    async releaseAllBut(by: string, held: readonly string[]): Promise<void> {
      await pool.query(
        `UPDATE outbox SET state = 'queued', attempts = attempts - 1
         WHERE state = 'sending' AND claimed_by = $1 AND id <> ALL($2::bigint[])`,
        [by, held],
      );
    },

    /** Effects that an earlier process had claimed when it ended: nobody knows what became of them. */
    orphans: (by: string): Promise<ClaimedEffect[]> => orphansOf(pool, by),

    /**
     * Records ends, and whatever `consequences` does, in one transaction.
     *
     * @param consequences is told the keys of those whose end was not recorded before: after a commit
     *   of which we have not heard, what follows from it has followed already.
     */
    async mark(
      by: string,
      now: Date,
      marks: readonly Mark[],
      consequences: (transaction: Transaction, settled: ReadonlySet<string>) => Promise<void>,
    ): Promise<void> {
      await transact(prisma, async (transaction) => {
        const also = Prisma.sql`ARRAY(SELECT effect_key FROM settled) AS keys`;
        const [row] = await transaction.$queryRaw<{ keys: string[] }[]>(
          toStatement([{ ...settling(by, now, marks), also }]),
        );
        await consequences(transaction, new Set(row?.keys));
      });
    },

    /** Records ends together with rows that follow from them, in one statement. */
    async markWith(by: string, now: Date, marks: readonly Mark[], rows: Writing): Promise<void> {
      await prisma.$executeRaw(toStatement([settling(by, now, marks), rows]));
    },

    /**
     * Moves what is still to be sent to the chat's new id. The new chat counts its messages anew:
     * what names a message or a topic of the old one would hit another there, so it ends here.
     */
    async moveChat(from: number, to: number, now: Date): Promise<void> {
      await prisma.$transaction([
        prisma.$executeRaw`
          UPDATE outbox o SET state = 'failed', done_at = ${now},
                 error = '{"failure": "target-gone", "description": "the group has a new id"}'
          WHERE chat_id = ${from} AND state IN ('queued', 'parked')
            AND (params ?| array['message_id', 'message_thread_id'] OR about->>'bound' = 'true'
                 OR EXISTS (SELECT FROM outbox t WHERE t.effect_key IN (o.target_effect, o.topic_effect)
                            AND t.state = 'sent'))`,
        prisma.$executeRaw`
          UPDATE outbox o SET chat_id = ${to}, params = params - 'reply_parameters',
                 reply_to_effect = CASE
                   WHEN EXISTS (SELECT FROM outbox r WHERE r.effect_key = o.reply_to_effect
                                AND r.state = 'sent') THEN NULL
                   ELSE reply_to_effect END
          WHERE chat_id = ${from} AND state IN ('queued', 'sending', 'parked')`,
        prisma.$executeRaw`SELECT pg_notify(${outboxChannel}, ${`${from} ${to}`})`,
      ]);
    },

    /**
     * Brings everything that waits nearer.
     *
     * @param milliseconds by how much the clock was set back.
     */
    async shiftWaits(milliseconds: number): Promise<void> {
      await pool.query(
        `WITH shifted AS (
           UPDATE outbox SET not_before = not_before - $1 * interval '1 millisecond'
           WHERE state = 'queued' AND not_before IS NOT NULL)
         SELECT pg_notify($2, '')`,
        [milliseconds, outboxChannel],
      );
    },

    /**
     * Forgets what ended before the moment; what a message became stands with those it belongs to.
     * Of what was ever in doubt only the words are forgotten.
     */
    async forget(before: Date): Promise<void> {
      await inBatches(
        (atMost) => prisma.$executeRaw`
          DELETE FROM outbox WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM outbox
            WHERE done_at < ${before} AND state IN ('sent', 'failed', 'unknown', 'merged')
              AND unknowns = 0
            ORDER BY done_at LIMIT ${atMost}))`,
      );
      await inBatches(
        (atMost) => prisma.$executeRaw`
          UPDATE outbox SET params = '{}' WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM outbox
            WHERE done_at < ${before} AND state IN ('sent', 'failed', 'unknown', 'merged')
              AND unknowns > 0 AND params <> '{}'
            ORDER BY done_at LIMIT ${atMost}))`,
      );
    },

    /** Whether something for this chat is still on its way, or will be in a moment. */
    async isBusy(chatId: number, now: Date): Promise<boolean> {
      const { rows } = await pool.query<{ busy: boolean }>(
        `SELECT EXISTS (SELECT FROM outbox WHERE chat_id = $1 AND state IN ('queued', 'sending')
                        AND NOT aside AND (not_before IS NULL OR not_before < $2)) AS busy`,
        [chatId, new Date(now.getTime() + soonMs)],
      );
      return rows[0]?.busy ?? false;
    },
  };
}

export type OutboxStore = ReturnType<typeof createOutboxStore>;
