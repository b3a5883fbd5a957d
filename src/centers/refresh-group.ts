import { enqueue, screenEffect } from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";
import type { UseCaseDependencies } from "./dependencies.ts";
import {
  type Group,
  type GroupFacts,
  type GroupLack,
  isWorking,
  lacksOf,
  silentSince,
} from "./group.ts";
import type { NoteSilentGroup } from "./silence-group.ts";

export interface RefreshGroupInput {
  cause: string;
  facts: GroupFacts;
}

export type RefreshGroupOutcome =
  /** Nobody has connected this group. */
  { kind: "unknown" } | { kind: "refreshed"; lacks: GroupLack[]; isBack: boolean };

/** Takes over what Telegram says of a group that we know: title, rights, topics, reactions. */
export function createRefreshGroup(deps: UseCaseDependencies, noteSilent: NoteSilentGroup) {
  return async ({ cause, facts }: RefreshGroupInput): Promise<RefreshGroupOutcome> => {
    const outcome = await deps.perform(cause, "refresh-group", async (transaction) => {
      const before = await deps.groups.lock(transaction, facts.chatId);
      if (!before) return { kind: "unknown" as const };
      const after = await deps.groups.save(transaction, facts, deps.clock.now());
      const lacks = lacksOf(facts);
      const isBack = !isWorking(before) && isWorking(after);
      if (isBack) await welcomeBack(transaction, cause, before, lacks);
      else if (lacks.length === 0 && lacksOf(before).length > 0)
        await say(transaction, `${cause}:group-complete`, before, deps.notices.groupComplete());
      if (!facts.canWrite) {
        const since = silentSince(before) ?? undefined;
        const { chatId } = facts;
        await noteSilent(transaction, { cause, chatId, trouble: "muted", since });
      }
      return { kind: "refreshed" as const, lacks, isBack };
    });
    if (outcome.kind === "refreshed" && outcome.isBack) await deps.onReachable(cause);
    return outcome;
  };

  /** What was kept for the group is not sent one by one: one message says what it missed. */
  async function welcomeBack(
    transaction: Transaction,
    cause: string,
    group: Group,
    lacks: GroupLack[],
  ): Promise<void> {
    const { chatId } = group;
    await deps.work().discardParked(transaction, chatId);
    const centers = await deps.centers.inGroup(group.id, transaction);
    const centerIds = centers.map(({ id }) => id);
    const since = silentSince(group) ?? deps.clock.now();
    await deps.work().summarize(transaction, { cause, chatId, centerIds, since });
    if (lacks.includes("not-admin"))
      await say(transaction, `${cause}:group-lacks`, group, deps.notices.groupLacks(lacks));
  }

  async function say(
    transaction: Transaction,
    key: string,
    { chatId }: Group,
    screen: Parameters<typeof screenEffect>[1],
  ): Promise<void> {
    await enqueue(transaction, [screenEffect({ key, chatId }, screen)]);
  }
}
