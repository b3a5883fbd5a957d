import { type Group as GroupRow, Prisma, type PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";
import type { Group, GroupFacts } from "./group.ts";

/** The groups that we know, also those that have put us out. */
export function createGroupStore(prisma: PrismaClient) {
  return {
    async byChat(chatId: number, on: Transaction = prisma): Promise<Group | undefined> {
      const row = await on.group.findUnique({ where: { chatId } });
      return row ? toGroup(row) : undefined;
    },

    async ofCenter(centerId: string): Promise<Group | undefined> {
      const row = await prisma.group.findFirst({ where: { centers: { some: { id: centerId } } } });
      return row ? toGroup(row) : undefined;
    },

    /** Keeps what Telegram says of a group; one that we are in is not lost any more. */
    async save(transaction: Transaction, facts: GroupFacts): Promise<Group> {
      const { chatId, reactions, ...rest } = facts;
      const data = { ...rest, reactions: reactions ?? Prisma.DbNull };
      const row = await transaction.group.upsert({
        where: { chatId },
        create: { chatId, ...data },
        update: { ...data, lostAt: null },
      });
      return toGroup(row);
    },

    /** @returns false when it was lost before. */
    async markLost(transaction: Transaction, groupId: string, at: Date): Promise<boolean> {
      const { count } = await transaction.group.updateMany({
        where: { id: groupId, lostAt: null },
        data: { isMember: false, isAdmin: false, lostAt: at },
      });
      return count > 0;
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
  return { ...group, chatId: Number(row.chatId), reactions: row.reactions as string[] | null };
}
