import type { Transaction } from "../platform/perform.ts";

/** When the owners were last told of what. */
export function createOwnerNoticeStore() {
  return {
    /** Null when they never were; of two who ask in a transaction the second one waits. */
    async lastTold(transaction: Transaction, what: string): Promise<Date | null> {
      // so that there is a row to lock
      await transaction.ownerNotice.createMany({
        data: { what, toldAt: new Date(0) },
        skipDuplicates: true,
      });
      const [row] = await transaction.$queryRaw<{ told_at: Date }[]>`
        SELECT told_at FROM owner_notices WHERE what = ${what} FOR UPDATE`;
      return row && row.told_at.getTime() > 0 ? row.told_at : null;
    },

    async noteTold(transaction: Transaction, what: string, at: Date): Promise<void> {
      await transaction.ownerNotice.update({ where: { what }, data: { toldAt: at } });
    },
  };
}

export type OwnerNoticeStore = ReturnType<typeof createOwnerNoticeStore>;
