import type { Language, Role } from "../access/index.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";
import { deskRoles } from "./center-store.ts";

/** Someone of the staff, as far as messages to them need it. */
export interface Colleague {
  personId: string;
  telegramId: number;
  name: string;
  language: Language;
  role: Role;
  /** Telegram refuses our messages to them. */
  isUnreachable: boolean;
}

export interface NewAssignment {
  personId: string;
  centerId: string | null;
  role: Role;
}

/** Who works where, and as what. */
export function createAssignmentStore(prisma: PrismaClient) {
  async function active(
    where: { centerId?: string | { in: string[] }; role: Role | { in: Role[] } },
    on: Transaction,
  ): Promise<Colleague[]> {
    const rows = await on.assignment.findMany({
      where: { ...where, until: null },
      orderBy: [{ from: "asc" }, { id: "asc" }],
      include: { person: true },
    });
    const seen = new Set<string>();
    return rows.flatMap(({ person, role }) => {
      if (seen.has(person.id)) return [];
      seen.add(person.id);
      return {
        personId: person.id,
        telegramId: Number(person.telegramId),
        name: person.name,
        language: person.language as Language,
        role,
        isUnreachable: person.unreachableAt !== null,
      };
    });
  }

  return {
    /** Heads and coordinators of the center, each once, the longest there first. */
    atDesk: (centerId: string, on: Transaction = prisma) =>
      active({ centerId, role: { in: [...deskRoles] } }, on),

    heads: (centerIds: string[], on: Transaction = prisma) =>
      active({ centerId: { in: centerIds }, role: "head" }, on),

    owners: (on: Transaction = prisma) => active({ role: "owner" }, on),

    /** The person behind a Telegram account, made known where they were not. Returns their id. */
    async ensurePerson(
      transaction: Transaction,
      person: { telegramId: number; name: string },
    ): Promise<string> {
      await transaction.person.createMany({ data: person, skipDuplicates: true });
      const { id } = await transaction.person.findUniqueOrThrow({
        where: { telegramId: person.telegramId },
        select: { id: true },
      });
      return id;
    },

    /** @returns false when the person has this role there already. */
    async assign(transaction: Transaction, assignment: NewAssignment, at: Date): Promise<boolean> {
      // a unique index over standing assignments lets two who say so at once make one
      const { count } = await transaction.assignment.createMany({
        data: { ...assignment, from: at },
        skipDuplicates: true,
      });
      return count > 0;
    },
  };
}

export type AssignmentStore = ReturnType<typeof createAssignmentStore>;
