import type { ChatAdministratorRights, ChatPermissions } from "@grammyjs/types";
import type { BotRights } from "./contract.ts";
import { errors } from "./errors.ts";
import type { ChatRecord, MemberRecord } from "./model.ts";
import { personOf } from "./world.ts";
import type { World } from "./world.ts";

type Right = Exclude<keyof ChatAdministratorRights, "is_anonymous">;

/** The full record of rights in which only the named ones are on. */
export function administratorRights(rights: BotRights): ChatAdministratorRights {
  return {
    is_anonymous: false,
    can_manage_chat: true,
    can_delete_messages: false,
    can_manage_video_chats: false,
    can_restrict_members: false,
    can_promote_members: false,
    can_change_info: false,
    can_invite_users: false,
    can_manage_tags: false,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_pin_messages: false,
    can_manage_topics: false,
    can_send_welcome_messages: false,
    ...rights,
  };
}

/** What the desk asks for when it is connected to a group. */
export const USUAL_RIGHTS: BotRights = {
  can_manage_topics: true,
  can_delete_messages: true,
  can_pin_messages: true,
};

/** In the group now, in whatever role. */
export function isIn(member: MemberRecord | undefined): member is MemberRecord {
  return member !== undefined && member.status !== "left" && member.status !== "kicked";
}

/** The owner or an administrator. */
export function isAdministrator(member: MemberRecord | undefined): boolean {
  return member?.status === "creator" || member?.status === "administrator";
}

/** Whether an administrator has this right; the owner has all. */
export function hasRight(member: MemberRecord | undefined, right: Right): boolean {
  if (member?.status === "creator") return true;
  return member?.status === "administrator" && member.rights?.[right] === true;
}

/** Whether a member may do what a group's permissions allow to ordinary members. */
export function isPermitted(
  chat: ChatRecord,
  user: number,
  permission: keyof ChatPermissions,
): boolean {
  if (chat.type === "private") return true;
  const member = chat.members.get(user);
  return isIn(member) && (isAdministrator(member) || chat.permissions[permission]);
}

/** Pinning is an administrator's right, or everybody's where the group's permissions say so. */
export function mayPin(chat: ChatRecord, user: number): boolean {
  if (chat.type === "private") return true;
  const member = chat.members.get(user);
  return (
    hasRight(member, "can_pin_messages") || (isIn(member) && chat.permissions.can_pin_messages)
  );
}

/**
 * The chat that a call of the bot names.
 *
 * @param access "write" for what puts something new before people; "read" for the rest.
 * @throws TelegramError when it does not exist or the bot has no such access.
 */
export function chatForBot(
  world: World,
  reference: number | string,
  access: "read" | "write",
): ChatRecord {
  const chat = findChat(world, reference);
  if (!chat) throw errors.chatNotFound();
  if (chat.type === "private") {
    const person = personOf(world, chat.id);
    if (access === "write") {
      if (person.isDeactivated) throw errors.deactivated();
      if (person.hasBlocked) throw errors.blocked();
      if (!person.hasStarted) throw errors.neverStarted();
    }
    return chat;
  }
  const member = chat.members.get(world.bot.id);
  if (!member) throw errors.chatNotFound();
  if (member.status === "kicked") throw errors.kicked(chat.type);
  if (member.status === "left") throw errors.notMember(chat.type);
  return chat;
}

function findChat(world: World, reference: number | string): ChatRecord | undefined {
  const id = typeof reference === "number" ? reference : Number(reference);
  // An @username names groups and channels only, and the sandbox's groups are private ones.
  return Number.isSafeInteger(id) ? world.state.chats.get(id) : undefined;
}
