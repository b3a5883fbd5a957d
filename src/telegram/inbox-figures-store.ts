import type { PrismaClient } from "../generated/prisma/client.ts";

/** Updates that are kept and not handled yet. */
export interface InboxFigures {
  waiting: number;
  /** For how long the oldest of them has waited; 0 when none waits. */
  oldestSeconds: number;
  /** Updates that could not be handled, and are not tried again. */
  dead: number;
}

export function createInboxFiguresStore(prisma: PrismaClient) {
  return {
    async inbox(now: Date): Promise<InboxFigures> {
      const [row] = await prisma.$queryRaw<
        { waiting: number; oldest: Date | null; dead: number }[]
      >`
        SELECT count(*)::int AS waiting, min(received_at) AS oldest,
               (SELECT count(*)::int FROM inbox WHERE state = 'dead') AS dead
        FROM inbox WHERE state = 'new'`;
      const waited = row?.oldest ? now.getTime() - row.oldest.getTime() : 0;
      return {
        waiting: row?.waiting ?? 0,
        oldestSeconds: Math.max(0, waited / 1000),
        dead: row?.dead ?? 0,
      };
    },
  };
}
