import { Prisma, type PrismaClient } from "../generated/prisma/client.ts";

/** What a store's work sees of the database while a use case runs. */
export type Transaction = Prisma.TransactionClient;

/** A value of ours as a JSON column takes it: plain, without methods or cycles. */
export function asJson(value: object): Prisma.InputJsonObject {
  return value;
}

/** What writes gathered rows, in one statement with what else was gathered. */
export interface Writing {
  /** The parts of a WITH, as in `name AS (INSERT …)`; the names must differ from those of all others. */
  parts: Prisma.Sql;
  /** What is evaluated with them, as a column of the statement. */
  also?: Prisma.Sql;
}

/** What each running transaction has still to write, in the order of the calls. */
const unwritten = new WeakMap<Transaction, (() => Writing)[]>();

const limits = { timeout: 20_000, maxWait: 10_000 } as const;

/** Runs the work in one transaction; what is gathered meanwhile is written at its end, at once. */
export async function transact<T>(
  prisma: PrismaClient,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return prisma.$transaction(async (transaction) => {
    unwritten.set(transaction, []);
    const result = await work(transaction);
    await writeGathered(transaction);
    return result;
  }, limits);
}

/**
 * Makes a way to add rows that nothing reads before the transaction ends: all that one transaction
 * gathers, for whichever table, becomes one statement. Outside of `transact` they are written at once.
 */
export function createGathering<Row>(writing: (rows: Row[]) => Writing) {
  const gathered = new WeakMap<Transaction, Row[]>();
  const add = async (transaction: Transaction, rows: Row[]): Promise<void> => {
    if (rows.length === 0) return;
    const writings = unwritten.get(transaction);
    if (!writings) {
      await transaction.$executeRaw(toStatement([writing(rows)]));
      return;
    }
    const earlier = gathered.get(transaction);
    if (earlier) {
      earlier.push(...rows);
      return;
    }
    const all = [...rows];
    gathered.set(transaction, all);
    writings.push(() => {
      gathered.delete(transaction);
      return writing(all);
    });
  };
  /** For a statement that writes the rows together with what is its own. */
  return Object.assign(add, { writing });
}

/** Writes what a transaction has gathered, for those who have to read it in the same transaction. */
export async function writeGathered(transaction: Transaction): Promise<void> {
  const writings = takeGathered(transaction);
  if (writings.length > 0) await transaction.$executeRaw(toStatement(writings));
}

/**
 * The same together with one more part.
 *
 * @returns how many rows that part has returned.
 */
export async function writeGatheredWith(
  transaction: Transaction,
  name: string,
  part: Prisma.Sql,
): Promise<number> {
  const last: Writing = {
    parts: Prisma.sql`${Prisma.raw(name)} AS (${part})`,
    also: Prisma.sql`(SELECT count(*)::int FROM ${Prisma.raw(name)}) AS rows`,
  };
  const [row] = await transaction.$queryRaw<{ rows: number }[]>(
    toStatement([last, ...takeGathered(transaction)]),
  );
  return row?.rows ?? 0;
}

function takeGathered(transaction: Transaction): Writing[] {
  return (unwritten.get(transaction)?.splice(0) ?? []).map((writing) => writing());
}

/** One statement that does all of it. */
export function toStatement(writings: Writing[]): Prisma.Sql {
  const also = writings.flatMap((writing) => writing.also ?? []);
  const columns = also.length === 0 ? [Prisma.sql`1`] : also;
  return Prisma.sql`
    WITH ${Prisma.join(writings.map(({ parts }) => parts))}
    SELECT ${Prisma.join(columns)}`;
}
