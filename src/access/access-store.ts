import { Prisma, type PrismaClient } from "../generated/prisma/client.ts";
import { createGathering, type Transaction } from "../platform/transaction.ts";
import { uuid7 } from "../platform/uuid.ts";
import type { Actor, Language } from "./actor.ts";

export interface TelegramSender {
  id: number;
  first_name: string;
}

export interface StaffAct {
  actorPersonId: string | null;
  centerId: string | null;
  action: string;
  subject: string;
  details?: Record<string, string | number | boolean | null>;
}

const addActs = createGathering<StaffAct>((acts) => ({
  parts: Prisma.sql`
    logged AS (
      INSERT INTO staff_log (id, actor_person_id, center_id, action, subject, details)
      VALUES ${Prisma.join(
        acts.map(
          ({ actorPersonId, centerId, action, subject, details = {} }) => Prisma.sql`(
            ${uuid7()}::uuid, ${actorPersonId}::uuid, ${centerId}::uuid, ${action}, ${subject},
            ${JSON.stringify(details)}::jsonb)`,
        ),
      )})`,
}));

/** Who is who, and what staff did. */
export function createAccessStore(prisma: PrismaClient) {
  return {
    async findActor(sender: TelegramSender): Promise<Actor> {
      const person = await prisma.person.findUnique({
        where: { telegramId: sender.id },
        select: {
          id: true,
          name: true,
          language: true,
          signedUpAt: true,
          unreachableAt: true,
          assignments: {
            where: { until: null },
            select: { role: true, centerId: true },
          },
        },
      });
      if (!person) {
        return {
          telegramId: sender.id,
          personId: null,
          name: sender.first_name,
          language: "ru",
          signedUp: false,
          isUnreachable: false,
          assignments: [],
        };
      }
      return {
        telegramId: sender.id,
        personId: person.id,
        name: person.name,
        language: person.language as Language,
        signedUp: person.signedUpAt !== null,
        isUnreachable: person.unreachableAt !== null,
        assignments: person.assignments,
      };
    },

    /** Adds one line to the log of what staff did; nothing ever changes or removes one. */
    log: (transaction: Transaction, act: StaffAct): Promise<void> => addActs(transaction, [act]),
  };
}

export type AccessStore = ReturnType<typeof createAccessStore>;
