import type { Language } from "../access/index.ts";
import type { Screen } from "../delivery/index.ts";
import type { Center } from "./center.ts";
import type { Group, GroupLack } from "./group.ts";

/** What a use case has to say in chats where nobody has just acted. */
export interface CenterNotices {
  /** In the group: what works now, and what still has to be pressed. */
  groupConnected(center: Center, lacks: GroupLack[]): Screen;
  /** To the person who connected it. */
  groupConnectedBy(center: Center, group: Group, lacks: GroupLack[], language: Language): Screen;
  /** In the group, once nothing is missing any more. */
  groupComplete(): Screen;
  /** To owners and heads: we are not in the group any more. */
  groupLost(group: Group, centers: Center[], language: Language): Screen;
}
