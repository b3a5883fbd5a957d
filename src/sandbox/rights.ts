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
  if (!isIn(member)) return false;
  if (isAdministrator(member)) return true;
  return chat.permissions[permission] && member.permissions?.[permission] !== false;
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
 * What a call needs of a chat, as the server tells it apart (check_chat_access in its Client.cpp): "write" puts
 * something new before people, "remove" takes a message away, "edit" changes one, "members" asks who is in it, "read"
 * asks the rest.
 */
export type Access = "read" | "members" | "edit" | "remove" | "write";

/**
 * The chat that a call of the bot names.
 *
 * @throws TelegramError when it does not exist or the bot has no such access.
 */
export function chatForBot(world: World, reference: number | string, access: Access): ChatRecord {
  const chat = findChat(world, reference);
  if (!chat) throw errors.chatNotFound();
  if (chat.type === "private") refusePrivate(world, chat, access);
  else if (chat.type === "group") refuseBasic(world, chat, access);
  else refuseSupergroup(world, chat);
  return chat;
}

function refusePrivate(world: World, chat: ChatRecord, access: Access): void {
  const person = personOf(world, chat.id);
  if (person.isDeactivated && access !== "read" && access !== "members") throw errors.deactivated();
  if (access !== "write") return;
  if (person.hasBlocked) throw errors.blocked();
  if (!person.hasStarted) throw errors.neverStarted();
}

/** A basic group that is no more (upgraded or deleted) can still be read, and its messages edited. */
function refuseBasic(world: World, chat: ChatRecord, access: Access): void {
  const member = chat.members.get(world.bot.id);
  if (!member) throw errors.chatNotFound();
  if (chat.migratedTo !== undefined || chat.isDeleted === true) {
    if (access === "read" || access === "edit") return;
    throw chat.migratedTo === undefined ? errors.deletedGroup() : errors.migrated(chat.migratedTo);
  }
  if (access === "read") return;
  if (member.status === "kicked") throw errors.kicked(chat.type);
  if (member.status === "left") throw errors.notMember(chat.type);
}

function refuseSupergroup(world: World, chat: ChatRecord): void {
  const member = chat.members.get(world.bot.id);
  if (!member) throw errors.chatNotFound();
  // Whoever was in a supergroup that is deleted is banned from it (channelForbidden in the server's library).
  if (member.status === "kicked" || chat.isDeleted === true) throw errors.kicked(chat.type);
  if (member.status === "left") throw errors.notMember(chat.type);
}

function findChat(world: World, reference: number | string): ChatRecord | undefined {
  const id = typeof reference === "number" ? reference : Number(reference);
  // An @username names groups and channels only, and the sandbox's groups are private ones.
  return Number.isSafeInteger(id) ? world.state.chats.get(id) : undefined;
}
