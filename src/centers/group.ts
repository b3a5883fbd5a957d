import type { DeskPlace } from "./center.ts";

/** What Telegram says of a group and of our place in it. */
export interface GroupFacts {
  chatId: number;
  title: string;
  isForum: boolean;
  isMember: boolean;
  isAdmin: boolean;
  canManageTopics: boolean;
  canDeleteMessages: boolean;
  canPinMessages: boolean;
  /** Emoji that may be put on messages there; null = all. */
  reactions: string[] | null;
  /** Copies of what is written there are refused. */
  protectedContent: boolean;
  /** We are allowed to send messages there. */
  canWrite: boolean;
}

/** A chat where the people of one or more centers work. */
export interface Group extends GroupFacts {
  id: string;
  /** Since when we are not in the group any more. */
  lostAt: Date | null;
  /** Since when we may not write there, though we are in it. */
  mutedAt: Date | null;
  /** When owners and heads were last told that it cannot be used. */
  toldAt: Date | null;
}

/** What a group that cannot be used lacks: us, or our right to write. */
export type GroupTrouble = "lost" | "muted";

export const groupLacks = [
  "cannot-write",
  "not-admin",
  "no-topics",
  "cannot-manage-topics",
  "reactions-forbidden",
  "protected-content",
] as const;
/** What keeps a group from working as well as it could. */
export type GroupLack = (typeof groupLacks)[number];

/** The two signs that coordinators find on their own messages. */
const receipts = ["👌", "🤔"];

/** Says what a person has to press in the group; the first thing first. */
export function lacksOf(facts: GroupFacts): GroupLack[] {
  const { reactions } = facts;
  const lacks: Record<GroupLack, boolean> = {
    "cannot-write": !facts.canWrite,
    "not-admin": !facts.isAdmin,
    "no-topics": !facts.isForum,
    "cannot-manage-topics": facts.isForum && facts.isAdmin && !facts.canManageTopics,
    "reactions-forbidden": reactions !== null && receipts.some((sign) => !reactions.includes(sign)),
    "protected-content": facts.protectedContent,
  };
  return groupLacks.filter((lack) => lacks[lack]);
}

export function isWorking(group: Pick<Group, "isMember" | "lostAt" | "mutedAt">): boolean {
  return group.isMember && group.lostAt === null && group.mutedAt === null;
}

/** Since when nothing can be said in a group; null where it can. */
export function silentSince({ lostAt, mutedAt }: Pick<Group, "lostAt" | "mutedAt">): Date | null {
  if (lostAt === null || mutedAt === null) return lostAt ?? mutedAt;
  return lostAt < mutedAt ? lostAt : mutedAt;
}

export function placeIn(group: Group): DeskPlace {
  return {
    chatId: group.chatId,
    isGroup: true,
    hasTopics: group.isForum && group.isAdmin && group.canManageTopics,
  };
}

export function privatePlace(telegramId: number): DeskPlace {
  return { chatId: telegramId, isGroup: false, hasTopics: false };
}
