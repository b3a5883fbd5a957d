import { Prisma, type PrismaClient } from "../generated/prisma/client.ts";
import { createGathering, type Transaction } from "../platform/transaction.ts";
import { uuid7 } from "../platform/uuid.ts";
import type { Question } from "./question.ts";

interface Fact {
  at: Date;
  what: "asked" | "answered" | "closed";
  minutes?: number;
}

const addFacts = createGathering<Fact & { question: Question }>((facts) => ({
  parts: Prisma.sql`
    counted AS (
      INSERT INTO activities (id, at, center_id, territory_code, kind, channel, what, minutes)
      VALUES ${Prisma.join(
        facts.map(
          ({ at, what, minutes = null, question }) => Prisma.sql`(
            ${uuid7()}::uuid, ${at}::timestamptz, ${question.ownerCenterId}::uuid,
            ${question.territoryCode}, ${question.kind}::"SupportKind", 'telegram', ${what},
            ${minutes}::int)`,
        ),
      )})`,
}));

/** Facts for figures. They name no person, so they stay when people are forgotten. */
export function createFiguresStore(prisma: PrismaClient) {
  return {
    /** @param fact.minutes from asking to the first answer, when this is the first. */
    add: (transaction: Transaction, question: Question, fact: Fact): Promise<void> =>
      addFacts(transaction, [{ ...fact, question }]),

    /**
     * The minutes in which half of a center's first answers came.
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
  };
}

export type FiguresStore = ReturnType<typeof createFiguresStore>;
