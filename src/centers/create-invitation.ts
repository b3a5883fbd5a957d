import { type Action, type Actor, may, type Role } from "../access/index.ts";
import type { UseCaseDependencies } from "./dependencies.ts";
import { createToken, hashToken } from "./token.ts";

export interface CreateInvitationInput {
  cause: string;
  actor: Actor;
  invitation:
    | { purpose: "group"; centerId: string }
    /** Heads and coordinators belong to a center, network staff to none. */
    | { purpose: "staff"; role: Exclude<Role, "owner">; centerId: string | null };
}

export type CreateInvitationOutcome =
  | { kind: "created"; token: string; expiresAt: Date }
  | { kind: "forbidden" };

const day = 24 * 60 * 60 * 1000;
const validMs = { staff: 7 * day, group: day };

/** Makes a link that works once. The token itself is kept nowhere. */
export function createCreateInvitation(deps: UseCaseDependencies) {
  return async (input: CreateInvitationInput): Promise<CreateInvitationOutcome> => {
    const { cause, actor, invitation } = input;
    const { purpose, centerId } = invitation;
    const role = invitation.purpose === "staff" ? invitation.role : null;
    const createdAt = deps.clock.now();
    const expiresAt = new Date(createdAt.getTime() + validMs[purpose]);
    const token = createToken();
    const tokenHash = hashToken(token);

    const outcome = await deps.perform(cause, "create-invitation", async (transaction) => {
      const lineage = await deps.centers.lineage(centerId, transaction);
      const belongs = role === "network_staff" ? centerId === null : lineage.length > 0;
      const allowed = may(actor.assignments, actionFor(invitation), lineage);
      if (!belongs || !allowed) return { kind: "forbidden" as const };
      const id = await deps.invitations.add(transaction, {
        tokenHash,
        purpose,
        role,
        centerId,
        createdById: actor.personId,
        createdAt,
        expiresAt,
      });
      await deps.access.log(transaction, {
        actorPersonId: actor.personId,
        centerId,
        action: "invitation.create",
        subject: id,
        details: { purpose, role },
      });
      return { kind: "created" as const, id, tokenHash };
    });
    if (outcome.kind === "forbidden") return outcome;
    // the same update once more: its first token is forgotten, so the link gets this one
    if (outcome.tokenHash !== tokenHash) await deps.invitations.renewToken(outcome.id, tokenHash);
    return { kind: "created", token, expiresAt };
  };
}

function actionFor(invitation: CreateInvitationInput["invitation"]): Action {
  if (invitation.purpose === "group") return "center.connect-group";
  switch (invitation.role) {
    case "coordinator":
      return "center.invite-coordinator";
    case "head":
      return "center.invite-head";
    case "network_staff":
      return "network.invite-staff";
  }
}
