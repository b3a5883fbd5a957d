import type { Update } from "@grammyjs/types";
import type { PrismaClient } from "../generated/prisma/client.ts";
import { laneOf } from "./lane.ts";

export interface InboxRow {
  lane: string;
  update: Update;
  attempts: number;
}

/** Keeps every update until it has been handled. */
export function createInboxStore(prisma: PrismaClient) {
  return {
    /** Commits a batch in one statement. Returns those that were not here before, in order. */
    async keep(updates: Update[], now: Date): Promise<InboxRow[]> {
      if (updates.length === 0) return [];
      const rows = updates.map(keepable).map((update) => ({
        update_id: update.update_id,
        lane: laneOf(update),
        payload: update,
      }));
      const kept = await prisma.$queryRaw<{ update_id: bigint }[]>`
        INSERT INTO inbox (update_id, lane, payload, received_at)
        SELECT update_id, lane, payload, ${now}
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          AS r(update_id bigint, lane text, payload jsonb)
        ON CONFLICT (update_id) DO NOTHING RETURNING update_id`;
      const ids = new Set(kept.map((row) => Number(row.update_id)));
      return rows
        .filter((row) => ids.delete(row.update_id))
        .map((row) => ({ lane: row.lane, update: row.payload, attempts: 0 }));
    },

    /** What an earlier process left unhandled, oldest first. */
    async unhandled(): Promise<InboxRow[]> {
      const rows = await prisma.inboxUpdate.findMany({
        where: { state: "new" },
        orderBy: { updateId: "asc" },
      });
      return rows.map((row) => ({
        lane: row.lane,
        update: row.payload as unknown as Update,
        attempts: row.attempts,
      }));
    },

    async markDone(updateIds: number[], now: Date): Promise<void> {
      await prisma.inboxUpdate.updateMany({
        where: { updateId: { in: updateIds } },
        data: { state: "done", doneAt: now },
      });
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

    /**
     * Forgets what came before the moments; Telegram keeps updates for 24 hours at most. What could
     * not be handled holds somebody's words that nobody has seen, so it is kept longer.
     */
    async forget(handledBefore: Date, deadBefore: Date): Promise<void> {
      await prisma.inboxUpdate.deleteMany({
        where: {
          OR: [
            { state: "done", receivedAt: { lt: handledBefore } },
            { state: "dead", receivedAt: { lt: deadBefore } },
          ],
        },
      });
    },
  };
}

/** PostgreSQL takes no NUL and no half of a character; anyone can put them into callback data. */
function keepable(update: Update): Update {
  return JSON.parse(
    JSON.stringify(update, (_name, value: unknown) =>
      typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value,
    ),
  );
}

export type InboxStore = ReturnType<typeof createInboxStore>;
