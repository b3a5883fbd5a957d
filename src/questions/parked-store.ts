import type { PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";
import { isStaffed } from "./question-row-store.ts";

type Client = PrismaClient | Transaction;

/** A question of which colleagues may not know, as a line of a list. */
export interface ParkedQuestion {
  id: string;
  number: number;
  territoryCode: string | null;
  ownerCenterId: string | null;
  askedAt: Date;
}

/** A question of which nobody can be told, since its desk is in a group where nothing can be said. */
export interface HeldQuestion extends ParkedQuestion {
  chatId: number;
}

interface Row {
  id: string;
  number: number;
  territory_code: string | null;
  owner_center_id: string | null;
  asked_at: Date;
}

/** What waits in groups where nothing can be said, and what they have missed. */
export function createParkedStore(prisma: PrismaClient) {
  return {
    /** Questions that wait for an answer and have no desk but in these chats, the oldest first. */
    async heldIn(chatIds: number[], client: Client = prisma): Promise<HeldQuestion[]> {
      const rows = await client.$queryRaw<(Row & { chat_id: bigint })[]>`
        SELECT DISTINCT ON (q.asked_at, q.id)
               q.id, q.number, q.territory_code, q.owner_center_id, q.asked_at, h.chat_id
        FROM question_desks h JOIN questions q ON q.id = h.question_id
        WHERE h.chat_id = ANY(${chatIds}::bigint[]) AND h.left_at IS NULL
          AND q.state IN ('waiting', 'claimed')
          AND NOT EXISTS (
            SELECT FROM question_desks d
            WHERE d.question_id = q.id AND d.left_at IS NULL
              AND NOT (d.chat_id = ANY(${chatIds}::bigint[])) AND ${isStaffed})
        ORDER BY q.asked_at, q.id`;
      return rows.map((row) => ({ ...toParked(row), chatId: Number(row.chat_id) }));
    },

    /**
     * Open questions of the centers that colleagues in a group have to be told of, the oldest
     * first: those that wait, and those whose author has written what nobody has been shown.
     *
     * @param since when the group fell silent.
     * @param notOpenedSince leaves out those that have been opened in the group since then.
     */
    async missedIn(
      chatId: number,
      centerIds: string[],
      since: Date,
      notOpenedSince: Date,
      client: Client = prisma,
    ): Promise<ParkedQuestion[]> {
      const rows = await client.$queryRaw<Row[]>`
        SELECT q.id, q.number, q.territory_code, q.owner_center_id, q.asked_at
        FROM questions q
        WHERE q.owner_center_id = ANY(${centerIds}::uuid[]) AND q.state <> 'closed'
          AND (q.state IN ('waiting', 'claimed') OR EXISTS (
            SELECT FROM question_messages m
            WHERE m.question_id = q.id AND m.side = 'author' AND m.sent_at >= ${since}
              AND NOT EXISTS (
                SELECT FROM message_copies c
                WHERE c.question_message_id = m.id AND c.role IN ('card', 'author_copy'))))
          -- one without a desk gets it by itself
          AND EXISTS (
            SELECT FROM question_desks d
            WHERE d.question_id = q.id AND d.left_at IS NULL AND ${isStaffed})
          AND NOT EXISTS (
            SELECT FROM question_desks d
            WHERE d.question_id = q.id AND d.left_at IS NULL
              AND d.chat_id = ${chatId} AND d.opened_at >= ${notOpenedSince})
        ORDER BY q.asked_at, q.id`;
      return rows.map(toParked);
    },

    /** Whether an open question of the centers is about to get a desk. */
    async isAnySeatless(centerIds: string[], client: Client = prisma): Promise<boolean> {
      const [row] = await client.$queryRaw<{ found: boolean }[]>`
        SELECT EXISTS (
          SELECT FROM questions q
          WHERE q.owner_center_id = ANY(${centerIds}::uuid[]) AND q.state <> 'closed'
            AND NOT EXISTS (
              SELECT FROM question_desks d
              WHERE d.question_id = q.id AND d.left_at IS NULL AND ${isStaffed})) AS found`;
      return row?.found ?? false;
    },
  };
}

export type ParkedStore = ReturnType<typeof createParkedStore>;

function toParked(row: Row): ParkedQuestion {
  return {
    id: row.id,
    number: row.number,
    territoryCode: row.territory_code,
    ownerCenterId: row.owner_center_id,
    askedAt: row.asked_at,
  };
}
