import { Prisma, type PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";
import type { About, Effect } from "./effect.ts";

/** The channel on which a commit says that there is something to send. */
export const outboxChannel = "outbox";

/** What a sent effect left behind for those that refer to it. */
export interface SentResult {
  messageIds: number[];
  topicId: number | null;
}

/** An effect that this process may send now. */
export interface ClaimedEffect {
  id: bigint;
  key: string;
  chatId: number;
  lane: number;
  method: string;
  params: Record<string, unknown>;
  attempts: number;
  /** An earlier try ended so that nobody knows whether it arrived. */
  wasUnknown: boolean;
  about: About | null;
  refersTo: { reply: boolean; target: boolean; topic: boolean };
  reply: SentResult | null;
  target: SentResult | null;
  topic: SentResult | null;
}

export type Mark =
  | { id: bigint; state: "sent"; result: SentResult }
  | { id: bigint; state: "failed" | "unknown"; error: Record<string, string> }
  | { id: bigint; state: "queued"; notBefore: Date; error: Record<string, string> };

interface ClaimedRow {
  id: bigint;
  effect_key: string;
  chat_id: bigint;
  lane: number;
  method: string;
  params: Record<string, unknown>;
  attempts: number;
  was_unknown: boolean;
  about: About | null;
  reply_to_effect: string | null;
  target_effect: string | null;
  topic_effect: string | null;
  reply: SentResult | null;
  target: SentResult | null;
  topic: SentResult | null;
}

/** Adds effects to a running transaction: they happen if, and only if, it commits. */
export async function enqueue(transaction: Transaction, effects: Effect[]): Promise<void> {
  if (effects.length === 0) return;
  const rows = effects.map((effect) => ({
    effect_key: effect.key,
    chat_id: effect.chatId,
    lane: effect.lane ?? 0,
    method: effect.method,
    params: effect.params,
    not_before: effect.notBefore ?? null,
    reply_to_effect: effect.replyToEffect ?? null,
    target_effect: effect.targetEffect ?? null,
    topic_effect: effect.topicEffect ?? null,
    about: effect.about ?? null,
  }));
  // Rows get their ids in the order of the list, and a chat's rows are sent by id.
  await transaction.$executeRaw`
    WITH added AS (
      INSERT INTO outbox (effect_key, chat_id, lane, method, params, not_before,
                          reply_to_effect, target_effect, topic_effect, about)
      SELECT r.effect_key, r.chat_id, r.lane, r.method, r.params, r.not_before,
             r.reply_to_effect, r.target_effect, r.topic_effect, NULLIF(r.about, 'null'::jsonb)
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
        effect_key text, chat_id bigint, lane smallint, method text, params jsonb,
        not_before timestamptz, reply_to_effect text, target_effect text, topic_effect text, about jsonb)
      ON CONFLICT (effect_key) DO NOTHING
      RETURNING 1)
    SELECT pg_notify(${outboxChannel}, '') WHERE EXISTS (SELECT FROM added)`;
}

/**
 * Adds one item of an album that may still be arriving: while the album waits to be sent, the item
 * joins it; an item that comes later is sent by itself.
 *
 * @param item how it stands in an album that others have begun.
 * @param album the effects of the whole album, holding this item only.
 * @param alone the effects that send the item by itself.
 */
export async function enqueueAlbumItem(
  transaction: Transaction,
  item: object,
  album: Effect[],
  alone: Effect[],
): Promise<void> {
  const items = album.find(({ method }) => method === "sendMediaGroup");
  if (!items) return enqueue(transaction, alone);
  // of two items that come at once the second one must see the first
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${items.key}, 0))`;
  const joined = await transaction.$executeRaw`
    UPDATE outbox
    SET params = jsonb_set(params, '{media}',
          (params->'media') || (${JSON.stringify([item])}::jsonb)),
        about = jsonb_set(about, '{messages}',
          (about->'messages') || (${JSON.stringify(items.about ?? {})}::jsonb->'messages'))
    WHERE effect_key = ${items.key} AND state = 'queued'`;
  if (joined > 0) return;
  const earlier = await transaction.outboxMessage.count({ where: { effectKey: items.key } });
  await enqueue(transaction, earlier > 0 ? alone : album);
}

export function createOutboxStore(prisma: PrismaClient) {
  return {
    /** Takes the next effect of each chat, answers first; committed before a byte leaves. */
    async claim(by: string, now: Date, atMost: number, frozen: number[]): Promise<ClaimedEffect[]> {
      const rows = await prisma.$queryRaw<ClaimedRow[]>`
        WITH claimed AS (
          UPDATE outbox SET state = 'sending', claimed_by = ${by}, claimed_at = ${now},
                            attempts = attempts + 1
          WHERE id IN (
            SELECT o.id FROM outbox o
            WHERE o.state = 'queued' AND (o.not_before IS NULL OR o.not_before <= ${now})
              AND NOT (o.chat_id = ANY(${frozen}::bigint[]))
              AND NOT EXISTS (
                SELECT FROM outbox p
                WHERE p.chat_id = o.chat_id
                  AND (p.state = 'sending'
                       OR (p.state = 'queued' AND (p.lane, p.id) < (o.lane, o.id))))
            ORDER BY o.lane, o.id LIMIT ${atMost}
            FOR UPDATE SKIP LOCKED)
          RETURNING *)
        SELECT c.id, c.effect_key, c.chat_id, c.lane, c.method, c.params, c.attempts, c.about,
               c.error->>'outcome' IS NOT DISTINCT FROM 'unknown' AS was_unknown,
               c.reply_to_effect, c.target_effect, c.topic_effect,
               r.result AS reply, t.result AS target, f.result AS topic
        FROM claimed c
        LEFT JOIN outbox r ON r.effect_key = c.reply_to_effect
        LEFT JOIN outbox t ON t.effect_key = c.target_effect
        LEFT JOIN outbox f ON f.effect_key = c.topic_effect
        ORDER BY c.lane, c.id`;
      return rows.map(toClaimedEffect);
    },

    /** Gives back what this process has claimed without learning of it; none of it was sent. */
    async release(by: string, inFlight: bigint[]): Promise<void> {
      await prisma.$executeRaw`
        UPDATE outbox SET state = 'queued', attempts = attempts - 1
        WHERE state = 'sending' AND claimed_by = ${by} AND NOT (id = ANY(${inFlight}))`;
    },

    /** Effects that an earlier process had claimed when it ended: nobody knows what became of them. */
    async orphans(by: string): Promise<ClaimedEffect[]> {
      const rows = await prisma.$queryRaw<ClaimedRow[]>`
        UPDATE outbox c SET claimed_by = ${by} WHERE state = 'sending' AND claimed_by <> ${by}
        RETURNING c.id, c.effect_key, c.chat_id, c.lane, c.method, c.params, c.attempts, c.about,
                  c.error->>'outcome' IS NOT DISTINCT FROM 'unknown' AS was_unknown,
                  c.reply_to_effect, c.target_effect, c.topic_effect,
                  NULL::jsonb AS reply, NULL::jsonb AS target, NULL::jsonb AS topic`;
      return rows.map(toClaimedEffect);
    },

    /** Records results, and whatever `consequences` does, in one transaction. */
    async mark(
      marks: Mark[],
      now: Date,
      consequences: (transaction: Transaction) => Promise<void>,
    ): Promise<void> {
      const rows = marks.map((mark) => ({
        id: mark.id.toString(),
        state: mark.state,
        not_before: mark.state === "queued" ? mark.notBefore : null,
        result: mark.state === "sent" ? mark.result : null,
        error: mark.state === "sent" ? null : mark.error,
        done_at: mark.state === "queued" ? null : now,
      }));
      await prisma.$transaction(
        async (transaction) => {
          await transaction.$executeRaw`
            UPDATE outbox o SET state = m.state::"OutboxState", not_before = m.not_before,
                   result = NULLIF(m.result, 'null'::jsonb), error = NULLIF(m.error, 'null'::jsonb),
                   done_at = m.done_at
            FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m(
              id bigint, state text, not_before timestamptz, result jsonb, error jsonb,
              done_at timestamptz)
            WHERE o.id = m.id`;
          await consequences(transaction);
        },
        { timeout: 20_000, maxWait: 10_000 },
      );
    },

    /** When the next effect that has to wait may be sent. */
    async nextDue(now: Date): Promise<Date | null> {
      // written out, since the index of what is pending serves only a constant state
      const [next] = await prisma.$queryRaw<{ due: Date | null }[]>`
        SELECT min(not_before) AS due FROM outbox WHERE state = 'queued' AND not_before > ${now}`;
      return next?.due ?? null;
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
          WHERE chat_id = ${from} AND state = 'queued'
            AND (params ?| array['message_id', 'message_thread_id']
                 OR EXISTS (SELECT FROM outbox t WHERE t.effect_key IN (o.target_effect, o.topic_effect)
                            AND t.state = 'sent'))`,
        prisma.$executeRaw`
          UPDATE outbox o SET chat_id = ${to}, params = params - 'reply_parameters',
                 reply_to_effect = CASE
                   WHEN EXISTS (SELECT FROM outbox r WHERE r.effect_key = o.reply_to_effect
                                AND r.state = 'sent') THEN NULL
                   ELSE reply_to_effect END
          WHERE chat_id = ${from} AND state IN ('queued', 'sending')`,
      ]);
    },

    /** Forgets what ended before the moment; what a message became stands with those it belongs to. */
    async forget(before: Date): Promise<void> {
      await prisma.outboxMessage.deleteMany({
        where: { state: { in: ["sent", "failed", "unknown"] }, doneAt: { lt: before } },
      });
    },

    /** Whether something for this chat is still on its way. */
    async isBusy(chatId: number): Promise<boolean> {
      const [row] = await prisma.$queryRaw<{ busy: boolean }[]>(
        Prisma.sql`SELECT EXISTS (SELECT FROM outbox WHERE chat_id = ${chatId}
                   AND state IN ('queued', 'sending')) AS busy`,
      );
      return row?.busy ?? false;
    },
  };
}

export type OutboxStore = ReturnType<typeof createOutboxStore>;

function toClaimedEffect(row: ClaimedRow): ClaimedEffect {
  return {
    id: row.id,
    key: row.effect_key,
    chatId: Number(row.chat_id),
    lane: row.lane,
    method: row.method,
    params: row.params,
    attempts: row.attempts,
    wasUnknown: row.was_unknown,
    about: row.about,
    refersTo: {
      reply: row.reply_to_effect !== null,
      target: row.target_effect !== null,
      topic: row.topic_effect !== null,
    },
    reply: row.reply,
    target: row.target,
    topic: row.topic,
  };
}
