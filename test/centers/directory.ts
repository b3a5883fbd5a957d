import { readFileSync } from "node:fs";
import path from "node:path";
import { type Actor, createAccessStore } from "../../src/access/index.ts";
import { createAssignmentStore } from "../../src/centers/assignment-store.ts";
import { createNotices } from "../../src/centers/bot/notices.ts";
import { createCenterStore } from "../../src/centers/center-store.ts";
import { createDeskPlaces } from "../../src/centers/desk-places.ts";
import { createDirectoryLoader } from "../../src/centers/index.ts";
import type { GroupFacts } from "../../src/centers/group.ts";
import { createGroupStore } from "../../src/centers/group-store.ts";
import type { GroupBack } from "../../src/centers/group-work.ts";
import { createInvitationStore } from "../../src/centers/invitation-store.ts";
import { createOwnerNoticeStore } from "../../src/centers/owner-notice-store.ts";
import { createUseCases } from "../../src/centers/use-cases.ts";
import { createPerform } from "../../src/platform/perform.ts";
import { loadTranslations } from "../../src/telegram/index.ts";
import { freshDatabase } from "../support/database.ts";

const root = path.join(import.meta.dirname, "../..");

/** A database with the demo network in it, and the use cases over it. */
export async function startDirectory() {
  const database = await freshDatabase();
  const { prisma } = database;
  const perform = createPerform(prisma);
  let now = new Date("2026-11-24T10:00:00Z");
  const clock = { now: () => now, until: () => Promise.resolve() };
  const loader = createDirectoryLoader({ prisma, perform, clock });
  await loader.loadTerritories();
  const content = readFileSync(path.join(root, "prisma/data/demo-centers.csv"), "utf8");
  await loader.loadCenters({ cause: "test:centers", content });

  const access = createAccessStore(prisma);
  const centers = createCenterStore(prisma);
  const groups = createGroupStore(prisma);
  const assignments = createAssignmentStore(prisma);
  const madeReachable: string[] = [];
  const parked = new Set<number>();
  const summaries: GroupBack[] = [];
  const left: number[] = [];
  let waiting = 0;
  const useCases = createUseCases({
    perform,
    clock,
    access,
    centers,
    groups,
    assignments,
    invitations: createInvitationStore(prisma),
    notices: createNotices(loadTranslations(path.join(root, "locales"))),
    ownerNotices: createOwnerNoticeStore(),
    work: () => ({
      park: async (_, chatId) => void parked.add(chatId),
      discardParked: async (_, chatId) => void parked.delete(chatId),
      unpark: async (_, chatId) => void parked.delete(chatId),
      parkedChats: async () => [...parked],
      waitingIn: async () => ({ count: waiting, buttons: [] }),
      leave: async (_, chatId) => void left.push(chatId),
      isOurs: async () => false,
      summarize: async (_, back) => void summaries.push(back),
    }),
    onReachable: async (cause) => void madeReachable.push(cause),
  });
  let causes = 0;

  return {
    ...useCases,
    prisma,
    centers,
    territories: loader.territories,
    places: createDeskPlaces({ groups, assignments }),
    madeReachable,
    parked,
    summaries,
    left,
    /** So many questions wait in every group. */
    setWaiting: (count: number) => void (waiting = count),
    cause: () => `test:cause:${(causes += 1)}`,
    async centerId(code: string): Promise<string> {
      return (await prisma.center.findUniqueOrThrow({ where: { code } })).id;
    },
    actor: (id: number): Promise<Actor> => access.findActor({ id, first_name: "Анна" }),
    /** Gives a person a role as a link does. */
    async appoint(telegramId: number, role: Actor["assignments"][number]["role"], code?: string) {
      const center = code ? await prisma.center.findUniqueOrThrow({ where: { code } }) : null;
      await prisma.$transaction(async (transaction) => {
        const person = { telegramId, name: `Сотрудник ${telegramId}` };
        const personId = await assignments.ensurePerson(transaction, person);
        await assignments.assign(
          transaction,
          { personId, centerId: center?.id ?? null, role },
          now,
        );
      });
      return access.findActor({ id: telegramId, first_name: "Анна" });
    },
    async outbox(): Promise<{ chatId: number; text: string }[]> {
      const rows = await prisma.outboxMessage.findMany({ orderBy: { id: "asc" } });
      return rows.map(({ chatId, params }) => ({
        chatId: Number(chatId),
        text: (params as { text: string }).text,
      }));
    },
    now: () => now,
    pass: (hours: number) => {
      now = new Date(now.getTime() + hours * 3_600_000);
    },
    close: () => database.close(),
  };
}

export type TestDirectory = Awaited<ReturnType<typeof startDirectory>>;

/** A supergroup where everything is as it should be. */
export function groupFacts(facts: Partial<GroupFacts> = {}): GroupFacts {
  return {
    chatId: -1001,
    title: "Вопросы НКО",
    isForum: true,
    isMember: true,
    isAdmin: true,
    canManageTopics: true,
    canDeleteMessages: true,
    canPinMessages: true,
    reactions: null,
    protectedContent: false,
    canWrite: true,
    ...facts,
  };
}
