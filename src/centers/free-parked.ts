import type { UseCaseDependencies } from "./dependencies.ts";

/**
 * Lets out what is kept for groups where something can be said: it was added in the very moment in
 * which the group came back, and would else wait, and hold back all that follows, for ever.
 */
export function createFreeParked(deps: UseCaseDependencies) {
  return async (cause: string): Promise<void> => {
    const chatIds = await deps.work().parkedChats();
    if (chatIds.length === 0) return;
    const silent = new Set((await deps.groups.silent()).map(({ chatId }) => chatId));
    for (const chatId of chatIds.filter((id) => !silent.has(id)))
      await deps.perform(cause, `free-parked:${chatId}`, async (transaction) => {
        const group = await deps.groups.byChat(chatId, transaction);
        const isSilent = group !== undefined && (group.lostAt !== null || group.mutedAt !== null);
        if (!isSilent) await deps.work().unpark(transaction, chatId);
        return { kind: isSilent ? "silent" : "freed" };
      });
  };
}
