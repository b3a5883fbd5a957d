import type { UseCaseDependencies } from "./dependencies.ts";
import { createToken, hashToken } from "./token.ts";

const ownerLinkValidMs = 7 * 24 * 60 * 60 * 1000;

export interface EnsureOwnersInput {
  cause: string;
  telegramIds: number[];
  /** Stands for a person until Telegram tells us theirs. */
  name: string;
}

/** Makes the people whom the settings name owners of the network, where they are not yet. */
export function createEnsureOwners(deps: UseCaseDependencies) {
  return (input: EnsureOwnersInput): Promise<{ kind: "ensured"; added: number }> =>
    deps.perform(input.cause, "ensure-owners", async (transaction) => {
      let added = 0;
      for (const telegramId of input.telegramIds) {
        const person = { telegramId, name: input.name };
        const personId = await deps.assignments.ensurePerson(transaction, person);
        const owner = { personId, centerId: null, role: "owner" as const };
        if (await deps.assignments.assign(transaction, owner, deps.clock.now())) added += 1;
      }
      return { kind: "ensured" as const, added };
    });
}

/**
 * Makes the token through which the first owner joins.
 *
 * @returns null once the network has an owner: further people come by invitation.
 */
export function createInviteFirstOwner(deps: UseCaseDependencies) {
  return async (cause: string): Promise<string | null> => {
    const token = createToken();
    const outcome = await deps.perform(cause, "invite-first-owner", async (transaction) => {
      if ((await deps.assignments.owners(transaction)).length > 0)
        return { kind: "has-owner" as const };
      const createdAt = deps.clock.now();
      await deps.invitations.endOwnerInvitations(transaction, createdAt);
      await deps.invitations.add(transaction, {
        tokenHash: hashToken(token),
        purpose: "staff",
        role: "owner",
        centerId: null,
        createdById: null,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + ownerLinkValidMs),
      });
      return { kind: "invited" as const };
    });
    return outcome.kind === "invited" ? token : null;
  };
}
