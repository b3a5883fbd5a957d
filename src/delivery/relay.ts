import { albumEffect, albumItem } from "./album.ts";
import {
  fileMethods,
  hasLongCaption,
  type MessageContent,
  onlyFormatting,
  takesCaption,
  withHeading,
} from "./content.ts";
import type { About, Effect } from "./effect.ts";
import { enqueue, enqueueAlbumItem } from "./enqueue-store.ts";
import type { Transaction } from "../platform/perform.ts";

// Items of one album come within some tenths of a second.
const albumGatherMs = 700;

/** Where a person's words are to arrive. */
export interface Destination {
  chatId: number;
  topicId?: number | null;
  topicEffect?: string | undefined;
  /** The message or the earlier effect that the copy replies to. */
  replyToMessageId?: number | undefined;
  replyToEffect?: string | undefined;
}

export interface RelayedMessage {
  /** Unique for the message and its reader; every effect's key starts with it. */
  key: string;
  content: MessageContent;
  about: About;
}

export interface RelayOptions {
  /** A bold line above the words. */
  heading: string;
  /** Telegram's inline keyboard. */
  keyboard?: unknown;
  /** The words over a keyboard that has to stand alone, as under an album. */
  keyboardText?: string;
}

/** The calls that bring one message to a chat as it was sent. */
export function messageEffects(
  { key, content, about }: RelayedMessage,
  to: Destination,
  { heading, keyboard }: RelayOptions,
): Effect[] {
  const headed = withHeading(heading, content);
  const markup = keyboard ? { reply_markup: keyboard } : {};
  if (headed)
    return [
      { key, ...place(to), about, ...sendCall(content, headed, { ...markup, ...where(to) }) },
    ];
  return [
    headingEffect(key, to, heading, about),
    ...wordsApart({ key, content, about }, to),
    {
      key,
      ...place(to),
      about,
      ...sendCall(content, ownWords(content), { ...markup, ...thread(to) }),
    },
  ];
}

/**
 * The calls that bring an album of 2 to 10 items, or the part of it that has arrived; Bot API,
 * sendMediaGroup: it has no keyboard, so that follows in a short text of its own.
 */
export function albumEffects(
  key: string,
  messages: RelayedMessage[],
  to: Destination,
  { heading, keyboard, keyboardText }: RelayOptions,
  notBefore?: Date,
): Effect[] {
  const [first] = messages;
  if (!first) return [];
  const headed = withHeading(heading, first.content);
  const items = messages.flatMap(
    ({ content }, index) => albumItem(content, index === 0 ? headed : undefined) ?? [],
  );
  const about = { ...first.about, messages: messages.flatMap((one) => one.about.messages ?? []) };
  return [
    ...(headed ? [] : [headingEffect(key, to, heading, first.about)]),
    albumEffect({ key, notBefore, ...place(to) }, about, items, where(to)),
    ...messages.flatMap((message) => wordsApart(message, to)),
    ...(keyboard
      ? [
          {
            key: `${key}:buttons`,
            ...place(to),
            method: "sendMessage",
            params: { text: keyboardText ?? heading, reply_markup: keyboard, ...thread(to) },
            about: { ...first.about, messages: [] },
          },
        ]
      : []),
  ];
}

/**
 * Sends one message on. An item of an album waits a moment for the others, since they arrive one
 * by one.
 *
 * @param now from which the moment counts.
 */
export async function relay(
  transaction: Transaction,
  message: RelayedMessage,
  to: Destination,
  options: RelayOptions,
  now: Date,
): Promise<void> {
  const alone = messageEffects(message, to, options);
  const { albumId } = message.content;
  const item = albumItem(message.content);
  if (albumId === undefined || !item || hasLongCaption(message.content))
    return enqueue(transaction, alone);
  const owner = message.about["desk"] ?? message.about["question"];
  const key = `album:${message.about.what}:${String(owner)}:${albumId}`;
  const until = new Date(now.getTime() + albumGatherMs);
  const album = albumEffects(key, [message], to, options, until);
  await enqueueAlbumItem(transaction, item, album, alone);
}

function headingEffect(key: string, to: Destination, heading: string, about: About): Effect {
  return {
    key: `${key}:heading`,
    ...place(to),
    about: { ...about, messages: [] },
    method: "sendMessage",
    params: {
      text: heading,
      entities: [{ type: "bold", offset: 0, length: heading.length }],
      ...where(to),
    },
  };
}

/** A caption that is longer than a bot may send stands in a text of its own. */
function wordsApart({ key, content, about }: RelayedMessage, to: Destination): Effect[] {
  if (!hasLongCaption(content)) return [];
  const { text, entities } = content;
  const params = { text, entities: onlyFormatting(entities), ...thread(to) };
  return [
    {
      key: `${key}:words`,
      ...place(to),
      about: { ...about, messages: [] },
      method: "sendMessage",
      params,
    },
  ];
}

/** The method that sends this kind, with its parameters; Bot API, "Available methods". */
function sendCall(
  content: MessageContent,
  words: { text: string; entities: unknown } | undefined,
  rest: Record<string, unknown>,
): { method: string; params: Record<string, unknown> } {
  switch (content.kind) {
    case "text":
      return { method: "sendMessage", params: { ...(words ?? { text: content.text }), ...rest } };
    case "location": {
      const { latitude, longitude } = content;
      return { method: "sendLocation", params: { latitude, longitude, ...rest } };
    }
    case "venue": {
      const { latitude, longitude, title, address } = content;
      return { method: "sendVenue", params: { latitude, longitude, title, address, ...rest } };
    }
    case "contact": {
      const { phoneNumber: phone_number, firstName: first_name, lastName } = content;
      const last = lastName ? { last_name: lastName } : {};
      return { method: "sendContact", params: { phone_number, first_name, ...last, ...rest } };
    }
    case "other": {
      const { chatId: from_chat_id, messageId: message_id } = content.source;
      return { method: "copyMessage", params: { from_chat_id, message_id, ...rest } };
    }
    default: {
      const caption =
        words && takesCaption(content)
          ? { caption: words.text, caption_entities: words.entities }
          : {};
      return {
        method: fileMethods[content.kind],
        params: { [content.kind]: content.fileId, ...caption, ...rest },
      };
    }
  }
}

function place(to: Destination) {
  return {
    chatId: to.chatId,
    ...(to.topicEffect ? { topicEffect: to.topicEffect } : {}),
    ...(to.replyToEffect ? { replyToEffect: to.replyToEffect } : {}),
  };
}

function where(to: Destination): Record<string, unknown> {
  const reply = to.replyToMessageId
    ? {
        reply_parameters: { message_id: to.replyToMessageId, allow_sending_without_reply: true },
      }
    : {};
  return { ...reply, ...thread(to) };
}

function thread(to: Destination): Record<string, unknown> {
  return to.topicId ? { message_thread_id: to.topicId } : {};
}

function ownWords(content: MessageContent): { text: string; entities: unknown } | undefined {
  return content.text && !hasLongCaption(content)
    ? { text: content.text, entities: onlyFormatting(content.entities) }
    : undefined;
}
