import type { MessageContent } from "../delivery/index.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import { toQuestion, whole } from "./question-row-store.ts";
import type { Question } from "./question.ts";

const mostOpen = 5;

/** The questions of one person: those that they asked, and those that they answer. */
export function createQuestionLists(prisma: PrismaClient) {
  return {
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

    /** The author's newest open questions, as many as fit on one screen with a button each. */
    async openOfAuthor(personId: string): Promise<Question[]> {
      const rows = await prisma.question.findMany({
        where: { authorId: personId, state: { not: "closed" } },
        include: whole,
        orderBy: { askedAt: "desc" },
        take: mostOpen,
      });
      return rows.map(toQuestion);
    },

    /** The newest open questions that are worked on in a chat. */
    async workedOnIn(chatId: number, atMost: number): Promise<Question[]> {
      const rows = await prisma.question.findMany({
        where: { state: { not: "closed" }, desks: { some: { chatId, leftAt: null } } },
        include: whole,
        orderBy: { askedAt: "desc" },
        take: atMost,
      });
      return rows.map(toQuestion);
    },

    /** What each of the questions began with. */
    async firstMessages(questionIds: string[]): Promise<Map<string, MessageContent>> {
      const rows = await prisma.$queryRaw<{ question_id: string; content: MessageContent }[]>`
        SELECT DISTINCT ON (question_id) question_id, content FROM question_messages
        WHERE question_id = ANY(${questionIds}::uuid[])
        ORDER BY question_id, sent_at, id`;
      return new Map(rows.map(({ question_id, content }) => [question_id, content]));
    },

    /** When a center last wrote to an author; null when none has. */
    async lastAnswerTo(personId: string): Promise<Date | null> {
      const row = await prisma.questionMessage.findFirst({
        where: { side: "center", question: { authorId: personId } },
        orderBy: { sentAt: "desc" },
        select: { sentAt: true },
      });
      return row?.sentAt ?? null;
    },
  };
}
