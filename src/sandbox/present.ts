import type { Chat, ChatMember, Message, User } from "@grammyjs/types";
import { GROUP_ANONYMOUS_BOT } from "./model.ts";
import type { ChatRecord, MemberRecord, MessageRecord } from "./model.ts";
import { allPermissions, chatOf, personOf } from "./world.ts";
import type { World } from "./world.ts";

/** The Bot API's view of a person or of the bot. */
export function presentUser(world: World, id: number): User {
  if (id === world.bot.id) return world.bot;
  const { profile } = personOf(world, id);
  return {
    id,
    is_bot: false,
    first_name: profile.first_name,
    ...(profile.last_name !== undefined && { last_name: profile.last_name }),
    ...(profile.username !== undefined && { username: profile.username }),
    ...(profile.language_code !== undefined && { language_code: profile.language_code }),
  };
}

/** The Bot API's short view of a chat, as messages carry it. */
export function presentChat(world: World, chat: ChatRecord): Chat {
  if (chat.type === "private") {
    const { profile } = personOf(world, chat.id);
    return {
      id: chat.id,
      type: "private",
      first_name: profile.first_name,
      ...(profile.last_name !== undefined && { last_name: profile.last_name }),
      ...(profile.username !== undefined && { username: profile.username }),
    };
  }
  if (chat.type === "group") return { id: chat.id, type: "group", title: chat.title };
  return {
    id: chat.id,
    type: "supergroup",
    title: chat.title,
    ...(chat.isForum && { is_forum: true }),
  };
}

/**
 * The Bot API's view of a message as it is now, with what it replies to (one level deep).
 *
 * In a topic every message that is no real reply carries the service message that opened the topic as
 * `reply_to_message`; outside topics a reply in a supergroup carries a `message_thread_id` that is no topic.
 */
export function presentMessage(world: World, record: MessageRecord): Message {
  const message = presentBare(world, record);
  const target = repliedMessage(world, record);
  if (!target) return message;
  return {
    ...message,
    // The type says "no reply inside a reply" by an undefined value, which strict optional keys cannot express.
    reply_to_message: presentBare(world, target) as NonNullable<Message["reply_to_message"]>,
    ...(record.quote && { quote: record.quote }),
  };
}

function repliedMessage(world: World, record: MessageRecord): MessageRecord | undefined {
  const { messages } = chatOf(world, record.chat);
  if (record.replyTo !== undefined) return messages.get(record.replyTo);
  if (record.thread === null || record.thread === record.id) return undefined;
  return messages.get(record.thread);
}

function presentBare(world: World, record: MessageRecord): Message {
  const chat = chatOf(world, record.chat);
  return {
    message_id: record.id,
    ...presentThread(record),
    from: record.isAnonymous ? GROUP_ANONYMOUS_BOT : presentUser(world, record.from),
    ...(record.isAnonymous && { sender_chat: presentChat(world, chat) }),
    chat: presentChat(world, chat),
    date: record.date,
    ...(record.editDate !== undefined && { edit_date: record.editDate }),
    ...(record.forwardOrigin && { forward_origin: record.forwardOrigin }),
    ...(record.albumId !== undefined && { media_group_id: record.albumId }),
    ...((record.isProtected || chat.isProtected) && { has_protected_content: true }),
    ...(record.effectId !== undefined && { effect_id: record.effectId }),
    // shared, not copied: contents are replaced as a whole, never changed
    ...record.content,
    ...(record.keyboard && { reply_markup: record.keyboard }),
  };
}

function presentThread(
  record: MessageRecord,
): Pick<Message, "message_thread_id" | "is_topic_message"> {
  if (record.thread !== null) return { message_thread_id: record.thread, is_topic_message: true };
  return record.replyRoot === undefined ? {} : { message_thread_id: record.replyRoot };
}

/** A `ChatMember` for whoever the record is about; `undefined` stands for somebody who never was in the chat. */
export function presentMember(
  world: World,
  user: number,
  member: MemberRecord | undefined,
): ChatMember {
  const shown = presentUser(world, user);
  switch (member?.status) {
    case "creator":
      return { status: "creator", user: shown, is_anonymous: member.isAnonymous };
    case "administrator":
      return {
        status: "administrator",
        user: shown,
        can_be_edited: false,
        ...rightsOf(member),
        is_anonymous: member.isAnonymous,
      };
    case "member":
      return { status: "member", user: shown };
    case "restricted": {
      const permissions = member.permissions ?? allPermissions(false);
      return {
        status: "restricted",
        user: shown,
        is_member: true,
        until_date: 0,
        ...permissions,
      };
    }
    case "kicked":
      return { status: "kicked", user: shown, until_date: 0 };
    case "left":
    case undefined:
      return { status: "left", user: shown };
  }
}

function rightsOf(member: MemberRecord) {
  if (!member.rights) throw new Error(`Administrator ${member.user} has no rights record.`);
  return member.rights;
}
