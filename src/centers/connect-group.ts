import { type Actor, may } from "../access/index.ts";
import { enqueue, screenEffect } from "../delivery/index.ts";
import type { UseCaseDependencies } from "./dependencies.ts";
import { type GroupFacts, type GroupLack, lacksOf } from "./group.ts";
import { takeInvitation } from "./invitation.ts";
import type { NoteSilentGroup } from "./silence-group.ts";

export interface ConnectGroupInput {
  cause: string;
  token: string;
  /** Who wrote the token into the group. */
  actor: Actor;
  /** What Telegram says of the group now, not what the link asked for. */
  facts: GroupFacts;
}

export type ConnectGroupOutcome =
  | { kind: "connected"; centerId: string; lacks: GroupLack[] }
  | { kind: "unknown" | "used" | "expired" | "forbidden" };

/**
 * Makes a group the place where a center works. Everyone in the group sees the token, so it dies
 * on its first use, even when the sender had no right to use it.
 */
export function createConnectGroup(deps: UseCaseDependencies, noteSilent: NoteSilentGroup) {
  return async (input: ConnectGroupInput): Promise<ConnectGroupOutcome> => {
    const { cause, token, actor, facts } = input;
    const outcome = await deps.perform(cause, "connect-group", async (transaction) => {
      const at = deps.clock.now();
      const { telegramId } = actor;
      const take = { token, purpose: "group" as const, telegramId, at };
      const taken = await takeInvitation(transaction, deps.invitations, take);
      if (taken.kind !== "taken") return taken;
      const { centerId } = taken.invitation;
      const center = centerId === null ? undefined : await deps.centers.find(centerId, transaction);
      if (!center) return { kind: "unknown" as const };
      const lineage = await deps.centers.lineage(center.id, transaction);
      if (!may(actor.assignments, "center.connect-group", lineage))
        return { kind: "forbidden" as const };

      const group = await deps.groups.save(transaction, facts, at);
      await deps.centers.setGroup(transaction, center.id, group.id);
      await deps.access.log(transaction, {
        actorPersonId: actor.personId,
        centerId: center.id,
        action: "group.connect",
        subject: group.id,
      });
      const lacks = lacksOf(facts);
      await enqueue(transaction, [
        screenEffect(
          { key: `${cause}:group-connected`, chatId: group.chatId },
          deps.notices.groupConnected(center, lacks),
        ),
        screenEffect(
          { key: `${cause}:group-connected-by`, chatId: telegramId },
          deps.notices.groupConnectedBy(center, group, lacks, actor.language),
        ),
      ]);
      if (!facts.canWrite) {
        const { chatId } = facts;
        await noteSilent(transaction, { cause, chatId, trouble: "muted" });
      }
      return { kind: "connected" as const, centerId: center.id, lacks };
    });
    if (outcome.kind === "connected") await deps.onReachable(cause);
    return outcome;
  };
}
