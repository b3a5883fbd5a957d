import type { SupportKind } from "../centers/index.ts";
import type { MessageContent } from "../delivery/index.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import { asJson, type Transaction } from "../platform/perform.ts";
import { createQuestionLists } from "./question-lists-store.ts";
import { toQuestion, whole } from "./question-rows.ts";
import type { Question, QuestionMessage, QuestionState, RouteReason } from "./question.ts";

type Client = PrismaClient | Transaction;

export interface NewQuestion {
  authorId: string;
  territoryCode: string | null;
  outsideRegion: boolean;
  kind: SupportKind | null;
  organisationId: string | null;
  ownerCenterId: string | null;
  routeReason: RouteReason;
  routeContested: boolean;
  wantsCall: boolean;
  askedAt: Date;
  dueAt: Date;
}

export interface QuestionChanges {
  state?: QuestionState;
  kind?: SupportKind | null;
  ownerCenterId?: string | null;
  routeReason?: RouteReason;
  routeContested?: boolean;
  claimedById?: string | null;
  claimedAt?: Date | null;
  dueAt?: Date;
  firstAnsweredAt?: Date;
  closedAt?: Date | null;
  closedBy?: "author" | "center" | null;
  helped?: boolean | null;
  wantsCall?: boolean;
}

/** A line of a question's history. */
export interface Change {
  actorPersonId: string | null;
  what:
    | "routed"
    | "kind"
    | "claimed"
    | "released"
    | "answered"
    | "closed"
    | "reopened"
    | "not-helped";
  before?: string | null;
  after?: string | null;
}

const sender = { sender: { select: { name: true, telegramId: true } } } as const;

export function createQuestionStore(prisma: PrismaClient) {
  async function findWhere(
    where: { id: string } | { number: number },
    client: Client = prisma,
  ): Promise<Question | null> {
    const row = await client.question.findUnique({ where, include: whole });
    return row && toQuestion(row);
  }

  return {
    ...createQuestionLists(prisma),

    find: (id: string, client?: Client) => findWhere({ id }, client),
    findByNumber: (number: number, client?: Client) => findWhere({ number }, client),

    async create(transaction: Transaction, question: NewQuestion): Promise<Question> {
      const row = await transaction.question.create({ data: question, include: whole });
      return toQuestion(row);
    },

    /** Changes a question and remembers why; the row stays locked until the transaction ends. */
    async change(
      transaction: Transaction,
      id: string,
      changes: QuestionChanges,
      history: Change[] = [],
    ): Promise<Question> {
      const row = await transaction.question.update({
        where: { id },
        data: changes,
        include: whole,
      });
      for (const line of history)
        await transaction.questionChange.create({ data: { questionId: id, ...line } });
      return toQuestion(row);
    },

    /** Locks a question, so that two who act at once see each other. */
    async lock(transaction: Transaction, id: string): Promise<Question> {
      await transaction.$queryRaw`SELECT 1 FROM questions WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
      const question = await findWhere({ id }, transaction);
      if (!question) throw new Error("a question has vanished");
      return question;
    },

    /** Whether an earlier item of an album belongs to the question. */
    async hasAlbum(questionId: string, albumId: string, client: Client = prisma): Promise<boolean> {
      const content = { path: ["albumId"], equals: albumId };
      return (await client.questionMessage.count({ where: { questionId, content } })) > 0;
    },

    /**
     * Open questions that nobody sees at a desk, the oldest first.
     *
     * @param alsoWaiting adds those that wait with the owners for a center.
     */
    async withoutDesk(alsoWaiting: boolean): Promise<string[]> {
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        SELECT id FROM questions q
        WHERE state <> 'closed'
          AND ((${alsoWaiting} AND owner_center_id IS NULL)
               OR NOT EXISTS (
                 SELECT FROM question_desks d
                 WHERE d.question_id = q.id AND d.left_at IS NULL
                   AND (d.is_group OR EXISTS (
                     SELECT FROM assignments a JOIN people p ON p.id = a.person_id
                     WHERE p.telegram_id = d.chat_id AND a.until IS NULL
                       AND (a.role = 'owner' OR a.center_id = d.center_id)))))
        ORDER BY asked_at LIMIT 100`;
      return rows.map(({ id }) => id);
    },

    async addMessage(
      transaction: Transaction,
      message: {
        questionId: string;
        side: "author" | "center";
        senderId: string | null;
        content: MessageContent;
        sentAt: Date;
      },
    ): Promise<QuestionMessage> {
      const row = await transaction.questionMessage.create({
        data: { ...message, content: asJson(message.content) },
        include: sender,
      });
      return toMessage(row);
    },

    async messages(questionId: string, client: Client = prisma): Promise<QuestionMessage[]> {
      const rows = await client.questionMessage.findMany({
        where: { questionId },
        include: sender,
        orderBy: [{ sentAt: "asc" }, { id: "asc" }],
      });
      return rows.map(toMessage);
    },

    /** What the author wrote before the first answer, which the card shows or counts. */
    async firstOfAuthor(questionId: string, client: Client = prisma): Promise<QuestionMessage[]> {
      const all = await this.messages(questionId, client);
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

    /** How many answers a person has given: whoever is new gets a hint now and then. */
    async answersBy(personId: string): Promise<number> {
      return prisma.questionMessage.count({ where: { senderId: personId, side: "center" } });
    },
  };
}

export type QuestionStore = ReturnType<typeof createQuestionStore>;

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
