import type { SupportKind } from "../centers/index.ts";
import { Prisma, type PrismaClient } from "../generated/prisma/client.ts";
import { createGathering, type Transaction } from "../platform/transaction.ts";
import { uuid7 } from "../platform/uuid.ts";
import { createQuestionLists } from "./question-lists-store.ts";
import { createQuestionMessages } from "./question-messages-store.ts";
import {
  isStaffed,
  type QuestionRow,
  toQuestion,
  whole,
  wholeColumns,
} from "./question-row-store.ts";
import type { Question, QuestionState, RouteReason } from "./question.ts";

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

/** Nobody works at any desk of the question `q`. */
const isUnseen = Prisma.sql`NOT EXISTS (
  SELECT FROM question_desks d
  WHERE d.question_id = q.id AND d.left_at IS NULL AND ${isStaffed})`;

const addHistory = createGathering<Change & { questionId: string }>((lines) => ({
  parts: Prisma.sql`
    remembered AS (
      INSERT INTO question_changes (id, question_id, actor_person_id, what, before, after)
      VALUES ${Prisma.join(
        lines.map(
          ({ questionId, actorPersonId, what, before = null, after = null }) => Prisma.sql`(
            ${uuid7()}::uuid, ${questionId}::uuid, ${actorPersonId}::uuid, ${what}, ${before}, ${after})`,
        ),
      )})`,
}));

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
    ...createQuestionMessages(prisma),

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
      await addHistory(
        transaction,
        history.map((line) => ({ questionId: id, ...line })),
      );
      return toQuestion(row);
    },

    /** Locks a question, so that two who act at once see each other. */
    async lock(transaction: Transaction, id: string): Promise<Question> {
      const [row] = await transaction.$queryRaw<QuestionRow[]>`
        WITH q AS MATERIALIZED (SELECT * FROM questions WHERE id = ${id}::uuid FOR NO KEY UPDATE)
        SELECT ${wholeColumns} FROM q`;
      if (!row) throw new Error("a question has vanished");
      return toQuestion(row);
    },

    /**
     * Open questions that nobody sees at a desk, the oldest first.
     *
     * @param alsoWaiting adds those that wait with the owners for a center.
     */
    async withoutDesk(alsoWaiting: boolean): Promise<string[]> {
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        SELECT id FROM questions q
        WHERE state <> 'closed' AND ((${alsoWaiting} AND owner_center_id IS NULL) OR ${isUnseen})
        ORDER BY asked_at LIMIT 100`;
      return rows.map(({ id }) => id);
    },

    /**
     * The same, of those only that were asked, left a desk or lost a colleague since the moment: an
     * answer in no time, however many questions are open.
     */
    async lostDeskSince(since: Date): Promise<string[]> {
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        SELECT id FROM questions q
        WHERE state <> 'closed' AND ${isUnseen} AND id = ANY(ARRAY(
          SELECT id FROM questions WHERE state <> 'closed' AND asked_at >= ${since}
          UNION
          SELECT question_id FROM question_desks WHERE left_at >= ${since}
          UNION
          SELECT d.question_id FROM assignments a
          JOIN people p ON p.id = a.person_id
          JOIN question_desks d ON d.chat_id = p.telegram_id AND d.left_at IS NULL
          WHERE a.until >= ${since}))
        ORDER BY asked_at LIMIT 100`;
      return rows.map(({ id }) => id);
    },
  };
}

export type QuestionStore = ReturnType<typeof createQuestionStore>;
