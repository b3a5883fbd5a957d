import type { PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";
import type { Question } from "./question.ts";

/** Facts for figures. They name no person, so they stay when people are forgotten. */
export function createFiguresStore(prisma: PrismaClient) {
  return {
    /** @param fact.minutes from asking to the first answer, when this is the first. */
    async add(
      transaction: Transaction,
      question: Question,
      fact: { at: Date; what: "asked" | "answered" | "closed"; minutes?: number },
    ): Promise<void> {
      const { ownerCenterId: centerId, territoryCode, kind } = question;
      await transaction.activity.create({
        data: { ...fact, centerId, territoryCode, kind, channel: "telegram" },
      });
    },

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
