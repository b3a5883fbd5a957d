import type { AccessStore } from "../access/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Perform } from "../platform/perform.ts";
import type { AssignmentStore } from "./assignment-store.ts";
import type { CenterStore } from "./center-store.ts";
import type { GroupStore } from "./group-store.ts";
import type { InvitationStore } from "./invitation-store.ts";
import type { GroupWork } from "./group-work.ts";
import type { CenterNotices } from "./notices.ts";
import type { OwnerNoticeStore } from "./owner-notice-store.ts";

/** What the use cases of this feature share. */
export interface UseCaseDependencies {
  perform: Perform;
  clock: Clock;
  access: AccessStore;
  centers: CenterStore;
  groups: GroupStore;
  assignments: AssignmentStore;
  invitations: InvitationStore;
  ownerNotices: OwnerNoticeStore;
  /** Asked only while something happens: what works in groups is made later. */
  work: () => GroupWork;
  /** The words of what goes to other people's chats. */
  notices: CenterNotices;
  /** Told after the commit when a center may have become reachable. */
  onReachable: (cause: string) => Promise<void>;
}
