import { Prisma } from "../generated/prisma/client.ts";
import { createGathering, type Transaction, writeGathered } from "../platform/transaction.ts";
import type { About, Effect } from "./effect.ts";
import { fitting } from "./remedies.ts";

/** The channel on which a commit says that there is something to send. */
export const outboxChannel = "outbox";

/** PostgreSQL takes less than 8,000 bytes in one notification. */
const longestPayload = 7500;
/** Beyond that it is shorter to look at everything. */
const mostPayloads = 8;

/** An effect as the statement below reads it. */
interface EffectRow {
  ord: number;
  effect_key: string;
  chat_id: number;
  is_merged: boolean;
  /** It may take the place of a row that waits. */
  is_first: boolean;
  [column: string]: unknown;
}

const columns = `ord int, effect_key text, chat_id bigint, lane smallint, method text, params jsonb,
  not_before timestamptz, useful_until timestamptz, merge_key text, is_merged boolean,
  is_first boolean, reply_to_effect text, target_effect text, topic_effect text, about jsonb, cause text, use_case text`;

const isReplaced = `o.merge_key = i.merge_key AND o.merge_key IS NOT NULL AND o.state = 'queued'
      AND i.is_first AND NOT EXISTS (SELECT FROM outbox e WHERE e.effect_key = i.effect_key)`;

/**
 * The parts of a statement that adds effects: rows get their ids in the order of the list, and a
 * chat's rows are sent by id. A newer state of the same message takes the place of the one that
 * still waits, unless that waits aside: then it is over, since it would come after the newer one.
 * A call of another method keeps its own place, since what stands between the two may need both
 * (words between the opening and the closing of a topic). What is for a chat that cannot be written
 * to waits with the rest of it.
 *
 * @param input the parameter that holds the rows.
 * @param which says which of the rows count.
 */
export function addEffects(input: string, which = ""): string {
  return `input AS MATERIALIZED (
    SELECT r.* FROM jsonb_to_recordset(${input}::jsonb) AS r(${columns}) ${which}),
  merged AS (
    UPDATE outbox o SET params = i.params, reply_to_effect = i.reply_to_effect,
           target_effect = i.target_effect, topic_effect = i.topic_effect
    FROM input i
    WHERE ${isReplaced} AND NOT o.aside AND o.method = i.method
      AND NOT EXISTS (SELECT FROM outbox n WHERE n.merge_key = o.merge_key AND n.state = 'queued'
                      AND n.id > o.id AND n.method <> o.method)
    RETURNING i.effect_key),
  outdated AS (
    UPDATE outbox o SET state = 'merged', done_at = CURRENT_TIMESTAMP
    FROM input i WHERE ${isReplaced} AND o.aside),
  added AS (
    INSERT INTO outbox (effect_key, chat_id, lane, method, params, not_before, useful_until,
                        merge_key, reply_to_effect, target_effect, topic_effect, about, state, done_at)
    SELECT effect_key, chat_id, lane, method, params, not_before, useful_until, merge_key,
           reply_to_effect, target_effect, topic_effect, NULLIF(about, 'null'::jsonb),
           CASE WHEN is_gone THEN 'merged' WHEN is_parked THEN 'parked' ELSE 'queued'
           END::"OutboxState",
           CASE WHEN is_gone THEN CURRENT_TIMESTAMP END
    FROM (SELECT i.*, i.is_merged OR i.effect_key IN (SELECT effect_key FROM merged) AS is_gone,
                 EXISTS (SELECT FROM outbox p WHERE p.chat_id = i.chat_id AND p.state = 'parked')
                   AS is_parked
          FROM input i) AS i
    ORDER BY ord
    ON CONFLICT (effect_key) DO NOTHING
    RETURNING 1)`;
}

const [beforeRows = "", afterRows = ""] = addEffects("$rows").split("$rows");

/**
 * Adds effects to a running transaction: they happen if, and only if, it commits. Of an effect
 * that is merged with an earlier one nobody is told how it ended.
 */
export const enqueue = createGathering<Effect>((effects) => ({
  parts: Prisma.sql([beforeRows, afterRows], JSON.stringify(effectRows(effects.flatMap(fitting)))),
  also: Prisma.sql`
    (SELECT count(pg_notify(${outboxChannel}, payload)) FROM unnest(${payloadsOf(effects)}::text[]) AS payload
     WHERE EXISTS (SELECT FROM added))`,
}));

/** A condition of a statement: an effect about exactly this waits for the chat, or is being sent. */
export function isOnItsWay(chatId: number, about: About): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM outbox
    WHERE chat_id = ${chatId} AND state IN ('queued', 'sending')
      AND about @> ${JSON.stringify(about)}::jsonb)`;
}

export function effectRows(effects: readonly Effect[], from = 0): EffectRow[] {
  const runs = mergeRuns(effects);
  return effects.map((effect, index) => {
    const run = runs[index];
    // the first place in the list, with what the last one says
    const { method, params, replyToEffect, targetEffect, topicEffect } = run?.newest ?? effect;
    return {
      ord: from + index,
      effect_key: effect.key,
      chat_id: effect.chatId,
      lane: effect.lane ?? 0,
      method,
      params,
      not_before: effect.notBefore ?? null,
      useful_until: effect.usefulUntil ?? null,
      merge_key: effect.mergeKey ?? null,
      is_merged: run !== undefined && run.first !== index,
      is_first: run !== undefined && run.first === index && run.isFirst,
      reply_to_effect: replyToEffect ?? null,
      target_effect: targetEffect ?? null,
      topic_effect: topicEffect ?? null,
      about: effect.about ?? null,
    };
  });
}

/** Effects of a list that set the same state by the same method, with none of another between them. */
interface MergeRun {
  first: number;
  newest: Effect;
  /** Nothing in the list has set that state before. */
  isFirst: boolean;
}

/** For each effect the run to which it belongs; undefined for what is merged with nothing. */
function mergeRuns(effects: readonly Effect[]): (MergeRun | undefined)[] {
  const last = new Map<string, MergeRun>();
  return effects.map((effect, first) => {
    if (effect.mergeKey === undefined) return undefined;
    const before = last.get(effect.mergeKey);
    if (before?.newest.method === effect.method) {
      before.newest = effect;
      return before;
    }
    const run: MergeRun = { first, newest: effect, isFirst: before === undefined };
    last.set(effect.mergeKey, run);
    return run;
  });
}

/** The chats that have got something, with an `m` behind those that got mailings only. */
export function payloadsOf(effects: readonly Pick<Effect, "chatId" | "lane">[]): string[] {
  const lanes = new Map<number, number>();
  for (const { chatId, lane = 0 } of effects)
    lanes.set(chatId, Math.min(lane, lanes.get(chatId) ?? lane));
  const payloads: string[] = [];
  let payload = "";
  for (const [chatId, lane] of lanes) {
    const word = lane === 0 ? `${chatId}` : `${chatId}m`;
    if (payload.length + word.length >= longestPayload) {
      payloads.push(payload);
      payload = word;
    } else payload = payload === "" ? word : `${payload} ${word}`;
  }
  payloads.push(payload);
  return payloads.length > mostPayloads ? [""] : payloads;
}

/** What a payload names; undefined asks for a look at everything. */
export function readPayload(
  payload: string | undefined,
): { chatId: number; lane: number }[] | undefined {
  if (payload === undefined || payload === "") return undefined;
  return payload.split(" ").map((word) => {
    const isMailing = word.endsWith("m");
    return { chatId: Number(isMailing ? word.slice(0, -1) : word), lane: isMailing ? 1 : 0 };
  });
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
  // of two items that come at once, or one after the other, the second one must see the first
  await writeGathered(transaction);
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${items.key}, 0))`;
  const joined = await transaction.$executeRaw`
    UPDATE outbox
    SET params = jsonb_set(params, '{media}',
          (params->'media') || (${JSON.stringify([item])}::jsonb)),
        about = jsonb_set(about, '{messages}',
          (about->'messages') || (${JSON.stringify(items.about ?? {})}::jsonb->'messages'))
    WHERE effect_key = ${items.key} AND state IN ('queued', 'parked') AND params ? 'media'`;
  if (joined > 0) return;
  const earlier = await transaction.outboxMessage.count({ where: { effectKey: items.key } });
  await enqueue(transaction, earlier > 0 ? alone : album);
}
