import type { DeskPlace } from "../centers/index.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";
import type { Desk, MessageCopy } from "./question.ts";

type Client = PrismaClient | Transaction;

/** The places where colleagues work, and which message there is which. */
export function createDeskStore(prisma: PrismaClient) {
  return {
    async open(
      transaction: Transaction,
      questionId: string,
      centerId: string | null,
      place: DeskPlace,
    ): Promise<Desk> {
      const row = await transaction.questionDesk.create({
        data: {
          questionId,
          centerId,
          chatId: place.chatId,
          isGroup: place.isGroup,
          hasTopic: place.hasTopics,
        },
      });
      return toDesk(row);
    },

    /**
     * The desks where a question is worked on now. The private chat of somebody who does not work
     * there any more is none.
     */
    async ofQuestion(questionId: string, client: Client = prisma): Promise<Desk[]> {
      const rows = await client.questionDesk.findMany({
        where: { questionId, leftAt: null },
        orderBy: { openedAt: "asc" },
      });
      const chats = rows.flatMap(({ isGroup, chatId }) => (isGroup ? [] : chatId));
      const roles =
        chats.length === 0
          ? []
          : await client.assignment.findMany({
              where: { until: null, person: { telegramId: { in: chats } } },
              select: { role: true, centerId: true, person: { select: { telegramId: true } } },
            });
      const worksThere = (desk: (typeof rows)[number]) =>
        roles.some(
          ({ role, centerId, person }) =>
            person.telegramId === desk.chatId && (role === "owner" || centerId === desk.centerId),
        );
      return rows.filter((desk) => desk.isGroup || worksThere(desk)).map(toDesk);
    },

    /** All desks that the question has, or had. */
    async pastDesks(questionId: string): Promise<{ chatId: number; isLost: boolean }[]> {
      const rows = await prisma.questionDesk.findMany({
        where: { questionId },
        select: { chatId: true, isLost: true },
      });
      return rows.map(({ chatId, isLost }) => ({ chatId: Number(chatId), isLost }));
    },

    /** Ends the work in a chat that is gone; the questions get other desks, see route-waiting. */
    async leaveChat(client: Client, chatId: number, at: Date): Promise<void> {
      await client.questionDesk.updateMany({
        where: { chatId, leftAt: null },
        data: { leftAt: at },
      });
    },

    async find(id: string, client: Client = prisma): Promise<Desk | null> {
      const row = await client.questionDesk.findUnique({ where: { id } });
      return row && toDesk(row);
    },

    /** Whether questions are worked on in a chat now. */
    async isDesk(chatId: number): Promise<boolean> {
      return (await prisma.questionDesk.count({ where: { chatId, leftAt: null } })) > 0;
    },

    /** The question whose topic this is. */
    async byTopic(
      chatId: number,
      topicId: number,
    ): Promise<(Desk & { questionId: string }) | null> {
      const row = await prisma.questionDesk.findFirst({
        where: { chatId, topicId, leftAt: null },
        orderBy: { openedAt: "desc" },
      });
      return row && { ...toDesk(row), questionId: row.questionId };
    },

    async change(
      transaction: Transaction,
      id: string,
      changes: {
        topicId?: number;
        topicLook?: string;
        hasTopic?: boolean;
        cardMessageId?: number;
        leftAt?: Date;
        isLost?: boolean;
      },
    ): Promise<void> {
      await transaction.questionDesk.update({ where: { id }, data: changes });
    },

    /** Remembers what a message in a chat is; a second time changes nothing. */
    async pair(
      transaction: Transaction,
      copies: ({ chatId: number; messageId: number } & MessageCopy)[],
    ): Promise<void> {
      await transaction.messageCopy.createMany({ data: copies, skipDuplicates: true });
    },

    /** What a message is: the pair of chat and message decides, and nothing else. */
    async copyAt(
      chatId: number,
      messageId: number,
      client: Client = prisma,
    ): Promise<MessageCopy | null> {
      const row = await client.messageCopy.findUnique({
        where: { chatId_messageId: { chatId, messageId } },
      });
      return row;
    },

    /** The newest answer of a sender in a chat above a message. */
    async answerAbove(
      chatId: number,
      messageId: number,
      telegramId: number,
    ): Promise<MessageCopy | null> {
      return prisma.messageCopy.findFirst({
        where: {
          chatId,
          messageId: { lt: messageId },
          role: "answer_original",
          questionMessage: { sender: { telegramId } },
        },
        orderBy: { messageId: "desc" },
      });
    },

    /** Where a message of a question stands in a chat. */
    async messageIn(
      chatId: number,
      questionMessageId: string,
      client: Client = prisma,
    ): Promise<number | null> {
      const row = await client.messageCopy.findFirst({
        where: { chatId, questionMessageId },
        orderBy: { messageId: "desc" },
      });
      return row?.messageId ?? null;
    },

    /** Whether the author has been told something of the question below one of their messages. */
    async noticeBelow(
      { chatId, messageId }: { chatId: number; messageId: number },
      questionId: string,
      client: Client = prisma,
    ): Promise<boolean> {
      const count = await client.messageCopy.count({
        where: { chatId, messageId: { gt: messageId }, questionId, role: "notice", deskId: null },
      });
      return count > 0;
    },

    /** Where the words that the center sent stand in its own chat, for the receipt. */
    async originalOf(
      questionMessageId: string,
      client: Client = prisma,
    ): Promise<{ chatId: number; messageId: number; deskId: string | null } | null> {
      const row = await client.messageCopy.findFirst({
        where: { questionMessageId, role: "answer_original" },
      });
      return row && { chatId: Number(row.chatId), messageId: row.messageId, deskId: row.deskId };
    },
  };
}

export type DeskStore = ReturnType<typeof createDeskStore>;

function toDesk(row: {
  id: string;
  centerId: string | null;
  chatId: bigint;
  isGroup: boolean;
  hasTopic: boolean;
  topicId: number | null;
  topicLook: string | null;
  cardMessageId: number | null;
  leftAt: Date | null;
}): Desk {
  const { id, centerId, isGroup, hasTopic, topicId, topicLook, cardMessageId, leftAt } = row;
  const chatId = Number(row.chatId);
  return { id, centerId, chatId, isGroup, hasTopic, topicId, topicLook, cardMessageId, leftAt };
}
