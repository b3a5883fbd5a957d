import type { InlineKeyboardButton, MessageEntity } from "@grammyjs/types";
import { readBotLink } from "../bot-link.ts";
import type { Content, MessageRecord } from "../model.ts";
import { presentUser } from "../present.ts";
import type {
  EntityView,
  InlineButtonView,
  MessageView,
  PersonView,
  ReactionView,
  ReplyView,
} from "../protocol.ts";
import { chatOf } from "../world.ts";
import type { World } from "../world.ts";
import { mediaView } from "./media-view.ts";
import { nameOf } from "./name.ts";
import { serviceView } from "./service-view.ts";

const PREVIEW_LENGTH = 80;

/** A person or the bot, by name. */
export function personView(world: World, id: number): PersonView {
  const user = presentUser(world, id);
  return {
    id,
    name: nameOf(user),
    isBot: user.is_bot,
    ...(user.username !== undefined && { username: user.username }),
  };
}

/** A message as one person's phone shows it. */
export function messageView(world: World, record: MessageRecord, viewer: number): MessageView {
  const { content } = record;
  const chat = chatOf(world, record.chat);
  const service = serviceView(content);
  const media = mediaView(world, content);
  const reply = replyView(world, record);
  const isOwn = record.from === viewer;
  return {
    chat: record.chat,
    id: record.id,
    thread: record.thread,
    outgoing: isOwn,
    sender: senderView(world, record),
    canEdit: isOwn && !service && !record.forwardOrigin && isEditable(content),
    sentAt: record.date * 1000,
    ...(record.editDate !== undefined && { editedAt: record.editDate * 1000 }),
    ...(service && { service }),
    text: content.text ?? content.caption ?? "",
    entities: (content.entities ?? content.caption_entities ?? []).map(entityView),
    ...(media && { media }),
    ...(record.albumId !== undefined && { albumId: record.albumId }),
    ...(reply && { reply }),
    ...(record.forwardOrigin && { forwardedFrom: originName(record.forwardOrigin) }),
    reactions: reactionViews(world, record, viewer),
    buttons: (record.keyboard?.inline_keyboard ?? []).map((row) =>
      row.map((button) => buttonView(world, button)),
    ),
    isProtected: record.isProtected || chat.isProtected,
  };
}

function senderView(world: World, record: MessageRecord): PersonView {
  if (!record.isAnonymous) return personView(world, record.from);
  const { id, title } = chatOf(world, record.chat);
  return { id, name: title, isBot: false };
}

function isEditable(content: Content): boolean {
  return !(
    content.sticker ??
    content.video_note ??
    content.contact ??
    content.location ??
    content.poll
  );
}

function entityView(entity: MessageEntity): EntityView {
  const { type, offset, length } = entity;
  return {
    type,
    offset,
    length,
    ...("url" in entity && { url: entity.url }),
    ...("language" in entity && entity.language !== undefined && { language: entity.language }),
  };
}

function replyView(world: World, record: MessageRecord): ReplyView | undefined {
  if (record.replyTo === undefined) return undefined;
  const replied = chatOf(world, record.chat).messages.get(record.replyTo);
  return {
    messageId: record.replyTo,
    senderName: replied ? senderView(world, replied).name : "",
    preview: record.quote?.text ?? (replied ? previewOf(world, replied.content) : ""),
    isQuote: record.quote !== undefined,
    isGone: !replied,
  };
}

/** The first words of a message, or the kind of its media in brackets: the page has words for it. */
function previewOf(world: World, content: Content): string {
  const text = content.text ?? content.caption ?? "";
  if (text.length > PREVIEW_LENGTH) return `${text.slice(0, PREVIEW_LENGTH)}…`;
  return text || (mediaView(world, content)?.kind ?? "");
}

function originName(origin: NonNullable<MessageRecord["forwardOrigin"]>): string {
  switch (origin.type) {
    case "user":
      return nameOf(origin.sender_user);
    case "hidden_user":
      return origin.sender_user_name;
    case "chat":
      return origin.sender_chat.title ?? "";
    case "channel":
      return origin.chat.title;
  }
}

function reactionViews(world: World, record: MessageRecord, viewer: number): ReactionView[] {
  const views = new Map<string, ReactionView>();
  for (const [user, emojis] of record.reactions) {
    for (const emoji of emojis) {
      const view = views.get(emoji) ?? { emoji, count: 0, mine: false, by: [] };
      view.count++;
      view.mine ||= user === viewer;
      view.by.push(personView(world, user).name);
      views.set(emoji, view);
    }
  }
  return [...views.values()];
}

function buttonView(world: World, button: InlineKeyboardButton): InlineButtonView {
  const base = { text: button.text, ...(button.style && { style: button.style }) };
  if ("callback_data" in button) return { ...base, kind: "callback" };
  if ("copy_text" in button) return { ...base, kind: "copy", copyText: button.copy_text.text };
  if (!("url" in button)) return { ...base, kind: "disabled" };
  const link = readBotLink(button.url, world.bot.username ?? "");
  return {
    ...base,
    kind: "url",
    url: button.url,
    isBotLink: link !== undefined,
    needsGroup: link?.startGroup !== undefined,
  };
}
