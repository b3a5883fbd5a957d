import type { SupportKind } from "../centers/index.ts";
import type { MessageContent } from "../delivery/index.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import { asJson, type Transaction } from "../platform/perform.ts";
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

const whole = {
  author: { select: { id: true, telegramId: true, name: true, language: true } },
  organisation: { select: { name: true } },
  claimedBy: { select: { id: true, name: true } },
} as const;

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
      await transaction.$queryRaw`SELECT 1 FROM questions WHERE id = ${id}::uuid FOR UPDATE`;
      const question = await findWhere({ id }, transaction);
      if (!question) throw new Error("a question has vanished");
      return question;
    },

    /** The author's questions, open ones first, then the newest. */
    async ofAuthor(personId: string, atMost: number): Promise<Question[]> {
      const rows = await prisma.question.findMany({
        where: { authorId: personId },
        include: whole,
        orderBy: { askedAt: "desc" },
        take: atMost,
      });
      const questions = rows.map(toQuestion);
      return questions.toSorted(
        (a, b) => Number(a.state === "closed") - Number(b.state === "closed"),
      );
    },

    async openOfAuthor(personId: string): Promise<Question[]> {
      const rows = await prisma.question.findMany({
        where: { authorId: personId, state: { not: "closed" } },
        include: whole,
        orderBy: { askedAt: "desc" },
        take: 3,
      });
      return rows.map(toQuestion);
    },

    /** Open questions that no center has got. */
    async withoutCenter(): Promise<Question[]> {
      const rows = await prisma.question.findMany({
        where: { ownerCenterId: null, state: { not: "closed" } },
        include: whole,
        orderBy: { askedAt: "asc" },
      });
      return rows.map(toQuestion);
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

    /**
     * The minutes in which half of a center's first answers came, from its own figures.
     *
     * @returns null while there are fewer than `atLeast` answers since the moment.
     */
    async usualMinutes(centerId: string, since: Date, atLeast: number): Promise<number | null> {
      const [row] = await prisma.$queryRaw<{ answers: bigint; usual: number | null }[]>`
        SELECT count(*) AS answers, percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) AS usual
        FROM activities
        WHERE what = 'answered' AND center_id = ${centerId}::uuid AND at >= ${since}
          AND minutes IS NOT NULL`;
      return row && row.answers >= BigInt(atLeast) ? row.usual : null;
    },

    /** Adds a fact for the figures; it names no person. */
    async addActivity(
      transaction: Transaction,
      question: Question,
      fact: { at: Date; what: "asked" | "answered" | "closed"; minutes?: number },
    ): Promise<void> {
      const { ownerCenterId: centerId, territoryCode, kind } = question;
      await transaction.activity.create({
        data: { ...fact, centerId, territoryCode, kind, channel: "telegram" },
      });
    },
  };
}

export type QuestionStore = ReturnType<typeof createQuestionStore>;

interface QuestionRow {
  id: string;
  number: number;
  territoryCode: string | null;
  outsideRegion: boolean;
  kind: SupportKind | null;
  ownerCenterId: string | null;
  routeReason: RouteReason;
  routeContested: boolean;
  state: QuestionState;
  wantsCall: boolean;
  askedAt: Date;
  dueAt: Date;
  firstAnsweredAt: Date | null;
  closedAt: Date | null;
  author: { id: string; telegramId: bigint; name: string; language: string };
  organisation: { name: string } | null;
  claimedBy: { id: string; name: string } | null;
}

function toQuestion(row: QuestionRow): Question {
  const { author, organisation, claimedBy, ...rest } = row;
  return {
    ...rest,
    author: {
      personId: author.id,
      chatId: Number(author.telegramId),
      name: author.name,
      language: author.language === "en" ? "en" : "ru",
    },
    organisationName: organisation?.name ?? null,
    claimedBy: claimedBy && { personId: claimedBy.id, name: claimedBy.name },
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
