import type { Update } from "@grammyjs/types";
import type { Database } from "../platform/database.ts";
import { inBatches } from "../platform/batches.ts";
import { laneOf } from "./lane.ts";

export interface InboxRow {
  lane: string;
  update: Update;
  attempts: number;
}

// Prepared once a connection: with every batch the same statements.
const keepUpdates = `
  INSERT INTO inbox (update_id, lane, payload, received_at)
  SELECT update_id, lane, payload, $1
  FROM jsonb_to_recordset($2::jsonb) AS r(update_id bigint, lane text, payload jsonb)
  ON CONFLICT (update_id) DO NOTHING RETURNING update_id`;
const markUpdates = `
  UPDATE inbox SET state = 'done', done_at = $1 WHERE update_id = ANY($2::bigint[])`;

/** Keeps every update until it has been handled. */
export function createInboxStore({ prisma, pool }: Pick<Database, "prisma" | "pool">) {
  return {
    /** Commits a batch in one statement. Returns those that were not here before, in order. */
    async keep(updates: Update[], now: Date): Promise<InboxRow[]> {
      if (updates.length === 0) return [];
      const rows = updates.map(keepable).map((update) => ({
        update_id: update.update_id,
        lane: laneOf(update),
        payload: update,
      }));
      const { rows: kept } = await pool.query<{ update_id: string }>({
        name: "keep-updates",
        text: keepUpdates,
        values: [now, JSON.stringify(rows)],
      });
      const ids = new Set(kept.map((row) => Number(row.update_id)));
      return rows
        .filter((row) => ids.delete(row.update_id))
        .map((row) => ({ lane: row.lane, update: row.payload, attempts: 0 }));
    },

    /** What an earlier process left unhandled, oldest first. */
    async unhandled(): Promise<InboxRow[]> {
      // written out, since the index of what is new serves only a constant state
      const rows = await prisma.$queryRaw<{ lane: string; payload: Update; attempts: number }[]>`
        SELECT lane, payload, attempts FROM inbox WHERE state = 'new' ORDER BY update_id`;
      return rows.map(({ payload, ...row }) => ({ ...row, update: payload }));
    },

    async markDone(updateIds: number[], now: Date): Promise<void> {
      await pool.query({ name: "mark-updates", text: markUpdates, values: [now, updateIds] });
    },

    /** Notes a failed try; `dead` says that there will be no other. */
    async markFailed(updateId: number, error: string, dead: boolean, now: Date): Promise<void> {
      await prisma.inboxUpdate.update({
        where: { updateId },
        data: {
          attempts: { increment: 1 },
          error,
          ...(dead ? { state: "dead" as const, doneAt: now } : {}),
        },
      });
    },

    /** How many updates could not be handled by any try, after the moment; null counts all. */
    async deadSince(since: Date | null): Promise<number> {
      // written out, since the index of the dead serves only a constant state
      const [row] = await prisma.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM inbox
        WHERE state = 'dead' AND done_at > ${since ?? new Date(0)}`;
      return row?.count ?? 0;
    },

    /**
     * Forgets what came before the moments; Telegram keeps updates for 24 hours at most. What could
     * not be handled holds somebody's words that nobody has seen, so it is kept longer.
     */
    async forget(handledBefore: Date, deadBefore: Date): Promise<void> {
      await inBatches(
        (atMost) => prisma.$executeRaw`
          DELETE FROM inbox WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM inbox WHERE state = 'done' AND received_at < ${handledBefore}
            ORDER BY received_at LIMIT ${atMost}))`,
      );
      await inBatches(
        (atMost) => prisma.$executeRaw`
          DELETE FROM inbox WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM inbox
            WHERE state = 'dead' AND done_at IS NOT NULL AND received_at < ${deadBefore}
            LIMIT ${atMost}))`,
      );
    },
  };
}

/** In JSON: \u0000 and halves of characters, which JSON.stringify writes as escapes, whole ones not. */
const unkeepable = /(?<!\\)((?:\\\\)*)\\u(0000|d[89a-f][\da-f]{2})/g;

/** PostgreSQL takes no NUL and no half of a character; anyone can put them into callback data. */
function keepable(update: Update): Update {
  const json = JSON.stringify(update);
  const clean = json.replaceAll(unkeepable, (_, before: string, code: string) =>
    code === "0000" ? before : `${before}\uFFFD`,
  );
  return clean === json ? update : (JSON.parse(clean) as Update);
}

export type InboxStore = ReturnType<typeof createInboxStore>;
