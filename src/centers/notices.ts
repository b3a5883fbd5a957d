import type { Language } from "../access/index.ts";
import type { Screen } from "../delivery/index.ts";
import type { Center } from "./center.ts";
import type { Group, GroupLack, GroupTrouble } from "./group.ts";
import type { WaitingWork } from "./group-work.ts";

/** What a use case has to say in chats where nobody has just acted. */
export interface CenterNotices {
  /** In the group: what works now, and what still has to be pressed. */
  groupConnected(center: Center, lacks: GroupLack[]): Screen;
  /** To the person who connected it. */
  groupConnectedBy(center: Center, group: Group, lacks: GroupLack[], language: Language): Screen;
  /** In the group, once nothing is missing any more. */
  groupComplete(): Screen;
  /** In the group that we are in again: what it still lacks. */
  groupLacks(lacks: GroupLack[]): Screen;
  /** To owners and heads: nothing can be said in the group, what waits there, and what to press. */
  groupSilent(view: SilentGroupView, language: Language): Screen;
  /** To owners: updates that could not be handled, of which only the number may be told. */
  deadUpdates(count: number, language: Language): Screen;
}

export interface SilentGroupView {
  group: Group;
  trouble: GroupTrouble;
  centers: Center[];
  waiting: WaitingWork;
}
