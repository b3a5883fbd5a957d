import type { ChatPermissions, Message, ReplyParameters, TextQuote } from "@grammyjs/types";
import { errors } from "../errors.ts";
import type { ChatRecord, Content, MessageRecord } from "../model.ts";
import { isService, post } from "../posting.ts";
import { presentMessage } from "../present.ts";
import { chatForBot, hasRight, isPermitted } from "../rights.ts";
import { formatText } from "../text/formatted-text.ts";
import { personOf } from "../world.ts";
import type { Context } from "./context.ts";
import { applyReplyKeyboard, inlineKeyboard } from "./markup.ts";
import type { Markup } from "./markup.ts";

/** What all send methods share. */
export interface SendParameters {
  chat_id: number | string;
  message_thread_id?: number;
  reply_parameters?: ReplyParameters;
  reply_markup?: Markup;
  protect_content?: boolean;
  message_effect_id?: string;
}

/** Where a message goes, and what it answers. */
export interface Destination {
  chat: ChatRecord;
  thread: number | null;
  replyTo?: number;
  quote?: TextQuote;
}

/** Where a message of the bot goes. @throws TelegramError when it may not go there. */
export function destinationOf({ world }: Context, parameters: SendParameters): Destination {
  const chat = chatForBot(world, parameters.chat_id, "write");
  if (parameters.message_effect_id !== undefined && chat.type !== "private") {
    throw errors.misuse("message_effect_id is for private chats only");
  }
  const thread = threadOf(chat, parameters.message_thread_id);
  const replied = repliedMessage(chat, thread, parameters.reply_parameters);
  const place = { chat, thread: chat.isForum ? (thread ?? replied?.thread ?? null) : null };
  refuseClosed(chat, place.thread, world.bot.id);
  if (!replied || !parameters.reply_parameters) return place;
  // A reply to the notice that opened the topic is the same as a plain message in it.
  if (replied.id === place.thread) return place;
  const quote = quoteOf(replied, parameters.reply_parameters);
  return { ...place, replyTo: replied.id, ...(quote && { quote }) };
}

/** undefined: not given. General has no id of its own here, and its number 1 is not found, as in life. */
function threadOf(chat: ChatRecord, thread: number | undefined): number | undefined {
  if (thread === undefined) return undefined;
  if (!chat.isForum || !chat.topics.has(thread)) throw errors.threadNotFound();
  return thread;
}

function refuseClosed(chat: ChatRecord, thread: number | null, bot: number): void {
  if (!chat.isForum || hasRight(chat.members.get(bot), "can_manage_topics")) return;
  const isClosed = thread === null ? chat.general.isClosed : chat.topics.get(thread)?.isClosed;
  if (isClosed === true) throw errors.topicClosed();
}

function repliedMessage(
  chat: ChatRecord,
  thread: number | undefined,
  reply: ReplyParameters | undefined,
): MessageRecord | undefined {
  if (!reply) return undefined;
  if (reply.chat_id !== undefined && Number(reply.chat_id) !== chat.id) {
    throw errors.misuse("replies to messages of another chat are not supported");
  }
  const replied = reply.message_id === undefined ? undefined : chat.messages.get(reply.message_id);
  const isHere = replied && (thread === undefined || replied.thread === thread);
  if (isHere) return replied;
  if (reply.allow_sending_without_reply === true) return undefined;
  throw errors.replyNotFound();
}

function quoteOf(replied: MessageRecord, reply: ReplyParameters): TextQuote | undefined {
  if (reply.quote === undefined) return undefined;
  const { text, entities } = formatText(reply.quote, reply.quote_parse_mode, reply.quote_entities);
  return findQuote(replied, text, reply.quote_position, entities);
}

/** @throws TelegramError when the quote is not an exact part of the message. */
export function findQuote(
  replied: MessageRecord,
  quote: string,
  position = 0,
  entities: TextQuote["entities"] = [],
): TextQuote {
  const source = replied.content.text ?? replied.content.caption ?? "";
  const found = source.startsWith(quote, position) ? position : source.indexOf(quote);
  if (quote === "" || found < 0 || isService(replied)) throw errors.quoteInvalid();
  return {
    text: quote,
    position: found,
    is_manual: true,
    ...(entities.length > 0 && { entities }),
  };
}

type Permission = keyof ChatPermissions;

/** Which permission each kind of content needs, and the server's word for it. */
const PERMISSIONS: [keyof Content, Permission, string][] = [
  ["text", "can_send_messages", "text messages"],
  ["animation", "can_send_other_messages", "animations"],
  ["photo", "can_send_photos", "photos"],
  ["video", "can_send_videos", "videos"],
  ["video_note", "can_send_video_notes", "video notes"],
  ["voice", "can_send_voice_notes", "voice notes"],
  ["audio", "can_send_audios", "music"],
  ["document", "can_send_documents", "documents"],
  ["sticker", "can_send_other_messages", "stickers"],
  ["venue", "can_send_messages", "venues"],
  ["location", "can_send_messages", "locations"],
  ["contact", "can_send_messages", "contacts"],
  ["poll", "can_send_polls", "polls"],
  ["dice", "can_send_other_messages", "dice"],
];

/** @throws TelegramError when the group or the person does not take such content from the bot. */
function refuseForbidden({ world }: Context, chat: ChatRecord, content: Content): void {
  const [, permission, word] = PERMISSIONS.find(([key]) => content[key] !== undefined) ?? [];
  if (permission && !isPermitted(chat, world.bot.id, permission)) {
    throw errors.noRightsToSend(word ?? "messages");
  }
  const isVoice = content.voice !== undefined || content.video_note !== undefined;
  if (
    isVoice &&
    chat.type === "private" &&
    personOf(world, chat.id).profile.forbidsVoice === true
  ) {
    throw errors.voiceForbidden();
  }
}

/** Sends one message of the bot, with all checks. */
export function send(
  context: Context,
  parameters: SendParameters,
  content: Content,
  extra: Partial<Pick<MessageRecord, "albumId" | "forwardOrigin">> = {},
): Message {
  const { world } = context;
  const { chat, thread, ...reply } = destinationOf(context, parameters);
  refuseForbidden(context, chat, content);
  const keyboard = inlineKeyboard(parameters.reply_markup);
  const record = post(world, chat, {
    ...reply,
    ...extra,
    from: world.bot.id,
    thread,
    content,
    isProtected: parameters.protect_content ?? false,
    ...(keyboard && { keyboard }),
    ...(parameters.message_effect_id !== undefined && { effectId: parameters.message_effect_id }),
  });
  applyReplyKeyboard(world, chat, parameters.reply_markup, record);
  return presentMessage(world, record);
}
