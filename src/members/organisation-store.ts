import type { PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";

export interface OrganisationName {
  id: string;
  name: string;
}

const idAndName = { id: true, name: true } as const;

/** Organisations, and who belongs to them. */
export function createOrganisationStore(prisma: PrismaClient) {
  return {
    /**
     * The organisations of a territory, those with most of our members first. What one person alone
     * has written is shown to nobody else: it may be their name and telephone.
     */
    async listIn(territoryCode: string, atMost: number): Promise<OrganisationName[]> {
      return prisma.$queryRaw<OrganisationName[]>`
        SELECT o.id, o.name FROM organisations o
        LEFT JOIN memberships m ON m.organisation_id = o.id AND m.until IS NULL
        WHERE o.territory_code = ${territoryCode}
        GROUP BY o.id
        HAVING o.inn IS NOT NULL OR count(DISTINCT m.person_id) >= 2
        ORDER BY count(DISTINCT m.person_id) DESC, o.name
        LIMIT ${atMost}`;
    },

    async find(transaction: Transaction, id: string): Promise<OrganisationName | null> {
      return transaction.organisation.findUnique({ where: { id }, select: idAndName });
    },

    /** Finds an organisation of the territory by its name in any case of letters, or adds it. */
    async ensure(
      transaction: Transaction,
      name: string,
      territoryCode: string | null,
    ): Promise<OrganisationName> {
      const known = await transaction.organisation.findFirst({
        where: { territoryCode, name: { equals: asLiteral(name), mode: "insensitive" } },
        select: idAndName,
      });
      if (known) return known;
      return transaction.organisation.create({ data: { name, territoryCode }, select: idAndName });
    },

    /** Ends the person's memberships and begins the new one; null only ends them. */
    async replaceMembership(
      transaction: Transaction,
      membership: { personId: string; organisationId: string | null; at: Date },
    ): Promise<void> {
      const { personId, organisationId, at } = membership;
      await transaction.membership.updateMany({
        where: {
          personId,
          until: null,
          ...(organisationId === null ? {} : { organisationId: { not: organisationId } }),
        },
        data: { until: at },
      });
      if (organisationId === null) return;
      const stands = await transaction.membership.count({
        where: { personId, organisationId, until: null },
      });
      if (stands === 0)
        await transaction.membership.create({ data: { personId, organisationId, from: at } });
    },
  };
}

export type OrganisationStore = ReturnType<typeof createOrganisationStore>;

/** Insensitive equality is ILIKE, where these three have a meaning of their own. */
function asLiteral(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
