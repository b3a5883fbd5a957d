import type { MessageEntity, ParseMode } from "@grammyjs/types";
import { errors } from "../errors.ts";
import { findEntities } from "./find-entities.ts";
import { parseHtml } from "./html.ts";
import { parseMarkdownV2 } from "./markdown.ts";
import type { FormattedText } from "./parsed.ts";

/** https://core.telegram.org/bots/api#sendmessage */
export const LONGEST_TEXT = 4096;
const LONGEST_CAPTION = 1024;
/** Measured by others, not documented: github.com/tginfo/Telegram-Limits. */
const MOST_ENTITIES = 100;

/**
 * What Telegram makes of a text that is sent: markup parsed, blanks at both ends removed, links, commands and the
 * like found, entities in order.
 *
 * @throws TelegramError when the markup is broken.
 */
export function formatText(
  source: string,
  parseMode?: ParseMode,
  given: MessageEntity[] = [],
): FormattedText {
  const parsed = parse(source, parseMode, given);
  const trimmed = trim(parsed);
  const entities = [...trimmed.entities, ...findEntities(trimmed)];
  return { text: trimmed.text, entities: inOrder(entities).slice(0, MOST_ENTITIES) };
}

function parse(
  source: string,
  parseMode: ParseMode | undefined,
  given: MessageEntity[],
): FormattedText {
  switch (parseMode?.toLowerCase()) {
    case undefined:
      return { text: source, entities: given.map((entity) => checked(entity, source)) };
    case "html":
      return parseHtml(source);
    case "markdownv2":
      return parseMarkdownV2(source);
    default:
      throw errors.misuse(`parse_mode "${parseMode}" is not supported; use HTML or MarkdownV2`);
  }
}

function checked(entity: MessageEntity, text: string): MessageEntity {
  if (entity.offset < 0 || entity.length <= 0 || entity.offset + entity.length > text.length) {
    throw errors.misuse(`an entity (${entity.type}) reaches beyond the text`);
  }
  const { offset, length } = entity;
  const where = "in a middle of a UTF-16 symbol at byte offset";
  if (isInMiddle(text, offset)) {
    throw errors.badRequest(`entity begins ${where} ${bytesUntil(text, offset)}`);
  }
  if (isInMiddle(text, offset + length)) {
    const bytes = bytesUntil(text, offset + length);
    throw errors.badRequest(`entity beginning at UTF-16 offset ${offset} ends ${where} ${bytes}`);
  }
  return entity;
}

/** Between the two halves of a character outside the basic plane. */
function isInMiddle(text: string, index: number): boolean {
  return index > 0 && index < text.length && (text.codePointAt(index - 1) ?? 0) > 0xffff;
}

/** As the server counts: to the end of the character in which it noticed. */
function bytesUntil(text: string, index: number): number {
  return Buffer.byteLength(text.slice(0, index + 1));
}

function trim({ text, entities }: FormattedText): FormattedText {
  const withoutCarriage = text.replaceAll("\r", "");
  if (withoutCarriage.length !== text.length && entities.length > 0) {
    throw errors.misuse("the text has carriage returns and entities: offsets would be wrong");
  }
  const start = withoutCarriage.length - withoutCarriage.trimStart().length;
  const trimmed = withoutCarriage.trim();
  return {
    text: trimmed,
    entities: entities.flatMap((entity) => {
      const from = Math.max(entity.offset - start, 0);
      const to = Math.min(entity.offset - start + entity.length, trimmed.length);
      return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
    }),
  };
}

function inOrder(entities: MessageEntity[]): MessageEntity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
}

/**
 * The text of a message of the bot.
 *
 * @throws TelegramError when it is empty or too long after parsing.
 */
export function formatMessageText(
  source: string,
  parseMode?: ParseMode,
  entities?: MessageEntity[],
): FormattedText {
  if (source === "") throw errors.emptyText();
  const formatted = formatText(source, parseMode, entities);
  if (formatted.text === "") throw errors.blankText();
  if (formatted.text.length > LONGEST_TEXT) throw errors.tooLongText();
  return formatted;
}

/** @throws TelegramError when it is too long after parsing. */
export function formatCaption(
  source: string | undefined,
  parseMode?: ParseMode,
  entities?: MessageEntity[],
): FormattedText | undefined {
  if (source === undefined || source === "") return undefined;
  const formatted = formatText(source, parseMode, entities);
  if (formatted.text.length > LONGEST_CAPTION) throw errors.tooLongCaption();
  return formatted.text === "" ? undefined : formatted;
}

/** As fields of a message: entities are absent rather than empty. */
export function asText({ text, entities }: FormattedText) {
  return { text, ...(entities.length > 0 && { entities }) };
}

/** The same as fields of a caption; none for no caption. */
export function asCaption(formatted: FormattedText | undefined) {
  if (!formatted) return {};
  const { text, entities } = formatted;
  return { caption: text, ...(entities.length > 0 && { caption_entities: entities }) };
}
