import type { Transaction } from "../platform/perform.ts";
import type { UseCaseDependencies } from "./dependencies.ts";
import { type GroupTrouble, silentSince } from "./group.ts";
import type { TellOfGroup } from "./tell-of-group.ts";

export interface SilenceGroupInput {
  cause: string;
  chatId: number;
  trouble: GroupTrouble;
  /** When it was noticed, unless that is now. */
  since?: Date | undefined;
  /** The effect whose refusal says so. */
  refused?: string | undefined;
}

export type SilenceGroupOutcome = { kind: "silent" | "known" | "unknown" };

/**
 * Notes that nothing can be said in a group: we are not in it any more, or may not write. What is
 * queued for it waits there, see `GroupWork.park`; new questions go to the private chats of the
 * center's people, see desk-places.ts; owners and heads are told. For those who learn it while they
 * are in a transaction, like the sender that got a refusal.
 */
export function createNoteSilentGroup(deps: UseCaseDependencies, tell: TellOfGroup) {
  return async (
    transaction: Transaction,
    { cause, chatId, trouble, since, refused }: SilenceGroupInput,
  ): Promise<SilenceGroupOutcome> => {
    const group = await deps.groups.byChat(chatId, transaction);
    if (!group) return { kind: "unknown" };
    // also where it is known: a refusal says that something was not kept back
    await deps.work().park(transaction, chatId, refused);
    const at = since ?? silentSince(group) ?? deps.clock.now();
    const isNews = await deps.groups.markSilent(transaction, group.id, trouble, at);
    if (!isNews) return { kind: "known" };
    await tell(transaction, cause, {
      ...group,
      ...(trouble === "lost" ? { lostAt: at } : { mutedAt: at }),
    });
    return { kind: "silent" };
  };
}

export type NoteSilentGroup = ReturnType<typeof createNoteSilentGroup>;

/** The same as a use case of its own, for the update that says so. */
export function createSilenceGroup(deps: UseCaseDependencies, note: NoteSilentGroup) {
  return (input: SilenceGroupInput): Promise<SilenceGroupOutcome> =>
    deps.perform(input.cause, "silence-group", (transaction) => note(transaction, input));
}
