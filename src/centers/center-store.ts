import type { Center as CenterRow, PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";
import type { Center, DirectoryCenter, WeeklyHours } from "./center.ts";
import { isWorking } from "./group.ts";

/** A center with what the lists of staff say about it. */
export interface CenterSummary extends DirectoryCenter {
  hasGroup: boolean;
  /** How many people work there. */
  people: number;
}

/** Those who work on a center's questions. */
export const deskRoles = ["head", "coordinator"] as const;

/** The directory of centers, as the database has it. */
export function createCenterStore(prisma: PrismaClient) {
  return {
    /** All active centers in the order of their names, with what decides where questions go. */
    async readDirectory(): Promise<CenterSummary[]> {
      const rows = await prisma.center.findMany({
        where: { status: "active" },
        orderBy: [{ nameShort: "asc" }, { code: "asc" }],
        include: {
          territories: true,
          group: { select: { isMember: true, lostAt: true, mutedAt: true } },
          assignments: {
            where: { until: null, role: { in: [...deskRoles] } },
            select: { person: { select: { id: true, unreachableAt: true } } },
          },
        },
      });
      return rows.map(({ territories, group, assignments, ...row }) => {
        const people = assignments.map(({ person }) => person);
        const hasGroup = group !== null && isWorking(group);
        return {
          ...toCenter(row),
          territories: territories.map((served) => ({
            code: served.territoryCode,
            since: served.since,
          })),
          hasGroup,
          people: new Set(people.map(({ id }) => id)).size,
          reachable: hasGroup || people.some(({ unreachableAt }) => unreachableAt === null),
        };
      });
    },

    async find(centerId: string, on: Transaction = prisma): Promise<Center | undefined> {
      const row = await on.center.findUnique({ where: { id: centerId } });
      return row ? toCenter(row) : undefined;
    },

    /** The centers whose people work in a chat. */
    async inGroup(groupId: string, on: Transaction = prisma): Promise<Center[]> {
      const rows = await on.center.findMany({ where: { groupId }, orderBy: { nameShort: "asc" } });
      return rows.map(toCenter);
    },

    /** The center and those above it, nearest first; empty for a center that does not exist. */
    async lineage(centerId: string | null, on: Transaction = prisma): Promise<string[]> {
      if (centerId === null) return [];
      const rows = await on.$queryRaw<{ id: string }[]>`
        WITH RECURSIVE up(id, parent_id, depth) AS (
          SELECT id, parent_id, 0 FROM centers WHERE id = ${centerId}::uuid
          UNION ALL
          SELECT c.id, c.parent_id, up.depth + 1 FROM centers c JOIN up ON c.id = up.parent_id
          WHERE up.depth < 10)
        SELECT id FROM up ORDER BY depth`;
      return rows.map(({ id }) => id);
    },

    async setGroup(transaction: Transaction, centerId: string, groupId: string): Promise<void> {
      await transaction.center.update({ where: { id: centerId }, data: { groupId } });
    },
  };
}

export type CenterStore = ReturnType<typeof createCenterStore>;

function toCenter(row: CenterRow): Center {
  const { groupId: _, createdAt: __, hours, ...center } = row;
  return { ...center, hours: hours as WeeklyHours };
}
