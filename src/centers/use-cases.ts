import { createAcceptInvitation } from "./accept-invitation.ts";
import { createApproveColleague } from "./approve-colleague.ts";
import { createConnectGroup } from "./connect-group.ts";
import { createCreateInvitation } from "./create-invitation.ts";
import type { UseCaseDependencies } from "./dependencies.ts";
import { createEnsureOwners, createInviteFirstOwner } from "./ensure-owners.ts";
import { createFreeParked } from "./free-parked.ts";
import { createMoveGroup } from "./move-group.ts";
import { createRefreshGroup } from "./refresh-group.ts";
import { createNoteSilentGroup, createSilenceGroup } from "./silence-group.ts";
import { createTellAgain, createTellOfGroup } from "./tell-of-group.ts";
import { createTellOwners } from "./tell-owners.ts";

/** Everything that can be done in this feature. */
export function createUseCases(deps: UseCaseDependencies) {
  const tellOfGroup = createTellOfGroup(deps);
  const noteSilentGroup = createNoteSilentGroup(deps, tellOfGroup);
  return {
    createInvitation: createCreateInvitation(deps),
    acceptInvitation: createAcceptInvitation(deps),
    connectGroup: createConnectGroup(deps, noteSilentGroup),
    refreshGroup: createRefreshGroup(deps, noteSilentGroup),
    silenceGroup: createSilenceGroup(deps, noteSilentGroup),
    noteSilentGroup,
    tellOfGroupsAgain: createTellAgain(deps, tellOfGroup),
    freeParked: createFreeParked(deps),
    tellOwners: createTellOwners(deps),
    moveGroup: createMoveGroup(deps),
    approveColleague: createApproveColleague(deps),
    ensureOwners: createEnsureOwners(deps),
    inviteFirstOwner: createInviteFirstOwner(deps),
  };
}

export type UseCases = ReturnType<typeof createUseCases>;
