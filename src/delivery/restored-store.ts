import type pg from "pg";
import type { PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";
import { type About, isIdempotent } from "./effect.ts";

/** Why the outcome of what a backup holds as unsent is unknown. */
export const restoredFromBackup = "restored from a backup";

/** What became of the effects that a backup holds as not sent yet. */
export interface SettledEffects {
  /** Not sent by themselves: they may have arrived since the backup was taken. */
  unknown: number;
  /** Sent again, since that does no harm or may still help. */
  again: number;
  /** Not due before now, so nobody has sent them. */
  waiting: number;
}

/**
 * Decides what a restored outbox may send. What was queued or on its way in the backup was almost
 * certainly sent after it had been taken.
 *
 * @param client holds the transaction in which the rows came in.
 */
export async function settleRestoredEffects(
  client: pg.ClientBase,
  now: Date,
): Promise<SettledEffects> {
  const { rows: methods } = await client.query<{ method: string }>(
    "SELECT DISTINCT method FROM outbox WHERE state IN ('queued', 'sending')",
  );
  const harmless = methods.map(({ method }) => method).filter(isIdempotent);
  const { rowCount: waiting } = await client.query(
    "SELECT FROM outbox WHERE state = 'queued' AND not_before > $1",
    [now],
  );
  const { rows } = await client.query<{ state: string; count: string }>(
    `WITH settled AS (
       UPDATE outbox SET
         state = CASE WHEN method = ANY($2) OR useful_until > $1 THEN 'queued'::"OutboxState"
                      ELSE 'unknown' END,
         unknowns = unknowns + 1, unknown_at = $1, unknown_why = $3,
         claimed_by = NULL, claimed_at = NULL
       WHERE state = 'sending' OR (state = 'queued' AND (not_before IS NULL OR not_before <= $1))
       RETURNING state)
     SELECT state::text, count(*) FROM settled GROUP BY state`,
    [now, harmless, restoredFromBackup],
  );
  const countOf = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { unknown: countOf("unknown"), again: countOf("queued"), waiting: waiting ?? 0 };
}

/** An effect whose outcome a restored backup leaves unknown. */
export interface RestoredEffect {
  id: bigint;
  key: string;
  chatId: number;
  about: About | null;
}

export function createRestoredStore(prisma: PrismaClient) {
  return {
    /** Effects of unknown outcome of which nobody has been told yet, in order. */
    async untold(atMost: number): Promise<RestoredEffect[]> {
      // written out, since the index of unknown outcomes serves only a constant state
      const rows = await prisma.$queryRaw<
        { id: bigint; key: string; chatId: bigint; about: About | null }[]
      >`
        SELECT id, effect_key AS key, chat_id AS "chatId", about FROM outbox
        WHERE state = 'unknown' AND unknown_why = ${restoredFromBackup} AND done_at IS NULL
        ORDER BY id LIMIT ${atMost}`;
      return rows.map((row) => ({ ...row, chatId: Number(row.chatId) }));
    },

    /** Notes that `tell` was told, in one transaction with what it does. */
    async told(
      effect: RestoredEffect,
      now: Date,
      tell: (transaction: Transaction) => Promise<void>,
    ): Promise<void> {
      await prisma.$transaction(async (transaction) => {
        await transaction.outboxMessage.update({ where: { id: effect.id }, data: { doneAt: now } });
        await tell(transaction);
      });
    },
  };
}

export type RestoredStore = ReturnType<typeof createRestoredStore>;
