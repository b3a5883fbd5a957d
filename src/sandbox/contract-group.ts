import type { ChatPermissions } from "@grammyjs/types";
import type { BotRights, Person } from "./contract.ts";

export interface TopicState {
  id: number;
  name: string;
  iconCustomEmojiId?: string;
  iconColor: number;
  closed: boolean;
}

/** How Telegram tells a bot that a group got a new id; real bots have seen them in any order. */
export type MigrationUpdate = "old member" | "new member" | "old notice" | "new notice";

export interface MigrationOptions {
  /**
   * Which updates come, in this order (default: "old member", "new member", "old notice", "new notice"): members are
   * `my_chat_member`, the old notice has `migrate_to_chat_id`, the new one `migrate_from_chat_id`.
   */
  updates?: readonly MigrationUpdate[];
}

export interface Group {
  /** After a migration the new one. */
  readonly id: number;
  readonly title: string;
  /** Puts the bot in as an ordinary member, by the owner. */
  addBot(by?: Person): void;
  /** Makes the bot an administrator with exactly these rights (adds it where it is not in). */
  promoteBot(rights?: BotRights): void;
  demoteBot(): void;
  /** Restricts the bot alone: it may not write, and is told so by my_chat_member. Ends its being an administrator. */
  muteBot(): void;
  unmuteBot(): void;
  kickBot(): void;
  addMember(person: Person): void;
  removeMember(person: Person): void;
  promote(person: Person, rights?: BotRights): void;
  demote(person: Person): void;
  setAnonymous(person: Person, isAnonymous: boolean): void;
  createTopic(name: string, by?: Person): number;
  closeTopic(thread: number): void;
  reopenTopic(thread: number): void;
  deleteTopic(thread: number): void;
  /** Without General: `null`. */
  topics(): TopicState[];
  closeGeneral(): void;
  reopenGeneral(): void;
  /** Members may not write; administrators may. Named permissions are set to the given values instead. */
  forbidWriting(permissions?: Partial<ChatPermissions>): void;
  allowWriting(): void;
  setReactions(reactions: string[] | "all"): void;
  protectContent(isProtected: boolean): void;
  /** Turning topics on makes a supergroup of a basic group, as `migrate` does. Turning them off keeps the messages. */
  setForum(isForum: boolean): void;
  /**
   * Makes a supergroup of a basic group: a new id, messages numbered anew; the old chat stays with its messages and
   * their buttons. The handle stands for the new chat from then on.
   *
   * @returns the two ids. @throws Error for a supergroup.
   */
  migrate(options?: MigrationOptions): { from: number; to: number };
  /**
   * Its owner deletes it; no update tells of it. A basic group then answers "Forbidden: the group chat was deleted", a
   * supergroup "Forbidden: bot was kicked from the supergroup chat".
   */
  deleteGroup(): void;
  rename(title: string): void;
  members(): Person[];
  pinned(): number[];
}
