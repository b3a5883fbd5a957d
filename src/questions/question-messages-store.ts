import type { MessageContent } from "../delivery/index.ts";
import { Prisma, type PrismaClient } from "../generated/prisma/client.ts";
import {
  asJson,
  createGathering,
  type Transaction,
  writeGathered,
} from "../platform/transaction.ts";
import { uuid7 } from "../platform/uuid.ts";
import { toQuestion, whole } from "./question-row-store.ts";
import type { Question, QuestionMessage } from "./question.ts";

type Client = PrismaClient | Transaction;

export interface NewMessage {
  questionId: string;
  side: "author" | "center";
  sender: { personId: string; name: string; telegramId: number };
  content: MessageContent;
  sentAt: Date;
}

const sender = { sender: { select: { name: true, telegramId: true } } } as const;

const addMessages = createGathering<NewMessage & { id: string }>((messages) => ({
  parts: Prisma.sql`
    written AS (
      INSERT INTO question_messages (id, question_id, side, sender_id, content, sent_at)
      VALUES ${Prisma.join(
        messages.map(
          ({ id, questionId, side, sender: by, content, sentAt }) => Prisma.sql`(
            ${id}::uuid, ${questionId}::uuid, ${side}::"MessageSide", ${by.personId}::uuid,
            ${JSON.stringify(content)}::jsonb, ${sentAt}::timestamptz)`,
        ),
      )})`,
}));

/** What was written in questions, by both sides. */
export function createQuestionMessages(prisma: PrismaClient) {
  async function messages(questionId: string, client: Client = prisma): Promise<QuestionMessage[]> {
    await writeGathered(client);
    const rows = await client.questionMessage.findMany({
      where: { questionId },
      include: sender,
      orderBy: [{ sentAt: "asc" }, { id: "asc" }],
    });
    return rows.map(toMessage);
  }

  return {
    /** Adds a message; it is written with all else at the end of the transaction. */
    async addMessage(transaction: Transaction, message: NewMessage): Promise<QuestionMessage> {
      const { side, sender: by, content, sentAt } = message;
      const id = uuid7();
      await addMessages(transaction, [{ id, ...message }]);
      const { name: senderName, telegramId: senderTelegramId } = by;
      return { id, side, senderName, senderTelegramId, content, sentAt };
    },

    messages,

    /** What the author wrote before the first answer, which the card shows or counts. */
    async firstOfAuthor(questionId: string, client: Client = prisma): Promise<QuestionMessage[]> {
      const all = await messages(questionId, client);
      const firstAnswer = all.findIndex(({ side }) => side === "center");
      return firstAnswer === -1 ? all : all.slice(0, firstAnswer);
    },

    async findMessage(id: string, client: Client = prisma): Promise<QuestionMessage | null> {
      const row = await client.questionMessage.findUnique({
        where: { id },
        include: sender,
      });
      return row && toMessage(row);
    },

    /** The question that a message belongs to. */
    async ofMessage(messageId: string): Promise<Question | null> {
      const row = await prisma.questionMessage.findUnique({
        where: { id: messageId },
        include: { question: { include: whole } },
      });
      return row && toQuestion(row.question);
    },

    /** Notes how a delivery ended. Returns how often that has happened by now. */
    async noteDelivery(transaction: Transaction, id: string, delivered: boolean): Promise<number> {
      const row = await transaction.questionMessage.update({
        where: { id },
        data: { delivered, tries: { increment: 1 } },
        select: { tries: true },
      });
      return row.tries;
    },

    /** Whether an answer is on its way (null), has arrived or was refused, and how often it was tried. */
    async deliveryOf(
      transaction: Transaction,
      id: string,
    ): Promise<{ delivered: boolean | null; tries: number }> {
      return transaction.questionMessage.findUniqueOrThrow({
        where: { id },
        select: { delivered: true, tries: true },
      });
    },

    async changeMessage(
      transaction: Transaction,
      id: string,
      changes: { content?: MessageContent; editedAt?: Date; delivered?: boolean | null },
    ): Promise<void> {
      const { content, ...others } = changes;
      await transaction.questionMessage.update({
        where: { id },
        data: { ...others, ...(content ? { content: asJson(content) } : {}) },
      });
    },

    /** Whether a person has given so many answers: whoever is new gets a hint now and then. */
    async hasAnswered(personId: string, times: number): Promise<boolean> {
      // written out, since the index of answers serves only a constant side
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT 1 FROM question_messages
        WHERE sender_id = ${personId}::uuid AND side = 'center' LIMIT ${times}`;
      return rows.length === times;
    },
  };
}

function toMessage(row: {
  id: string;
  side: "author" | "center";
  content: unknown;
  sentAt: Date;
  sender: { name: string; telegramId: bigint } | null;
}): QuestionMessage {
  return {
    id: row.id,
    side: row.side,
    senderName: row.sender?.name ?? null,
    senderTelegramId: row.sender ? Number(row.sender.telegramId) : null,
    content: row.content as MessageContent,
    sentAt: row.sentAt,
  };
}
