import type { UseCaseDependencies } from "./dependencies.ts";

export interface MoveGroupInput {
  cause: string;
  fromChatId: number;
  toChatId: number;
}

export type MoveGroupOutcome = { kind: "moved" | "unknown" };

/**
 * A basic group became a supergroup and has a new id. Both notices of it may come, in any order,
 * and the sender may learn it first; whoever comes later finds nothing left to do.
 */
export function createMoveGroup(deps: UseCaseDependencies) {
  return ({ cause, fromChatId, toChatId }: MoveGroupInput): Promise<MoveGroupOutcome> =>
    deps.perform(cause, "move-group", async (transaction): Promise<MoveGroupOutcome> => {
      const group = await deps.groups.lock(transaction, fromChatId);
      if (!group) return { kind: "unknown" };
      await deps.groups.move(transaction, group, toChatId);
      await deps.work().leave(transaction, fromChatId);
      return { kind: "moved" };
    });
}
