import type pg from "pg";
import { Prisma } from "../generated/prisma/client.ts";
import type { Writing } from "../platform/transaction.ts";
import { freeMethods } from "./cost.ts";
import type { About, SentResult } from "./effect.ts";
import { type Mark, markRows, settledPart } from "./marks.ts";

/** An effect that this process may send now. */
export interface ClaimedEffect {
  id: string;
  key: string;
  chatId: number;
  lane: number;
  method: string;
  params: Record<string, unknown>;
  attempts: number;
  /** How often it left and nobody knows whether it arrived. */
  unknowns: number;
  /** How often it was changed after a refusal. */
  remedies: number;
  usefulUntil: Date | null;
  about: About | null;
  refersTo: { reply: boolean; target: boolean; topic: boolean };
  reply: SentResult | null;
  target: SentResult | null;
  topic: SentResult | null;
}

/** A chat that is asked for its next effect. */
export interface Ask {
  chatId: number;
  /** Effects of later lanes are only looked at. */
  lane: number;
  /** How many messages the chat may take. */
  room: number;
}

/** What a chat has to offer. */
export type Head = { chatId: number } & (
  | { kind: "claimed"; effect: ClaimedEffect; nextLane: number | null }
  /** Its first effect, or the first of those that wait aside, is not due. */
  | { kind: "due"; at: Date; lane: number; isFirm: boolean }
  /** Its first effect belongs to a later lane, */
  | { kind: "later lane"; lane: number }
  /** costs more than there is room for, */
  | { kind: "costly"; lane: number; messages: number }
  /** is being sent, */
  | { kind: "busy" }
  /** or is being changed. */
  | { kind: "locked"; lane: number }
  | { kind: "nothing" }
);

interface Row {
  chat: string;
  head: string | null;
  head_lane: number;
  head_state: string;
  head_due: Date | null;
  messages: number;
  aside_due: Date | null;
  next_lane: number | null;
  id: string | null;
  effect_key: string;
  method: string;
  params: Record<string, unknown>;
  attempts: number;
  unknowns: number;
  remedies: number | null;
  useful_until: Date | null;
  about: About | null;
  reply_to_effect: string | null;
  target_effect: string | null;
  topic_effect: string | null;
  reply: SentResult | null;
  target: SentResult | null;
  topic: SentResult | null;
}

/** The first effect of a chat, and whether it may go. */
const headsPart = `heads AS MATERIALIZED (
  SELECT a.chat_id AS chat, a.lane AS allowed, a.room, h.*
  FROM unnest($3::bigint[], $4::smallint[], $5::int[]) AS a(chat_id, lane, room)
  LEFT JOIN LATERAL (
    SELECT o.id, o.lane, o.state, o.not_before,
           CASE WHEN o.method = ANY($8) THEN 0
                WHEN jsonb_typeof(o.params->'media') = 'array'
                  THEN jsonb_array_length(o.params->'media')
                WHEN jsonb_typeof(o.params->'message_ids') = 'array'
                  THEN jsonb_array_length(o.params->'message_ids')
                ELSE 1 END AS messages
    FROM outbox o
    WHERE o.chat_id = a.chat_id AND o.state IN ('queued', 'sending') AND o.id <> ALL($7::bigint[])
      AND NOT (o.aside AND o.state = 'queued' AND o.not_before > $6)
    ORDER BY o.lane, o.id LIMIT 1) AS h ON true)`;

/** Whoever is no longer the leader claims nothing. */
const claimedPart = `free AS (
  SELECT o.id FROM heads h JOIN outbox o ON o.id = h.id
  WHERE h.state = 'queued' AND (h.not_before IS NULL OR h.not_before <= $6)
    AND h.lane <= h.allowed AND h.messages <= h.room
    AND o.state = 'queued' AND o.chat_id = h.chat
    AND EXISTS (SELECT FROM leadership WHERE instance = $2)
  FOR UPDATE OF o SKIP LOCKED),
claimed AS (
  UPDATE outbox o SET state = 'sending', claimed_by = $2, claimed_at = $6, attempts = attempts + 1
  FROM free f WHERE o.id = f.id RETURNING o.*)`;

/** A result that is written by this very statement is not in the table yet. */
function resultOf(effect: string): string {
  return `COALESCE((SELECT s.result FROM settled s WHERE s.effect_key = c.${effect}),
                   (SELECT r.result FROM outbox r WHERE r.effect_key = c.${effect}))`;
}

const statement = `WITH ${settledPart}, ${headsPart}, ${claimedPart}
SELECT h.chat, h.id AS head, h.lane AS head_lane, h.state AS head_state, h.not_before AS head_due,
       h.messages,
       (SELECT min(w.not_before) FROM outbox w
        WHERE w.chat_id = h.chat AND w.state = 'queued' AND w.aside AND c.id IS NULL) AS aside_due,
       (SELECT n.lane FROM outbox n
        WHERE n.chat_id = h.chat AND n.state IN ('queued', 'sending') AND n.id <> h.id
          AND n.id <> ALL($7::bigint[])
        ORDER BY n.lane, n.id LIMIT 1) AS next_lane,
       c.id, c.effect_key, c.method, c.params, c.attempts, c.unknowns, c.useful_until, c.about,
       (c.error->>'remedies')::int AS remedies,
       c.reply_to_effect, c.target_effect, c.topic_effect,
       ${resultOf("reply_to_effect")} AS reply, ${resultOf("target_effect")} AS target,
       ${resultOf("topic_effect")} AS topic
FROM heads h LEFT JOIN claimed c ON c.id = h.id`;

/**
 * Writes marks and takes the next effect of each chat, in one statement that is committed before a
 * byte leaves.
 *
 * @param marks of effects of whose end nobody has to be told.
 */
export async function settleAndClaim(
  pool: pg.Pool,
  by: string,
  now: Date,
  marks: readonly Mark[],
  asks: readonly Ask[],
): Promise<Head[]> {
  const over = marks.flatMap(({ id, state }) => (state === "queued" ? [] : [id]));
  const values = [
    markRows(marks, now),
    by,
    asks.map(({ chatId }) => chatId),
    asks.map(({ lane }) => lane),
    asks.map(({ room }) => room),
    now,
    over,
    freeMethods,
  ];
  // planned once a connection; the short list of ids in it keeps that plan good for a table of any size
  const { rows } = await pool.query<Row>({ name: "settle-and-claim", text: statement, values });
  return rows.map((row) => toHead(row, asks, now));
}

/** Effects that another process had claimed; they are this one's now. */
export async function orphansOf(pool: pg.Pool, by: string): Promise<ClaimedEffect[]> {
  const { rows } = await pool.query<Row>(
    `UPDATE outbox c SET claimed_by = $1
     WHERE state = 'sending' AND claimed_by IS DISTINCT FROM $1
       AND EXISTS (SELECT FROM leadership WHERE instance = $1)
     RETURNING c.id, c.chat_id AS chat, c.lane AS head_lane, c.effect_key, c.method, c.params,
               c.attempts, c.unknowns, c.useful_until, c.about,
               (c.error->>'remedies')::int AS remedies,
               c.reply_to_effect, c.target_effect, c.topic_effect,
               NULL::jsonb AS reply, NULL::jsonb AS target, NULL::jsonb AS topic`,
    [by],
  );
  return rows.map(toEffect);
}

const settledTexts = settledPart.split(/\$[12]\b/);
const settledValues = settledPart.match(/\$[12]\b/g) ?? [];

/** The same part for a statement of Prisma's. */
export function settling(by: string, now: Date, marks: readonly Mark[]): Writing {
  const rows = markRows(marks, now);
  const values = settledValues.map((place) => (place === "$1" ? rows : by));
  return { parts: Prisma.sql(settledTexts, ...values) };
}

function toHead(row: Row, asks: readonly Ask[], now: Date): Head {
  const chatId = Number(row.chat);
  if (row.id !== null)
    return { chatId, kind: "claimed", effect: toEffect(row), nextLane: row.next_lane };
  if (row.head === null)
    return row.aside_due === null
      ? { chatId, kind: "nothing" }
      : { chatId, kind: "due", at: row.aside_due, lane: 0, isFirm: false };
  const lane = row.head_lane;
  if (row.head_state === "sending") return { chatId, kind: "busy" };
  if (row.head_due !== null && row.head_due > now) {
    const isAsideFirst = row.aside_due !== null && row.aside_due < row.head_due;
    const at = isAsideFirst ? row.aside_due : null;
    return { chatId, kind: "due", at: at ?? row.head_due, lane, isFirm: true };
  }
  const ask = asks.find((one) => one.chatId === chatId);
  if (ask && lane > ask.lane) return { chatId, kind: "later lane", lane };
  if (ask && row.messages > ask.room)
    return { chatId, kind: "costly", lane, messages: row.messages };
  return { chatId, kind: "locked", lane };
}

function toEffect(row: Row): ClaimedEffect {
  return {
    id: row.id ?? "",
    key: row.effect_key,
    chatId: Number(row.chat),
    lane: row.head_lane,
    method: row.method,
    params: row.params,
    attempts: row.attempts,
    unknowns: row.unknowns,
    remedies: row.remedies ?? 0,
    usefulUntil: row.useful_until,
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
