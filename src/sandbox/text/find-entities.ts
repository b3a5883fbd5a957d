import type { MessageEntity } from "@grammyjs/types";
import type { FormattedText } from "./parsed.ts";

type FoundType = "bot_command" | "mention" | "hashtag" | "email" | "url" | "phone_number";

const PATTERNS: [FoundType, RegExp][] = [
  [
    "url",
    /(?<![\p{L}\p{N}_.@-])(?:https?:\/\/[^\s<>"]+|(?:[a-z0-9-]+\.)+(?:ru|com|org|net|info|me|su|рф)(?![\p{L}\p{N}_])(?:\/[^\s<>"]*)?)/giu,
  ],
  ["email", /(?<![\p{L}\p{N}_.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/giu],
  [
    "bot_command",
    /(?<![\p{L}\p{N}_/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/])/giu,
  ],
  ["mention", /(?<![\p{L}\p{N}_.@/])@[a-z0-9_]{4,32}(?![\p{L}\p{N}_])/giu],
  ["hashtag", /(?<![\p{L}\p{N}_&/])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/giu],
  ["phone_number", /(?<![\p{L}\p{N}_])\+\d(?:[ ()-]{0,2}\d){9,13}(?![\p{L}\p{N}_])/giu],
];
const TRAILING_PUNCTUATION = /[.,:;!?)\]'»]+$/;
/** Inside these nothing is looked for. */
const OPAQUE = new Set(["code", "pre", "text_link", "text_mention"]);

/** Links, commands, mentions and the like that Telegram marks in plain text by itself. */
export function findEntities({ text, entities }: FormattedText): MessageEntity[] {
  const taken = entities.filter((entity) => OPAQUE.has(entity.type) || isFound(entity.type));
  const found: MessageEntity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const value = type === "url" ? match[0].replace(TRAILING_PUNCTUATION, "") : match[0];
      const entity: MessageEntity = { type, offset: match.index, length: value.length };
      if (![...taken, ...found].some((other) => overlaps(entity, other))) found.push(entity);
    }
  }
  return found;
}

function isFound(type: string): boolean {
  return PATTERNS.some(([found]) => found === type);
}

function overlaps(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
