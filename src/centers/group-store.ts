import { type Group as GroupRow, Prisma, type PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";
import type { Group, GroupFacts, GroupTrouble } from "./group.ts";

/** The groups that we know, also those that have put us out. */
export function createGroupStore(prisma: PrismaClient) {
  return {
    async byChat(chatId: number, on: Transaction = prisma): Promise<Group | undefined> {
      const row = await on.group.findUnique({ where: { chatId } });
      return row ? toGroup(row) : undefined;
    },

    /** Locks a group by its chat, so that of two who change it at once the second sees the first. */
    async lock(transaction: Transaction, chatId: number): Promise<Group | undefined> {
      const found = await transaction.$queryRaw<{ id: string }[]>`
        SELECT id FROM groups WHERE chat_id = ${chatId} FOR UPDATE`;
      return found.length === 0 ? undefined : this.byChat(chatId, transaction);
    },

    async ofCenter(centerId: string): Promise<Group | undefined> {
      const row = await prisma.group.findFirst({ where: { centers: { some: { id: centerId } } } });
      return row ? toGroup(row) : undefined;
    },

    /** All groups where a center works. */
    async ofCenters(): Promise<Group[]> {
      const rows = await prisma.group.findMany({ where: { centers: { some: {} } } });
      return rows.map(toGroup);
    },

    /** The groups where nothing can be said now. */
    async silent(on: Transaction = prisma): Promise<Group[]> {
      const rows = await on.group.findMany({
        where: { OR: [{ lostAt: { not: null } }, { mutedAt: { not: null } }] },
      });
      return rows.map(toGroup);
    },

    /** Keeps what Telegram says of a group; one that we are in is not lost any more. */
    async save(transaction: Transaction, facts: GroupFacts, at: Date): Promise<Group> {
      const { chatId, reactions, canWrite, ...rest } = facts;
      const data = { ...rest, reactions: reactions ?? Prisma.DbNull };
      const row = await transaction.group.upsert({
        where: { chatId },
        create: { chatId, ...data, mutedAt: canWrite ? null : at },
        update: { ...data, lostAt: null, ...(canWrite ? { mutedAt: null } : {}) },
      });
      return toGroup(row);
    },

    /** @returns false when it was so before. */
    async markSilent(
      transaction: Transaction,
      groupId: string,
      trouble: GroupTrouble,
      at: Date,
    ): Promise<boolean> {
      const isLost = trouble === "lost";
      const { count } = await transaction.group.updateMany({
        where: { id: groupId, lostAt: null, ...(isLost ? {} : { mutedAt: null }) },
        data: isLost ? { isMember: false, isAdmin: false, lostAt: at } : { mutedAt: at },
      });
      return count > 0;
    },

    /**
     * Notes that people are told of a group now.
     *
     * @returns false when they have been told since `before`.
     */
    async takeTelling(
      transaction: Transaction,
      groupId: string,
      at: Date,
      before: Date,
    ): Promise<boolean> {
      const { count } = await transaction.group.updateMany({
        where: { id: groupId, OR: [{ toldAt: null }, { toldAt: { lte: before } }] },
        data: { toldAt: at },
      });
      return count > 0;
    },

    /** Topics cannot be opened there: questions stand in the group itself until Telegram says otherwise. */
    async noteNoTopics(transaction: Transaction, chatId: number): Promise<void> {
      await transaction.group.updateMany({ where: { chatId }, data: { canManageTopics: false } });
    },

    /** Gives a group its new id; where both are known, the centers go over to the new one. */
    async move(transaction: Transaction, from: Group, toChatId: number): Promise<void> {
      const target = await transaction.group.findUnique({ where: { chatId: toChatId } });
      if (!target) {
        await transaction.group.update({ where: { id: from.id }, data: { chatId: toChatId } });
        return;
      }
      await transaction.center.updateMany({
        where: { groupId: from.id },
        data: { groupId: target.id },
      });
      await transaction.group.delete({ where: { id: from.id } });
    },
  };
}

export type GroupStore = ReturnType<typeof createGroupStore>;

function toGroup(row: GroupRow): Group {
  const { connectedAt: _, ...group } = row;
  return {
    ...group,
    chatId: Number(row.chatId),
    reactions: row.reactions as string[] | null,
    canWrite: row.mutedAt === null,
  };
}
