import type { Language } from "../access/index.ts";
import type { Prisma, PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";
import type { Member } from "./member.ts";

export interface NewConsent {
  personId: string;
  version: string;
  button: string;
  givenAt: Date;
}

const standingConsent = { purpose: "personal_data", withdrawnAt: null } as const;

const memberFields = {
  id: true,
  telegramId: true,
  name: true,
  language: true,
  territoryCode: true,
  outsideRegion: true,
  signedUpAt: true,
  consents: { where: standingConsent, select: { id: true }, take: 1 },
  memberships: {
    where: { until: null },
    orderBy: { from: "desc" },
    select: { organisation: { select: { id: true, name: true } } },
    take: 1,
  },
} satisfies Prisma.PersonSelect;

type MemberRow = Prisma.PersonGetPayload<{ select: typeof memberFields }>;

/** People and their consents. */
export function createPersonStore(prisma: PrismaClient) {
  return {
    async find(telegramId: number): Promise<Member | null> {
      const row = await prisma.person.findUnique({ where: { telegramId }, select: memberFields });
      return row && toMember(row);
    },

    async findById(personId: string): Promise<Member | null> {
      const row = await prisma.person.findUnique({ where: { id: personId }, select: memberFields });
      return row && toMember(row);
    },

    /** The same as `findById`, with what the running transaction has changed. */
    async read(transaction: Transaction, personId: string): Promise<Member | null> {
      const row = await transaction.person.findUnique({
        where: { id: personId },
        select: memberFields,
      });
      return row && toMember(row);
    },

    /** @returns the id of the person with this Telegram id, who is added when new. */
    async ensure(
      transaction: Transaction,
      person: { telegramId: number; name: string },
    ): Promise<string> {
      const { id } = await transaction.person.upsert({
        where: { telegramId: person.telegramId },
        create: person,
        update: {},
        select: { id: true },
      });
      return id;
    },

    async hasConsent(transaction: Transaction, telegramId: number): Promise<boolean> {
      const found = await transaction.consent.findFirst({
        where: { ...standingConsent, person: { telegramId } },
        select: { id: true },
      });
      return found !== null;
    },

    async addConsent(transaction: Transaction, consent: NewConsent): Promise<void> {
      await transaction.consent.create({ data: { ...consent, purpose: "personal_data" } });
    },

    /** A refusal is counted, without a word of who refused. */
    async countRefusal(transaction: Transaction, at: Date): Promise<void> {
      await transaction.activity.create({
        data: { at, channel: "telegram", what: "consent_refused" },
      });
    },

    /** @param territoryCode null for a place outside the network's regions. */
    async setTerritory(
      transaction: Transaction,
      personId: string,
      territoryCode: string | null,
    ): Promise<void> {
      await transaction.person.update({
        where: { id: personId },
        data: { territoryCode, outsideRegion: territoryCode === null },
      });
    },

    async setSignedUp(transaction: Transaction, personId: string, at: Date): Promise<void> {
      await transaction.person.update({ where: { id: personId }, data: { signedUpAt: at } });
    },

    async setLanguage(
      transaction: Transaction,
      personId: string,
      language: Language,
    ): Promise<void> {
      await transaction.person.update({ where: { id: personId }, data: { language } });
    },

    /**
     * @param unreachableAt null when Telegram takes our messages again.
     * @returns whether this is news, and whether the person works at a center.
     */
    async setReachability(
      transaction: Transaction,
      telegramId: number,
      unreachableAt: Date | null,
    ): Promise<{ changed: boolean; isStaff: boolean }> {
      const { count } = await transaction.person.updateMany({
        where: { telegramId, unreachableAt: unreachableAt ? null : { not: null } },
        data: { unreachableAt },
      });
      const roles = await transaction.assignment.count({
        where: { person: { telegramId }, until: null },
      });
      return { changed: count > 0, isStaff: roles > 0 };
    },
  };
}

export type PersonStore = ReturnType<typeof createPersonStore>;

function toMember(row: MemberRow): Member {
  return {
    personId: row.id,
    telegramId: Number(row.telegramId),
    name: row.name,
    language: row.language as Language,
    territoryCode: row.territoryCode,
    outsideRegion: row.outsideRegion,
    organisation: row.memberships[0]?.organisation ?? null,
    consented: row.consents.length > 0,
    signedUp: row.signedUpAt !== null,
  };
}
