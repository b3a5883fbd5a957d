import { Prisma, type PrismaClient } from "../generated/prisma/client.ts";
import { inBatches } from "./batches.ts";
import { transact, type Transaction, writeGatheredWith } from "./transaction.ts";

export { asJson, type Transaction } from "./transaction.ts";

/** Outcomes are kept as JSON, so that a repeated cause gets the same answer. */
export type Outcome = { kind: string } & Record<string, unknown>;

/**
 * Runs the work of a use case once for its cause, all or nothing.
 *
 * @param cause what made the use case run: an update's or a due work's id.
 * @returns the outcome of `work`, or of the earlier run for the same cause.
 * @throws whatever `work` throws; nothing is kept then, and the cause may come again.
 */
export type Perform = <T extends Outcome>(
  cause: string,
  useCase: string,
  work: (transaction: Transaction) => Promise<T>,
) => Promise<T>;

/** Forgets outcomes from before the moment: their causes do not come again. */
export async function forgetPerformed(prisma: PrismaClient, before: Date): Promise<void> {
  await inBatches(
    (atMost) => prisma.$executeRaw`
      DELETE FROM performed WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM performed WHERE at < ${before} ORDER BY at LIMIT ${atMost}))`,
  );
}

/**
 * The cause is written last, with the outcome and all that was gathered, in one statement. A cause
 * that comes again, as after a kill, runs its work in vain: that statement undoes it. What it saw
 * has changed since its first run, so it may even fail, which means as little.
 */
export function createPerform(prisma: PrismaClient): Perform {
  return async <T extends Outcome>(
    cause: string,
    useCase: string,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> => {
    try {
      return await transact(prisma, async (transaction) => {
        const outcome = await work(transaction);
        const kept = await writeGatheredWith(
          transaction,
          "kept",
          Prisma.sql`
            INSERT INTO performed (cause, use_case, outcome)
            VALUES (${cause}, ${useCase}, ${JSON.stringify(outcome)}::jsonb)
            ON CONFLICT DO NOTHING RETURNING 1`,
        );
        if (kept === 0) throw new RepeatedCause();
        return outcome;
      });
    } catch (error) {
      const earlier = await prisma.performed.findUnique({
        where: { cause_useCase: { cause, useCase } },
      });
      if (!earlier) throw error;
      return earlier.outcome as T;
    }
  };
}

class RepeatedCause extends Error {}
