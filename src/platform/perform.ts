import type { Prisma, PrismaClient } from "../generated/prisma/client.ts";

/** What a store's work sees of the database while a use case runs. */
export type Transaction = Prisma.TransactionClient;

/** A value of ours as a JSON column takes it: plain, without methods or cycles. */
export function asJson(value: object): Prisma.InputJsonObject {
  return value;
}

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
  await prisma.performed.deleteMany({ where: { at: { lt: before } } });
}

export function createPerform(prisma: PrismaClient): Perform {
  return (cause, useCase, work) =>
    prisma.$transaction(
      async (transaction) => {
        const first = await transaction.$executeRaw`
          INSERT INTO performed (cause, use_case, outcome) VALUES (${cause}, ${useCase}, '{}')
          ON CONFLICT DO NOTHING`;
        if (first === 0) {
          const earlier = await transaction.performed.findUniqueOrThrow({
            where: { cause_useCase: { cause, useCase } },
          });
          return earlier.outcome as Awaited<ReturnType<typeof work>>;
        }
        const outcome = await work(transaction);
        await transaction.$executeRaw`
          UPDATE performed SET outcome = ${JSON.stringify(outcome)}::jsonb
          WHERE cause = ${cause} AND use_case = ${useCase}`;
        return outcome;
      },
      { timeout: 20_000, maxWait: 10_000 },
    );
}
