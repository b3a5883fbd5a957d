import type { Language } from "../access/index.ts";
import { enqueue, screenEffect } from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";
import type { UseCaseDependencies } from "./dependencies.ts";
import { type Group, silentSince } from "./group.ts";
import { addWorkingMinutes } from "./hours.ts";

/** Nobody is told of the same group more often. */
const toldEveryMs = 60 * 60_000;
/** While something waits, people are told again after so much working time, and not at night. */
const againAfterMinutes = 60;

/**
 * Tells heads and owners that nothing can be said in a group, with what waits there and what to
 * press; not within an hour after the last time, as when somebody takes the bot out and in.
 */
export function createTellOfGroup(deps: UseCaseDependencies) {
  return async (transaction: Transaction, cause: string, group: Group): Promise<void> => {
    const at = deps.clock.now();
    const before = new Date(at.getTime() - toldEveryMs);
    const centers = await deps.centers.inGroup(group.id, transaction);
    if (centers.length === 0) return;
    if (!(await deps.groups.takeTelling(transaction, group.id, at, before))) return;
    const centerIds = centers.map(({ id }) => id);
    const people = [
      ...(await deps.assignments.heads(centerIds, transaction)),
      ...(await deps.assignments.owners(transaction)),
    ];
    const toTell = new Map(people.map(({ telegramId, language }) => [telegramId, language]));
    const trouble = group.lostAt === null ? "muted" : "lost";
    const screen = async (language: Language) => {
      const waiting = await deps.work().waitingIn(transaction, group.chatId, language);
      return deps.notices.groupSilent({ group, trouble, centers, waiting }, language);
    };
    for (const [chatId, language] of toTell) {
      const key = `${cause}:group-silent:${group.chatId}:${chatId}`;
      await enqueue(transaction, [screenEffect({ key, chatId }, await screen(language))]);
    }
  };
}

export type TellOfGroup = ReturnType<typeof createTellOfGroup>;

/** Tells what could not be told at once, and tells again while something waits. */
export function createTellAgain(deps: UseCaseDependencies, tell: TellOfGroup) {
  return async (cause: string): Promise<void> => {
    for (const group of await deps.groups.silent())
      await deps.perform(cause, `tell-of-group:${group.id}`, async (transaction) => {
        if (!(await isDue(transaction, group))) return { kind: "told-lately" };
        await tell(transaction, cause, group);
        return { kind: "told" };
      });
  };

  async function isDue(transaction: Transaction, group: Group): Promise<boolean> {
    const { toldAt } = group;
    const since = silentSince(group);
    if (toldAt === null || since === null || since > toldAt) return true;
    const [center] = await deps.centers.inGroup(group.id, transaction);
    if (!center || addWorkingMinutes(center, toldAt, againAfterMinutes) > deps.clock.now())
      return false;
    const { count } = await deps.work().waitingIn(transaction, group.chatId, "ru");
    return count > 0;
  }
}
