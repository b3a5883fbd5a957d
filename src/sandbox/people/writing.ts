import type { HowToWrite, MediaItem, SandboxMessage, Sendable, Where } from "../contract.ts";
import { storeFile, contentOfFile } from "../media.ts";
import { detailsOf } from "../methods/media-content.ts";
import { originOf } from "../methods/copies.ts";
import { latestOf } from "../migration.ts";
import { newPoll, rollDice } from "../methods/messages.ts";
import { findQuote } from "../methods/sending.ts";
import type { ChatRecord, Content, MessageRecord } from "../model.ts";
import { deliver, isService, post } from "../posting.ts";
import { hasRight, isPermitted } from "../rights.ts";
import { sampleBytes } from "../samples.ts";
import {
  LONGEST_TEXT,
  asCaption,
  asText,
  formatCaption,
  formatText,
} from "../text/formatted-text.ts";
import { nowInSeconds, personOf } from "../world.ts";
import { membership, recordOf, referredChat, viewOf } from "./stage.ts";
import type { Stage } from "./stage.ts";

interface Spot {
  chat: ChatRecord;
  thread: number | null;
  isAnonymous: boolean;
  replied?: MessageRecord;
}

/** Where a person writes. @throws Error when they cannot write there. */
function spotOf({ world }: Stage, person: number, how: HowToWrite): Spot {
  // Clients write into the upgrade of a group, wherever somebody scrolled to.
  const chat = latestOf(world, referredChat(world, person, how.chat));
  if (chat.isDeleted === true) throw new Error(`«${chat.title}» was deleted.`);
  const replied = how.replyTo && chat.messages.get(how.replyTo.message_id);
  if (how.replyTo && !replied) throw new Error("The message that is replied to is not there.");
  if (chat.type === "private") {
    const { hasBlocked } = personOf(world, person);
    if (chat.id !== person) throw new Error("Nobody writes into somebody else's private chat.");
    if (hasBlocked) throw new Error("Whoever blocked the bot has to unblock it to write.");
    return { chat, thread: null, isAnonymous: false, ...(replied && { replied }) };
  }
  const member = membership(chat, person);
  const thread = (chat.isForum ? replied?.thread : null) ?? how.thread ?? null;
  refuseClosed(chat, thread, person);
  return { chat, thread, isAnonymous: member.isAnonymous, ...(replied && { replied }) };
}

function refuseClosed(chat: ChatRecord, thread: number | null, person: number): void {
  if (!chat.isForum && thread !== null) throw new Error(`«${chat.title}» has no topics.`);
  if (!chat.isForum) return;
  const topic = thread === null ? chat.general : chat.topics.get(thread);
  if (!topic) throw new Error(`«${chat.title}» has no topic ${thread}.`);
  if (topic.isClosed && !hasRight(chat.members.get(person), "can_manage_topics")) {
    throw new Error(`The topic «${topic.name}» is closed.`);
  }
}

/** Puts a person's message into the chat and tells the bot. */
function say(
  stage: Stage,
  person: number,
  content: Content,
  how: HowToWrite,
  extra: Partial<Pick<MessageRecord, "albumId" | "forwardOrigin">> = {},
): SandboxMessage {
  const { world, updates } = stage;
  const { chat, thread, isAnonymous, replied } = spotOf(stage, person, how);
  if (!isPermitted(chat, person, permissionFor(content))) {
    throw new Error(`«${chat.title}» does not allow its members to write this.`);
  }
  const isRealReply = replied && replied.id !== thread;
  const quote = isRealReply && how.quote !== undefined && findQuote(replied, how.quote);
  if (chat.type === "private") personOf(world, person).hasStarted = true;
  const record = post(world, chat, {
    ...extra,
    from: person,
    thread,
    content,
    isAnonymous,
    ...(isRealReply && { replyTo: replied.id }),
    ...(quote && { quote }),
  });
  deliver(stage.world, updates, record);
  if (chat.type === "private") world.announce({ kind: "chat", chat: chat.id });
  return viewOf(world, record);
}

function permissionFor(content: Content) {
  if (content.photo) return "can_send_photos";
  if (content.video) return "can_send_videos";
  if (content.voice) return "can_send_voice_notes";
  if (content.video_note) return "can_send_video_notes";
  if (content.audio) return "can_send_audios";
  if (content.sticker ?? content.animation ?? content.dice) return "can_send_other_messages";
  if (content.document) return "can_send_documents";
  return content.poll ? "can_send_polls" : "can_send_messages";
}

/** Sends a text as a client does. @throws Error for what a client would not send. */
export function write(stage: Stage, person: number, text: string, how: HowToWrite): SandboxMessage {
  const formatted = formatText(text, undefined, how.entities);
  if (formatted.text === "") throw new Error("Clients send no empty messages.");
  if (formatted.text.length > LONGEST_TEXT) {
    throw new Error(`Clients cut a long text into messages of ${LONGEST_TEXT} characters; do so.`);
  }
  return say(stage, person, asText(formatted), how);
}

/** Sends anything but a text. */
export function send(
  stage: Stage,
  person: number,
  item: Sendable,
  how: HowToWrite,
  extra: { albumId?: string } = {},
): SandboxMessage {
  return say(stage, person, contentOf(stage, person, item), how, extra);
}

function contentOf(stage: Stage, person: number, item: Sendable): Content {
  switch (item.kind) {
    case "location":
      return {
        location: { latitude: item.latitude ?? 56.087, longitude: item.longitude ?? 63.6297 },
      };
    case "contact":
      return { contact: contactOf(stage, person, item) };
    case "poll":
      return {
        poll: newPoll(stage, item.question ?? "Когда?", item.options ?? ["Утром", "Вечером"]),
      };
    case "dice":
      return { dice: rollDice(item.emoji) };
    default:
      return mediaOf(stage, item);
  }
}

/** By default the person's own, as the button that asks for it sends it. */
function contactOf({ world }: Stage, person: number, item: Extract<Sendable, { kind: "contact" }>) {
  const { profile } = personOf(world, person);
  const isOwn = item.phone_number === undefined;
  const user_id = item.user_id ?? (isOwn ? person : undefined);
  return {
    phone_number: item.phone_number ?? profile.phone_number ?? `+7912${String(person).slice(-7)}`,
    first_name: item.first_name ?? profile.first_name,
    ...(isOwn && profile.last_name !== undefined && { last_name: profile.last_name }),
    ...(user_id !== undefined && { user_id }),
  };
}

function mediaOf({ files }: Stage, item: MediaItem): Content {
  const bytes = item.file ?? (item.fileSize === undefined ? sampleBytes(item.kind) : undefined);
  const stored = storeFile(files, item.kind, {
    ...(bytes && { bytes }),
    ...(item.fileSize !== undefined && { size: item.fileSize }),
    ...(item.fileName !== undefined && { fileName: item.fileName }),
    ...(item.mimeType !== undefined && { mimeType: item.mimeType }),
    details: detailsOf(item),
  });
  const caption = formatCaption(item.caption, undefined, item.entities);
  return { ...contentOfFile(files, stored), ...asCaption(caption) };
}

/** Sends the items one after another as one album; the caption goes to the first. */
export function sendAlbum(
  stage: Stage,
  person: number,
  items: MediaItem[],
  how: HowToWrite & { caption?: string },
): SandboxMessage[] {
  const albumId = String(13_000_000_000_000_000 + stage.world.state.nextAlbumNumber++);
  const { caption, ...rest } = how;
  return items.map((item, index) => {
    const captioned = index === 0 && caption !== undefined ? { ...item, caption } : item;
    return send(stage, person, captioned, rest, { albumId });
  });
}

/** Forwards with the name of whoever wrote it first. @throws Error for notices and protected messages. */
export function forward(
  stage: Stage,
  person: number,
  message: SandboxMessage,
  where: Where,
): SandboxMessage {
  const record = recordOf(stage.world, message);
  if (isService(record)) throw new Error("Notices cannot be forwarded.");
  const isProtected =
    record.isProtected || referredChat(stage.world, person, message.chat.id).isProtected;
  if (isProtected) throw new Error("Protected messages cannot be forwarded.");
  const forwardOrigin = originOf(stage.world, record);
  return say(stage, person, structuredClone(record.content), where, { forwardOrigin });
}

/** Changes an own message, also to the very same text, which the bot is told of as well. */
export function edit(
  stage: Stage,
  person: number,
  message: SandboxMessage,
  text: string,
): SandboxMessage {
  const record = recordOf(stage.world, message);
  if (record.content.text !== undefined) {
    return replaceContent(stage, person, record, asText(formatText(text)));
  }
  const { caption: _, caption_entities: __, ...media } = record.content;
  return replaceContent(stage, person, record, { ...media, ...asCaption(formatCaption(text)) });
}

/** Puts media in place of what an own message was. */
export function editToMedia(
  stage: Stage,
  person: number,
  message: SandboxMessage,
  item: MediaItem,
): SandboxMessage {
  return replaceContent(stage, person, recordOf(stage.world, message), mediaOf(stage, item));
}

function replaceContent(
  { world, updates }: Stage,
  person: number,
  record: MessageRecord,
  content: Content,
): SandboxMessage {
  if (record.from !== person || isService(record))
    throw new Error("Only own messages can be edited.");
  record.content = content;
  record.editDate = nowInSeconds(world);
  world.announce({ kind: "message", chat: record.chat, message: record.id });
  deliver(world, updates, record, "edited_message");
  return viewOf(world, record);
}
