import type { Call, SentResult } from "./effect.ts";

/** How an attempt ended; an attempt of unknown outcome is noted for ever. */
export type Mark = { id: string; unknownWhy?: string } & (
  | { state: "sent"; result: SentResult }
  | { state: "failed" | "unknown"; error: Record<string, unknown> }
  | {
      state: "queued";
      notBefore: Date;
      error: Record<string, unknown>;
      /** Waits by itself from now on. */
      aside?: boolean;
      /** What is sent instead, with all that it refers to filled in. */
      call?: Call;
    }
);

/** What waits aside would come after a newer state of the same thing, and undo it. */
const outdated = `m.state = 'queued' AND (o.aside OR m.aside) AND o.merge_key IS NOT NULL AND EXISTS (
    SELECT FROM outbox n WHERE n.merge_key = o.merge_key AND n.state = 'queued' AND n.id > o.id)`;

/**
 * The outcome of an attempt is written by whoever made it, and a result that comes late is still
 * one: it takes the row out of the queue, where it waits for a repeat.
 */
export const settledPart = `settled AS (
  UPDATE outbox o SET
    state = (CASE WHEN ${outdated} THEN 'merged' ELSE m.state END)::"OutboxState",
    not_before = m.not_before, result = NULLIF(m.result, 'null'::jsonb),
    error = NULLIF(m.error, 'null'::jsonb),
    done_at = CASE WHEN ${outdated} THEN m.at ELSE m.done_at END, aside = o.aside OR m.aside,
    unknowns = o.unknowns + (m.unknown_why IS NOT NULL)::int,
    unknown_at = CASE WHEN m.unknown_why IS NULL THEN o.unknown_at ELSE m.at END,
    unknown_why = COALESCE(m.unknown_why, o.unknown_why),
    method = COALESCE(m.method, o.method),
    params = CASE WHEN m.method IS NULL THEN o.params ELSE m.params END,
    reply_to_effect = CASE WHEN m.method IS NULL THEN o.reply_to_effect END,
    target_effect = CASE WHEN m.method IS NULL THEN o.target_effect END,
    topic_effect = CASE WHEN m.method IS NULL THEN o.topic_effect END
  FROM jsonb_to_recordset($1::jsonb) AS m(id bigint, state text, not_before timestamptz,
    result jsonb, error jsonb, done_at timestamptz, aside boolean, unknown_why text,
    at timestamptz, method text, params jsonb)
  WHERE o.id = m.id
    /* the same ids as a short list: without it a table of unknown size is read as a whole */
    AND o.id = ANY(ARRAY(SELECT (x->>'id')::bigint FROM jsonb_array_elements($1::jsonb) AS x))
    AND ((o.state = 'sending' AND o.claimed_by = $2)
         OR (m.state = 'sent' AND o.state IN ('queued', 'parked', 'unknown')))
  RETURNING o.effect_key, o.result)`;

/** Marks as the statement's part reads them. */
export function markRows(marks: readonly Mark[], now: Date): string {
  return JSON.stringify(
    marks.map((mark) => {
      const call = mark.state === "queued" ? mark.call : undefined;
      // the chat may have got another id until the call is made
      const { chat_id: _chat, ...params } = call?.params ?? {};
      return {
        id: mark.id,
        state: mark.state,
        not_before: mark.state === "queued" ? mark.notBefore : null,
        result: mark.state === "sent" ? mark.result : null,
        error: mark.state === "sent" ? null : mark.error,
        done_at: mark.state === "queued" ? null : now,
        aside: mark.state === "queued" && mark.aside === true,
        unknown_why: mark.unknownWhy ?? null,
        at: now,
        method: call?.method ?? null,
        params: call ? params : null,
      };
    }),
  );
}
