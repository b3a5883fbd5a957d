import type { Api } from "grammy";
import { type Group, type GroupFacts, isWorking } from "../group.ts";
import type { GroupStore } from "../group-store.ts";
import type { UseCases } from "../use-cases.ts";
import { inspectChat } from "./group-facts.ts";

export interface LookAtGroupsDependencies {
  groups: Pick<GroupStore, "silent" | "ofCenters">;
  useCases: UseCases;
}

/**
 * Asks Telegram how groups are. No update tells that a group lets its members write again, or that
 * its topics were switched off.
 *
 * @param which `silent` asks only about those where nothing could be said.
 * @throws when Telegram cannot be asked.
 */
export function createLookAtGroups({ groups, useCases }: LookAtGroupsDependencies) {
  return async (
    cause: string,
    which: "silent" | "all",
    { api, botId }: { api: Api; botId: number },
  ): Promise<void> => {
    const known = which === "silent" ? await groups.silent() : await groups.ofCenters();
    for (const group of known) {
      const { chatId } = group;
      const facts = await inspectChat(api, botId, chatId);
      const act = { cause: `${cause}:${group.id}` };
      if (!facts && isWorking(group))
        await useCases.silenceGroup({ ...act, chatId, trouble: "lost" });
      // a new id is told by Telegram itself, in both chats
      if (facts?.chatId === chatId && isNews(facts, group))
        await useCases.refreshGroup({ ...act, facts });
    }
  };
}

/** A group that was lost and is there again is news also where we may not write yet. */
function isNews(facts: GroupFacts, group: Group): boolean {
  return group.lostAt !== null || !isSame(facts, group);
}

const compared = [
  "title",
  "isForum",
  "isAdmin",
  "canManageTopics",
  "canDeleteMessages",
  "canPinMessages",
  "reactions",
  "protectedContent",
  "canWrite",
] as const satisfies (keyof GroupFacts)[];

function isSame(facts: GroupFacts, group: GroupFacts): boolean {
  return compared.every((name) => JSON.stringify(facts[name]) === JSON.stringify(group[name]));
}
