import type { Prisma, PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";
import type { CenterType, WeeklyHours } from "./center.ts";
import type { CenterEntry } from "./centers-file.ts";

/** The columns that a file fills by itself, without other tables. */
const ownColumns = {
  code: true,
  type: true,
  name: true,
  nameShort: true,
  kinds: true,
  phone: true,
  email: true,
  address: true,
  website: true,
  hours: true,
  answerDays: true,
} as const;

/** The directory in the form in which operators write it into files. */
export function createCenterEntryStore(prisma: PrismaClient) {
  return {
    async read(on: Transaction = prisma): Promise<CenterEntry[]> {
      const rows = await on.center.findMany({
        orderBy: { code: "asc" },
        select: {
          ...ownColumns,
          parent: { select: { code: true } },
          territories: { select: { territoryCode: true } },
        },
      });
      return rows.map(({ territories, parent, hours, ...row }) => ({
        ...row,
        hours: hours as WeeklyHours,
        parent: parent?.code ?? null,
        territories: territories.map(({ territoryCode }) => territoryCode),
      }));
    },

    async knownTypes(): Promise<Map<string, CenterType>> {
      const rows = await prisma.center.findMany({ select: { code: true, type: true } });
      return new Map(rows.map(({ code, type }) => [code, type]));
    },

    /** Writes the centers; a territory that a center served before keeps its date. */
    async write(transaction: Transaction, entries: CenterEntry[], now: Date): Promise<void> {
      for (const entry of entries) {
        const data = columnsOf(entry);
        const { id } = await transaction.center.upsert({
          where: { code: entry.code },
          create: { code: entry.code, ...data },
          update: data,
          select: { id: true },
        });
        await writeTerritories(transaction, id, entry.territories, now);
      }
      // a parent may stand below its children in the file
      for (const { code, parent } of entries)
        await transaction.center.update({
          where: { code },
          data: { parent: parent === null ? { disconnect: true } : { connect: { code: parent } } },
        });
    },
  };
}

export type CenterEntryStore = ReturnType<typeof createCenterEntryStore>;

function columnsOf(entry: CenterEntry) {
  const { code: _, parent: __, territories: ___, hours, ...columns } = entry;
  return { ...columns, hours: hours as Prisma.InputJsonObject };
}

async function writeTerritories(
  transaction: Transaction,
  centerId: string,
  codes: string[],
  since: Date,
): Promise<void> {
  await transaction.servedTerritory.deleteMany({
    where: { centerId, territoryCode: { notIn: codes } },
  });
  await transaction.servedTerritory.createMany({
    data: codes.map((territoryCode) => ({ centerId, territoryCode, since })),
    skipDuplicates: true,
  });
}
