import type { Role } from "../access/index.ts";
import type { UseCaseDependencies } from "./dependencies.ts";
import { takeInvitation } from "./invitation.ts";

export interface AcceptInvitationInput {
  cause: string;
  token: string;
  /** Whoever opened the link, as Telegram names them. */
  person: { telegramId: number; name: string };
}

export type AcceptInvitationOutcome =
  | { kind: "joined" | "already"; role: Role; center: { id: string; name: string } | null }
  | { kind: "unknown" | "used" | "expired" };

/** Lets a person join the staff through a link that works once. */
export function createAcceptInvitation(deps: UseCaseDependencies) {
  return async (input: AcceptInvitationInput): Promise<AcceptInvitationOutcome> => {
    const { cause, token, person } = input;
    const outcome = await deps.perform(cause, "accept-invitation", async (transaction) => {
      const at = deps.clock.now();
      const { telegramId } = person;
      const take = { token, purpose: "staff" as const, telegramId, at };
      const taken = await takeInvitation(transaction, deps.invitations, take);
      if (taken.kind !== "taken") return taken;
      const { role, centerId } = taken.invitation;
      if (role === null) return { kind: "unknown" as const };
      const personId = await deps.assignments.ensurePerson(transaction, person);
      const isNew = await deps.assignments.assign(transaction, { personId, centerId, role }, at);
      await deps.access.log(transaction, {
        actorPersonId: personId,
        centerId,
        action: "invitation.accept",
        subject: taken.invitation.id,
        details: { role, isNew },
      });
      return { kind: isNew ? ("joined" as const) : ("already" as const), role, centerId };
    });
    if (!("role" in outcome)) return outcome;
    if (outcome.kind === "joined") await deps.onReachable(cause);
    const center = outcome.centerId ? await deps.centers.find(outcome.centerId) : undefined;
    return {
      kind: outcome.kind,
      role: outcome.role,
      center: center ? { id: center.id, name: center.nameShort } : null,
    };
  };
}
