import { enqueue, screenEffect } from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";
import type { UseCaseDependencies } from "./dependencies.ts";

export interface LoseGroupInput {
  cause: string;
  chatId: number;
}

export type LoseGroupOutcome = { kind: "lost" | "known" | "unknown" };

/**
 * Notes that we are not in a group any more, and tells owners and heads, once. For those who
 * learn it while they are in a transaction, like the sender that got a refusal.
 */
export function createNoteLostGroup(deps: UseCaseDependencies) {
  return async (transaction: Transaction, input: LoseGroupInput): Promise<LoseGroupOutcome> => {
    const group = await deps.groups.byChat(input.chatId, transaction);
    if (!group) return { kind: "unknown" };
    const isNews = await deps.groups.markLost(transaction, group.id, deps.clock.now());
    if (!isNews) return { kind: "known" };
    const centers = await deps.centers.inGroup(group.id, transaction);
    const centerIds = centers.map(({ id }) => id);
    const people = [
      ...(await deps.assignments.heads(centerIds, transaction)),
      ...(await deps.assignments.owners(transaction)),
    ];
    const toTell = new Map(people.map((colleague) => [colleague.telegramId, colleague]));
    await enqueue(
      transaction,
      [...toTell.values()].map(({ telegramId, language }) =>
        screenEffect(
          { key: `${input.cause}:group-lost:${telegramId}`, chatId: telegramId },
          deps.notices.groupLost(group, centers, language),
        ),
      ),
    );
    return { kind: "lost" };
  };
}

/** The same as a use case of its own, for the update that says so. */
export function createLoseGroup(deps: UseCaseDependencies) {
  const noteLostGroup = createNoteLostGroup(deps);
  return (input: LoseGroupInput): Promise<LoseGroupOutcome> =>
    deps.perform(input.cause, "lose-group", (transaction) => noteLostGroup(transaction, input));
}
