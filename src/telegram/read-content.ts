import type { Message, MessageOrigin } from "@grammyjs/types";
import type { MessageContent } from "../delivery/index.ts";

/** Reads what a person sent into the form that we keep. */
export function readContent(message: Message): MessageContent {
  const text = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities;
  return {
    ...(text === undefined ? {} : { text }),
    ...(entities === undefined ? {} : { entities }),
    ...(message.media_group_id === undefined ? {} : { albumId: message.media_group_id }),
    ...(message.forward_origin ? { forwardedFrom: originName(message.forward_origin) } : {}),
    writtenAt: message.date,
    source: { chatId: message.chat.id, messageId: message.message_id },
    ...readKind(message),
  } as MessageContent;
}

function readKind(message: Message): { kind: MessageContent["kind"] } & Record<string, unknown> {
  const file = readFile(message);
  if (file) return file;
  // a venue also carries its location, so it comes first
  if (message.venue) {
    const { location, title, address } = message.venue;
    return { kind: "venue", ...point(location), title, address };
  }
  if (message.location) return { kind: "location", ...point(message.location) };
  if (message.contact) {
    const {
      phone_number: phoneNumber,
      first_name: firstName,
      last_name: lastName,
    } = message.contact;
    return { kind: "contact", phoneNumber, firstName, ...(lastName ? { lastName } : {}) };
  }
  return { kind: message.text === undefined ? "other" : "text" };
}

function readFile(message: Message): { kind: MessageContent["kind"]; fileId: string } | undefined {
  const photo = message.photo?.at(-1);
  if (photo) return { kind: "photo", fileId: photo.file_id };
  // an animation also carries a document, so it comes first
  const kinds = [
    "animation",
    "voice",
    "video",
    "video_note",
    "audio",
    "document",
    "sticker",
  ] as const;
  for (const kind of kinds) {
    const file = message[kind];
    if (file) return { kind, fileId: file.file_id };
  }
  return undefined;
}

function point({ latitude, longitude }: { latitude: number; longitude: number }) {
  return { latitude, longitude };
}

function originName(origin: MessageOrigin): string {
  switch (origin.type) {
    case "user":
      return [origin.sender_user.first_name, origin.sender_user.last_name]
        .filter(Boolean)
        .join(" ");
    case "hidden_user":
      return origin.sender_user_name;
    case "chat":
      return chatName(origin.sender_chat);
    case "channel":
      return chatName(origin.chat);
  }
}

function chatName(chat: { title?: string | undefined; first_name?: string | undefined }): string {
  return chat.title ?? chat.first_name ?? "";
}

/**
 * The message that this one really replies to. In a topic every message "replies" to the one that
 * opened the topic, which nobody chose.
 */
export function realReply(message: Message): Message["reply_to_message"] {
  const replied = message.reply_to_message;
  if (!replied || "forum_topic_created" in replied) return undefined;
  if (message.is_topic_message && replied.message_id === message.message_thread_id)
    return undefined;
  return replied;
}

/** The topic of a message; a thread of replies in General is none. */
export function topicOf(message: Message): number | null {
  return message.is_topic_message ? (message.message_thread_id ?? null) : null;
}

/** True for an administrator who hides behind the group, or a channel that posts into it. */
export function isAnonymous(message: Message): boolean {
  return message.sender_chat !== undefined;
}
