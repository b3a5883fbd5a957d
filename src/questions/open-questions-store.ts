import type { PrismaClient } from "../generated/prisma/client.ts";
import type { QuestionState } from "./question.ts";

/** The ages by which open questions are counted, youngest first. */
const ages = ["under an hour", "under a day", "under three days", "older"] as const;

export interface OpenQuestions {
  /** Every open state with every age, also where there is none. */
  byAge: { state: Exclude<QuestionState, "closed">; age: string; count: number }[];
  /** Open questions that nobody sees at a desk. */
  withoutDesk: number;
  total: number;
}

const openStates = ["waiting", "claimed", "answered"] as const;

/** Counts of questions that are not closed; closed ones are not read. */
export function createOpenQuestionsStore(prisma: PrismaClient) {
  return {
    async openByAge(now: Date): Promise<OpenQuestions> {
      const rows = await prisma.$queryRaw<
        { state: string; age: number; count: number; withoutDesk: number }[]
      >`
        SELECT state::text, count(*)::int AS count,
               CASE WHEN asked_at > ${hoursBefore(now, 1)} THEN 0
                    WHEN asked_at > ${hoursBefore(now, 24)} THEN 1
                    WHEN asked_at > ${hoursBefore(now, 72)} THEN 2
                    ELSE 3 END AS age,
               (count(*) FILTER (WHERE NOT EXISTS (
                  SELECT FROM question_desks d
                  WHERE d.question_id = q.id AND d.left_at IS NULL)))::int AS "withoutDesk"
        FROM questions q WHERE state <> 'closed' GROUP BY state, age`;
      const sum = (count: (row: (typeof rows)[number]) => number) =>
        rows.reduce((total, row) => total + count(row), 0);
      return {
        byAge: openStates.flatMap((state) =>
          ages.map((age, index) => ({
            state,
            age,
            count: rows.find((row) => row.state === state && row.age === index)?.count ?? 0,
          })),
        ),
        withoutDesk: sum((row) => row.withoutDesk),
        total: sum((row) => row.count),
      };
    },
  };
}

function hoursBefore(now: Date, hours: number): Date {
  return new Date(now.getTime() - hours * 3_600_000);
}
