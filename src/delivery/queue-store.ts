import type { PrismaClient } from "../generated/prisma/client.ts";

/** How much there is to send, and how long it has waited. */
export interface QueueFigures {
  /** By lane: 0 = answers, 1 = mass mailings. */
  lanes: {
    lane: number;
    queued: number;
    sending: number;
    /** For how long the oldest effect that is due has waited; 0 when none is due. */
    oldestSeconds: number;
  }[];
  /** Effects for chats that cannot be written to now. */
  parked: number;
  /** Effects of which nobody knows whether they arrived, and that are not sent by themselves. */
  unknown: number;
}

/** The figures of the outbox, by the indexes of what has not ended: sent effects are not read. */
export function createQueueStore(prisma: PrismaClient) {
  return {
    async queue(now: Date): Promise<QueueFigures> {
      const lanes = await prisma.$queryRaw<
        { lane: number; queued: number; sending: number; due: Date | null }[]
      >`
        SELECT lane, (count(*) FILTER (WHERE state = 'queued'))::int AS queued,
               (count(*) FILTER (WHERE state = 'sending'))::int AS sending,
               min(greatest(created_at, not_before))
                 FILTER (WHERE state = 'queued' AND (not_before IS NULL OR not_before <= ${now})) AS due
        FROM outbox WHERE state IN ('queued', 'sending') GROUP BY lane`;
      const [aside] = await prisma.$queryRaw<{ parked: number; unknown: number }[]>`
        SELECT (SELECT count(*) FROM outbox WHERE state = 'parked')::int AS parked,
               (SELECT count(*) FROM outbox WHERE state = 'unknown')::int AS unknown`;
      return {
        lanes: [0, 1].map((lane) => {
          const found = lanes.find((row) => row.lane === lane);
          const waited = found?.due ? now.getTime() - found.due.getTime() : 0;
          return {
            lane,
            queued: found?.queued ?? 0,
            sending: found?.sending ?? 0,
            oldestSeconds: Math.max(0, waited / 1000),
          };
        }),
        parked: aside?.parked ?? 0,
        unknown: aside?.unknown ?? 0,
      };
    },
  };
}
