import type { MessageEntity } from "@grammyjs/types";

/** The kinds that are sent again by a file id; Bot API, "Available methods". */
export const fileKinds = [
  "photo",
  "voice",
  "video",
  "video_note",
  "audio",
  "document",
  "animation",
  "sticker",
] as const;
export type FileKind = (typeof fileKinds)[number];

/** What a person sent, kept so that it can be sent again even when the original is gone. */
export type MessageContent = {
  /** Text, or the caption of a file. */
  text?: string;
  entities?: MessageEntity[];
  /** Telegram's media_group_id: messages that share it are one album. */
  albumId?: string;
  /** Whose message was forwarded, as Telegram names them. */
  forwardedFrom?: string;
  /** When it was written, by Telegram's clock, in seconds. */
  writtenAt?: number;
  /** Where the original stands. */
  source: { chatId: number; messageId: number };
} & (
  | { kind: "text" }
  | { kind: FileKind; fileId: string }
  | { kind: "location"; latitude: number; longitude: number }
  | { kind: "contact"; phoneNumber: string; firstName: string; lastName?: string }
  | { kind: "venue"; latitude: number; longitude: number; title: string; address: string }
  /** Anything that has no file id, like a poll: it can only be copied from where it stands. */
  | { kind: "other" }
);

/** The method for each kind; Bot API, "Available methods". */
export const fileMethods = {
  photo: "sendPhoto",
  voice: "sendVoice",
  video: "sendVideo",
  video_note: "sendVideoNote",
  audio: "sendAudio",
  document: "sendDocument",
  animation: "sendAnimation",
  sticker: "sendSticker",
} as const satisfies Record<FileKind, string>;

export function isFile(
  content: MessageContent,
): content is Extract<MessageContent, { kind: FileKind }> {
  return "fileId" in content;
}

/** Texts up to 4,096 and captions up to 1,024 UTF-16 units; Bot API, sendMessage and sendPhoto. */
export const longestText = 4096;
export const longestCaption = 1024;

const formatting = new Set<string>([
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "blockquote",
  "expandable_blockquote",
  "code",
  "pre",
  "text_link",
  "custom_emoji",
]);

/** Kinds whose messages have a caption; stickers and round videos have none. */
const captioned = new Set<string>(["photo", "voice", "video", "audio", "document", "animation"]);

export function takesCaption(content: MessageContent): boolean {
  return captioned.has(content.kind);
}

/** People with Telegram Premium may write longer captions than a bot may send. */
export function hasLongCaption(content: MessageContent): boolean {
  return takesCaption(content) && (content.text ?? "").length > longestCaption;
}

/** Keeps what Telegram takes back from us; links, mentions and commands it finds by itself. */
export function onlyFormatting(entities: readonly MessageEntity[] = []): MessageEntity[] {
  return entities.filter(({ type }) => formatting.has(type));
}

/**
 * Puts a bold line above the content's own text.
 *
 * @returns undefined when the whole would be longer than Telegram takes, or the kind has no text.
 */
export function withHeading(
  heading: string,
  content: MessageContent,
): { text: string; entities: MessageEntity[] } | undefined {
  const isText = content.kind === "text";
  if (!isText && !takesCaption(content)) return undefined;
  const own = content.text ?? "";
  const text = own === "" ? heading : `${heading}\n\n${own}`;
  if (text.length > (isText ? longestText : longestCaption)) return undefined;
  const shift = heading.length + 2;
  const entities = onlyFormatting(content.entities).map((entity) => ({
    ...entity,
    offset: entity.offset + shift,
  }));
  return { text, entities: [{ type: "bold", offset: 0, length: heading.length }, ...entities] };
}
