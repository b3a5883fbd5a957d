import type { MessageContent } from "../delivery/index.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import { asJson, type Transaction } from "../platform/perform.ts";

type Client = PrismaClient | Transaction;

/** A colleague's message that is not (yet) an answer. */
export interface HeldAnswer {
  id: string;
  questionId: string;
  deskId: string;
  chatId: number;
  messageId: number;
  senderTelegramId: number;
  senderName: string;
  content: MessageContent;
  reason: "unregistered" | "plain_message";
  state: "held" | "sent" | "declined";
}

/** Colleagues' messages that wait for somebody to say that they are answers. */
export function createHeldStore(prisma: PrismaClient) {
  return {
    /** Keeps a colleague's message aside. Returns null when it is kept already. */
    async hold(
      transaction: Transaction,
      held: Omit<HeldAnswer, "id" | "state">,
    ): Promise<string | null> {
      const { chatId, messageId } = held;
      const earlier = await transaction.heldAnswer.findUnique({
        where: { chatId_messageId: { chatId, messageId } },
      });
      if (earlier) return null;
      const row = await transaction.heldAnswer.create({
        data: { ...held, content: asJson(held.content) },
      });
      return row.id;
    },

    async find(id: string, client: Client = prisma): Promise<HeldAnswer | null> {
      const row = await client.heldAnswer.findUnique({ where: { id } });
      return (
        row && {
          ...row,
          chatId: Number(row.chatId),
          senderTelegramId: Number(row.senderTelegramId),
          content: row.content as unknown as MessageContent,
        }
      );
    },

    /** Takes over the new words of a message that is still kept aside. */
    async rewrite(transaction: Transaction, content: MessageContent): Promise<boolean> {
      const { count } = await transaction.heldAnswer.updateMany({
        where: { ...content.source, state: "held" },
        data: { content: asJson(content) },
      });
      return count > 0;
    },

    async settle(transaction: Transaction, id: string, state: "sent" | "declined"): Promise<void> {
      await transaction.heldAnswer.update({ where: { id }, data: { state } });
    },

    async hintsFor(telegramId: number): Promise<number> {
      return prisma.heldAnswer.count({
        where: { senderTelegramId: telegramId, reason: "plain_message" },
      });
    },
  };
}

export type HeldStore = ReturnType<typeof createHeldStore>;
