import type { DeskPlace } from "../centers/index.ts";
import { isOnItsWay, type MessageContent } from "../delivery/index.ts";
import { Prisma, type PrismaClient } from "../generated/prisma/client.ts";
import { createGathering, type Transaction } from "../platform/transaction.ts";
import { isStaffed } from "./question-row-store.ts";
import type { Desk, MessageCopy } from "./question.ts";

type Client = PrismaClient | Transaction;

interface DeskRow {
  id: string;
  centerId: string | null;
  chatId: bigint;
  isGroup: boolean;
  hasTopic: boolean;
  topicId: number | null;
  topicLook: string | null;
  cardMessageId: number | null;
  openedAt: Date;
  leftAt: Date | null;
}

/** A desk `d` in a statement of our own. */
const deskColumns = Prisma.sql`
  d.id, d.center_id AS "centerId", d.chat_id AS "chatId", d.is_group AS "isGroup",
  d.has_topic AS "hasTopic", d.topic_id AS "topicId", d.topic_look AS "topicLook",
  d.card_message_id AS "cardMessageId", d.opened_at AS "openedAt", d.left_at AS "leftAt"`;

/** What belongs together follows at once; the ids between are those of a bot's other chats. */
const closely = 1000;

/** What one message in one chat is. */
export type PlacedCopy = { chatId: number; messageId: number } & MessageCopy;

const pair = createGathering<PlacedCopy>((copies) => ({
  parts: Prisma.sql`
    paired AS (
      INSERT INTO message_copies (chat_id, message_id, role, question_id, question_message_id, desk_id)
      VALUES ${Prisma.join(
        copies.map(
          ({ chatId, messageId, role, questionId, questionMessageId, deskId }) => Prisma.sql`(
            ${chatId}::bigint, ${messageId}::int, ${role}::"CopyRole", ${questionId}::uuid,
            ${questionMessageId}::uuid, ${deskId}::uuid)`,
        ),
      )}
      ON CONFLICT DO NOTHING)`,
}));

/** The places where colleagues work, and which message there is which. */
export function createDeskStore(prisma: PrismaClient) {
  return {
    async open(
      transaction: Transaction,
      questionId: string,
      centerId: string | null,
      place: DeskPlace,
      at: Date,
    ): Promise<Desk> {
      const row = await transaction.questionDesk.create({
        data: {
          questionId,
          centerId,
          chatId: place.chatId,
          isGroup: place.isGroup,
          hasTopic: place.hasTopics,
          openedAt: at,
        },
      });
      return toDesk(row);
    },

    /**
     * The desks where a question is worked on now. The private chat of somebody who does not work
     * there any more is none.
     */
    async ofQuestion(questionId: string, client: Client = prisma): Promise<Desk[]> {
      const rows = await client.$queryRaw<DeskRow[]>`
        SELECT ${deskColumns} FROM question_desks d
        WHERE d.question_id = ${questionId}::uuid AND d.left_at IS NULL AND ${isStaffed}
        ORDER BY d.opened_at`;
      return rows.map(toDesk);
    },

    /**
     * The desks to which new words of the author go, and whether the author has been told something
     * of the question below these words, or will be: also for the whole album that they are of.
     */
    async forWords(
      transaction: Transaction,
      question: { id: string },
      { source: { chatId, messageId }, albumId }: MessageContent,
    ): Promise<{ desks: Desk[]; isTold: boolean }> {
      const notice = { feature: "questions", what: "author-notice", question: question.id };
      const rows = await transaction.$queryRaw<(DeskRow & { isTold: boolean })[]>`
        SELECT told.is_told AS "isTold", ${deskColumns}
        FROM (SELECT EXISTS (
                SELECT FROM message_copies
                WHERE chat_id = ${chatId} AND message_id > ${messageId}
                  AND question_id = ${question.id}::uuid AND role = 'notice' AND desk_id IS NULL)
              OR ${isOnItsWay(chatId, notice)}
              OR EXISTS (
                SELECT FROM question_messages
                WHERE question_id = ${question.id}::uuid AND content->>'albumId' = ${albumId ?? null})
              AS is_told) AS told
        LEFT JOIN question_desks d
          ON d.question_id = ${question.id}::uuid AND d.left_at IS NULL AND ${isStaffed}
        ORDER BY d.opened_at`;
      const isTold = rows[0]?.isTold ?? false;
      return { desks: rows.filter(({ id }) => id !== null).map(toDesk), isTold };
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
      const desk = await prisma.questionDesk.findFirst({ where: { chatId, leftAt: null } });
      return desk !== null;
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

    /** Remembers what messages in chats are; a second time changes nothing. */
    pair,

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

    /** The newest answer of a sender in a chat closely above a message. */
    async answerAbove(
      chatId: number,
      messageId: number,
      telegramId: number,
    ): Promise<MessageCopy | null> {
      return prisma.messageCopy.findFirst({
        where: {
          chatId,
          messageId: { lt: messageId, gte: messageId - closely },
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

function toDesk(row: DeskRow): Desk {
  const { id, centerId, isGroup, hasTopic, topicId, topicLook, cardMessageId } = row;
  const { openedAt, leftAt } = row;
  const chatId = Number(row.chatId);
  const place = { chatId, isGroup, hasTopic, topicId, topicLook };
  return { id, centerId, ...place, cardMessageId, openedAt, leftAt };
}
