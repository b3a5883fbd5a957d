import { enqueue, screenEffect } from "../delivery/index.ts";
import type { UseCaseDependencies } from "./dependencies.ts";

const toldEveryMs = 60 * 60_000;

export interface TellOwnersInput {
  cause: string;
  /** An update that could not be handled by any try. */
  what: "dead-update";
  /** How often it has happened since the moment; null counts all. */
  count: (since: Date | null) => Promise<number>;
}

export type TellOwnersOutcome =
  | { kind: "told"; count: number }
  | { kind: "told-lately" | "nothing" };

/**
 * Tells the network's owners of a trouble of the bot's own, at most once an hour, and then of all
 * that has happened meanwhile. Nothing that anybody wrote is in it. Called when it happens, and now
 * and then for what happened within the hour.
 */
export function createTellOwners(deps: UseCaseDependencies) {
  return ({ cause, what, count }: TellOwnersInput): Promise<TellOwnersOutcome> =>
    deps.perform(cause, `tell-owners:${what}`, async (transaction): Promise<TellOwnersOutcome> => {
      const at = deps.clock.now();
      const toldAt = await deps.ownerNotices.lastTold(transaction, what);
      if (toldAt && at.getTime() - toldAt.getTime() < toldEveryMs) return { kind: "told-lately" };
      const times = await count(toldAt);
      if (times === 0) return { kind: "nothing" };
      await deps.ownerNotices.noteTold(transaction, what, at);
      const owners = await deps.assignments.owners(transaction);
      await enqueue(
        transaction,
        owners.map(({ telegramId, language }) =>
          screenEffect(
            { key: `${cause}:trouble:${what}:${telegramId}`, chatId: telegramId },
            deps.notices.deadUpdates(times, language),
          ),
        ),
      );
      return { kind: "told", count: times };
    });
}
