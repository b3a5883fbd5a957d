import type { PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";
import { outboxChannel } from "./enqueue-store.ts";

/** What waits for a chat that cannot be written to now, as a group that has muted the bot. */
export function createParkStore(prisma: PrismaClient) {
  return {
    /**
     * Puts aside what waits for the chat, and what is added for it from now on.
     *
     * @param refused the effect by which that was learned; with it something is put aside for sure,
     *   so that those to come are not tried one by one.
     */
    async park(transaction: Transaction, chatId: number, refused = ""): Promise<void> {
      await transaction.$executeRaw`
        WITH parked AS (
          UPDATE outbox SET state = 'parked', done_at = NULL
          WHERE chat_id = ${chatId}
            AND (state = 'queued' OR (state = 'failed' AND effect_key = ${refused})))
        SELECT pg_notify(${outboxChannel}, ${String(chatId)})`;
    },

    /** Lets everything that was put aside go out, in its order. */
    async unpark(transaction: Transaction, chatId: number): Promise<void> {
      await transaction.$executeRaw`
        WITH freed AS (
          UPDATE outbox SET state = 'queued', not_before = NULL, aside = false
          WHERE chat_id = ${chatId} AND state = 'parked')
        SELECT pg_notify(${outboxChannel}, ${String(chatId)})`;
    },

    /**
     * Gives up what was put aside, but for what is lasting: that goes out. Returns how much was given
     * up. Nobody is told of each.
     */
    async discardParked(transaction: Transaction, chatId: number, now: Date): Promise<number> {
      await transaction.$executeRaw`
        WITH freed AS (
          UPDATE outbox SET state = 'queued', not_before = NULL, aside = false
          WHERE chat_id = ${chatId} AND state = 'parked' AND about->>'lasting' = 'true')
        SELECT pg_notify(${outboxChannel}, ${String(chatId)})`;
      return transaction.$executeRaw`
        UPDATE outbox SET state = 'failed', done_at = ${now},
               error = '{"failure": "muted", "description": "given up while the chat was closed to us"}'
        WHERE chat_id = ${chatId} AND state = 'parked'`;
    },

    /** Forgets what was put aside before the moment, and never went out. */
    async forgetParked(before: Date): Promise<void> {
      await prisma.$executeRaw`
        DELETE FROM outbox WHERE state = 'parked' AND created_at < ${before}`;
    },

    /** The chats for which something was put aside. */
    async parkedChats(): Promise<number[]> {
      const rows = await prisma.$queryRaw<{ chat_id: bigint }[]>`
        SELECT DISTINCT chat_id FROM outbox WHERE state = 'parked'`;
      return rows.map(({ chat_id }) => Number(chat_id));
    },

    /** How much waits for the chat to open again. */
    async parked(chatId: number, transaction: Transaction = prisma): Promise<number> {
      // written out, since the index of what is parked serves only a constant state
      const [row] = await transaction.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM outbox WHERE chat_id = ${chatId} AND state = 'parked'`;
      return row?.count ?? 0;
    },
  };
}
