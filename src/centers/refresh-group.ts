import { enqueue, screenEffect } from "../delivery/index.ts";
import type { UseCaseDependencies } from "./dependencies.ts";
import { type GroupFacts, type GroupLack, isWorking, lacksOf } from "./group.ts";

export interface RefreshGroupInput {
  cause: string;
  facts: GroupFacts;
}

export type RefreshGroupOutcome =
  /** Nobody has connected this group. */
  { kind: "unknown" } | { kind: "refreshed"; lacks: GroupLack[]; isBack: boolean };

/** Takes over what Telegram says of a group that we know: title, rights, topics, reactions. */
export function createRefreshGroup(deps: UseCaseDependencies) {
  return async ({ cause, facts }: RefreshGroupInput): Promise<RefreshGroupOutcome> => {
    const outcome = await deps.perform(cause, "refresh-group", async (transaction) => {
      const before = await deps.groups.byChat(facts.chatId, transaction);
      if (!before) return { kind: "unknown" as const };
      const after = await deps.groups.save(transaction, facts);
      const lacks = lacksOf(facts);
      const isBack = !isWorking(before) && isWorking(after);
      if (lacks.length === 0 && lacksOf(before).length > 0) {
        const key = `${cause}:group-complete`;
        const screen = deps.notices.groupComplete();
        await enqueue(transaction, [screenEffect({ key, chatId: facts.chatId }, screen)]);
      }
      return { kind: "refreshed" as const, lacks, isBack };
    });
    if (outcome.kind === "refreshed" && outcome.isBack) await deps.onReachable(cause);
    return outcome;
  };
}
