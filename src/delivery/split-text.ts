import type { MessageEntity } from "@grammyjs/types";
import { longestText } from "./content.ts";

/** A text with its formatting; offsets and lengths count UTF-16 units, as Telegram does. */
export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

/**
 * Where a part may end, the best first: between paragraphs, lines, sentences and words. All but the
 * last serve only in its second half: else there would be more messages than the text needs.
 */
const ends = [
  { end: /\n\s*\n/g, leastFill: 0.5 },
  { end: /\n/g, leastFill: 0.5 },
  { end: /[.!?…]["»”)]*\s+/g, leastFill: 0.5 },
  { end: /\s+/g, leastFill: 0 },
];
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * Splits a text into parts that Telegram takes, each as long as it can be. Nothing is lost but
 * white space where it is cut: between paragraphs if possible, else lines, sentences, words, and
 * never inside what is seen as one character. Formatting goes on in the next part.
 *
 * @param limit of one part, in UTF-16 units; 2 at least, so that any character fits.
 * @returns no part at all for a text of white space only, which Telegram refuses.
 */
export function splitText(
  text: string,
  entities: readonly MessageEntity[] = [],
  limit: number = longestText,
): FormattedText[] {
  const most = Math.max(limit, 2);
  const parts: FormattedText[] = [];
  let from = skipSpace(text, 0);
  while (from < text.length) {
    const to = text.length - from <= most ? text.length : cutAt(text, entities, from, most);
    const end = from + text.slice(from, to).trimEnd().length;
    parts.push({ text: text.slice(from, end), entities: within(entities, from, end) });
    from = skipSpace(text, to);
  }
  return parts;
}

/**
 * The beginning of a text, with an ellipsis where something is missing.
 *
 * @param limit of the whole, in UTF-16 units.
 */
export function shortenText(
  text: string,
  entities: readonly MessageEntity[],
  limit: number,
): FormattedText {
  if (text.length <= limit) return { text, entities: [...entities] };
  const [first] = splitText(text, entities, limit - 1);
  return first ? { ...first, text: `${first.text}…` } : { text: "…", entities: [] };
}

/** The formatting of a piece of the text, counted from where the piece begins. */
function within(entities: readonly MessageEntity[], from: number, to: number): MessageEntity[] {
  return entities.flatMap((entity) => {
    const start = Math.max(entity.offset, from);
    const end = Math.min(entity.offset + entity.length, to);
    return end > start ? [{ ...entity, offset: start - from, length: end - start }] : [];
  });
}

function cutAt(
  text: string,
  entities: readonly MessageEntity[],
  from: number,
  limit: number,
): number {
  // one unit more shows whether a word ends exactly at the limit
  const window = text.slice(from, from + limit + 1);
  for (const { end, leastFill } of ends) {
    const at = lastEnd(window, end, limit);
    if (at && at >= limit * leastFill && whole(entities, from + at) === from + at) return from + at;
  }
  const at = whole(entities, graphemeEnd(text, from, limit));
  return at > from ? at : graphemeEnd(text, from, limit);
}

/** The last match whose words end within the limit; the cut comes before its white space. */
function lastEnd(window: string, end: RegExp, limit: number): number | undefined {
  let last: number | undefined;
  for (const match of window.matchAll(end)) {
    const at = match.index + match[0].trimEnd().length;
    if (at > limit) break;
    last = at;
  }
  return last;
}

/** Half of a custom emoji is none: Bot API, MessageEntity. The cut moves in front of it. */
function whole(entities: readonly MessageEntity[], at: number): number {
  const cut = entities.find(
    ({ type, offset, length }) => type === "custom_emoji" && offset < at && at < offset + length,
  );
  return cut ? cut.offset : at;
}

function graphemeEnd(text: string, from: number, limit: number): number {
  const most = from + limit;
  // enough of what follows to see whether the last character goes on
  const around = text.slice(from, most + limit);
  const start = graphemes.segment(around).containing(limit)?.index ?? limit;
  if (start > 0) return from + start;
  // a heap of accents longer than a message has no better end than between two of them
  const isLow =
    /[\uDC00-\uDFFF]/.test(text[most] ?? "") && /[\uD800-\uDBFF]/.test(text[most - 1] ?? "");
  return isLow ? most - 1 : most;
}

function skipSpace(text: string, from: number): number {
  return text.length - text.slice(from).trimStart().length;
}
