import type { Update } from "@grammyjs/types";
import type { ChatRecord, Content, MessageRecord, ServiceKind } from "./model.ts";
import { presentMessage } from "./present.ts";
import { isAdministrator, isIn } from "./rights.ts";
import type { Updates } from "./updates.ts";
import { chatOf, nowInSeconds } from "./world.ts";
import type { World } from "./world.ts";

/** A message before it has an id. */
export interface Posting extends Partial<
  Pick<
    MessageRecord,
    "replyTo" | "quote" | "forwardOrigin" | "albumId" | "keyboard" | "isProtected" | "effectId"
  >
> {
  from: number;
  thread: number | null;
  content: Content;
  isAnonymous?: boolean;
}

/** Writes a message into a chat under the next id. Tells nobody but the watchers of the world. */
export function post(world: World, chat: ChatRecord, posting: Posting): MessageRecord {
  const { replyTo } = posting;
  const replied = replyTo === undefined ? undefined : chat.messages.get(replyTo);
  const hasReplyRoot = chat.type === "supergroup" && posting.thread === null && replied;
  const message: MessageRecord = {
    ...posting,
    chat: chat.id,
    id: nextMessageId(world, chat),
    date: nowInSeconds(world),
    isAnonymous: posting.isAnonymous ?? false,
    isProtected: posting.isProtected ?? false,
    ...(hasReplyRoot && { replyRoot: replied.replyRoot ?? replied.id }),
    reactions: new Map(),
  };
  chat.messages.set(message.id, message);
  if (chat.messages.size > world.messagesPerChat) forgetOldest(chat);
  world.announce({ kind: "message", chat: chat.id, message: message.id });
  return message;
}

/** Nobody is told: a long run only has no room for everything. The notices that open topics are never forgotten. */
function forgetOldest(chat: ChatRecord): void {
  for (const id of chat.messages.keys()) {
    if (chat.topics.has(id)) continue;
    chat.messages.delete(id);
    return;
  }
}

function nextMessageId(world: World, chat: ChatRecord): number {
  return chat.type === "supergroup" ? chat.nextMessageId++ : world.state.nextSharedMessageId++;
}

/** Removes messages from everybody's sight, with the reply keyboards that they brought. The bot is told nothing. */
export function remove(world: World, chat: ChatRecord, ids: number[]): void {
  const gone = ids.filter((id) => chat.messages.delete(id));
  if (gone.length === 0) return;
  chat.pinned = chat.pinned.filter((id) => !gone.includes(id));
  for (const [person, keyboard] of chat.keyboards) {
    if (gone.includes(keyboard.message)) chat.keyboards.delete(person);
  }
  world.announce({ kind: "deleted", chat: chat.id, messages: gone });
}

/** Tells the bot of a person's message, unless the group's privacy hides it from the bot. */
export function deliver(
  world: World,
  updates: Updates,
  record: MessageRecord,
  kind: "message" | "edited_message" = "message",
): void {
  if (!isVisibleToBot(world, record)) return;
  const update: Omit<Update, "update_id"> = { [kind]: presentMessage(world, record) };
  updates.push(update);
}

/**
 * What a bot in a group is told of: everything as an administrator or with privacy mode off, else commands, replies
 * to itself and service messages (https://core.telegram.org/bots/features#privacy-mode).
 */
function isVisibleToBot(world: World, record: MessageRecord): boolean {
  const chat = chatOf(world, record.chat);
  if (chat.type === "private") return true;
  const bot = chat.members.get(world.bot.id);
  if (!isIn(bot)) return false;
  if (isAdministrator(bot) || world.seesAllGroupMessages || isService(record)) return true;
  const replied = record.replyTo === undefined ? undefined : chat.messages.get(record.replyTo);
  return replied?.from === world.bot.id || addressesBot(world, record);
}

function addressesBot(world: World, { content }: MessageRecord): boolean {
  const text = content.text ?? content.caption ?? "";
  const entities = content.entities ?? content.caption_entities ?? [];
  return entities.some((entity) => {
    const [, name] = text.slice(entity.offset, entity.offset + entity.length).split("@");
    const isForBot = name?.toLowerCase() === world.bot.username?.toLowerCase();
    if (entity.type === "bot_command") return name === undefined || isForBot;
    return entity.type === "mention" && isForBot;
  });
}

const SERVICE_KINDS: ServiceKind[] = [
  "forum_topic_created",
  "forum_topic_edited",
  "forum_topic_closed",
  "forum_topic_reopened",
  "general_forum_topic_hidden",
  "general_forum_topic_unhidden",
  "new_chat_members",
  "left_chat_member",
  "pinned_message",
  "group_chat_created",
  "supergroup_chat_created",
  "new_chat_title",
  "migrate_to_chat_id",
  "migrate_from_chat_id",
];

/** A notice of the chat, not something that somebody wrote. */
export function isService(record: Pick<MessageRecord, "content">): boolean {
  return SERVICE_KINDS.some((kind) => record.content[kind] !== undefined);
}
