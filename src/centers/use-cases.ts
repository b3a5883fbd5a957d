import { createAcceptInvitation } from "./accept-invitation.ts";
import { createApproveColleague } from "./approve-colleague.ts";
import { createConnectGroup } from "./connect-group.ts";
import { createCreateInvitation } from "./create-invitation.ts";
import type { UseCaseDependencies } from "./dependencies.ts";
import { createEnsureOwners, createInviteFirstOwner } from "./ensure-owners.ts";
import { createLoseGroup, createNoteLostGroup } from "./lose-group.ts";
import { createMoveGroup } from "./move-group.ts";
import { createRefreshGroup } from "./refresh-group.ts";

/** Everything that can be done in this feature. */
export function createUseCases(deps: UseCaseDependencies) {
  return {
    createInvitation: createCreateInvitation(deps),
    acceptInvitation: createAcceptInvitation(deps),
    connectGroup: createConnectGroup(deps),
    refreshGroup: createRefreshGroup(deps),
    loseGroup: createLoseGroup(deps),
    noteLostGroup: createNoteLostGroup(deps),
    moveGroup: createMoveGroup(deps),
    approveColleague: createApproveColleague(deps),
    ensureOwners: createEnsureOwners(deps),
    inviteFirstOwner: createInviteFirstOwner(deps),
  };
}

export type UseCases = ReturnType<typeof createUseCases>;
