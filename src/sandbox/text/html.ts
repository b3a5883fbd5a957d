import type { MessageEntity } from "@grammyjs/types";
import { errors } from "../errors.ts";
import type { FormattedText } from "./parsed.ts";

const SIMPLE_TAGS: Record<string, MessageEntity["type"]> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  "tg-spoiler": "spoiler",
  span: "spoiler",
  a: "text_link",
  "tg-emoji": "custom_emoji",
};

interface OpenTag {
  name: string;
  attributes: Map<string, string>;
  /** Where its text begins, in UTF-16 units of the text without tags. */
  offset: number;
}

/**
 * HTML parse mode: https://core.telegram.org/bots/api#html-style
 *
 * @throws TelegramError "can't parse entities: …" in the server's words, with byte offsets.
 */
export function parseHtml(source: string): FormattedText {
  const entities: MessageEntity[] = [];
  const open: OpenTag[] = [];
  let text = "";
  let at = 0;
  const byteOffset = (index: number) => Buffer.byteLength(source.slice(0, index));

  while (at < source.length) {
    const character = source[at];
    if (character === "&") {
      const { decoded, length } = decodeReference(source.slice(at, at + 12));
      text += decoded;
      at += length;
    } else if (character !== "<") {
      text += character;
      at++;
    } else {
      const end = source.indexOf(">", at);
      if (end < 0)
        throw errors.cannotParseEntities(`Unclosed start tag at byte offset ${byteOffset(at)}`);
      const inside = source.slice(at + 1, end);
      if (inside.startsWith("/")) closeTag(inside.slice(1).trim().toLowerCase(), byteOffset(at));
      else openTag(inside, byteOffset(at));
      at = end + 1;
    }
  }

  const unclosed = open.at(-1);
  if (unclosed) {
    throw errors.cannotParseEntities(
      `Can't find end tag corresponding to start tag "${unclosed.name}"`,
    );
  }
  return { text, entities };

  function openTag(inside: string, offset: number): void {
    const name = /^[^\s/]*/.exec(inside)?.[0].toLowerCase() ?? "";
    const attributes = parseAttributes(inside.slice(name.length));
    const isKnown =
      name in SIMPLE_TAGS && (name !== "span" || attributes.get("class") === "tg-spoiler");
    if (!isKnown) {
      throw errors.cannotParseEntities(
        name === "span"
          ? `Tag "span" must have class "tg-spoiler" at byte offset ${offset}`
          : `Unsupported start tag "${name}" at byte offset ${offset}`,
      );
    }
    open.push({ name, attributes, offset: text.length });
  }

  function closeTag(name: string, offset: number): void {
    const tag = open.pop();
    if (!tag) throw errors.cannotParseEntities(`Unexpected end tag at byte offset ${offset}`);
    if (name !== "" && name !== tag.name) {
      throw errors.cannotParseEntities(
        `Unmatched end tag at byte offset ${offset}, expected "</${tag.name}>", found "</${name}>"`,
      );
    }
    const entity = entityOf(tag, text.slice(tag.offset), open.at(-1));
    if (entity) entities.push(entity);
  }
}

function entityOf(
  tag: OpenTag,
  content: string,
  parent: OpenTag | undefined,
): MessageEntity | undefined {
  const range = { offset: tag.offset, length: content.length };
  if (range.length === 0) return undefined;
  const type = SIMPLE_TAGS[tag.name];
  switch (type) {
    case undefined:
      return undefined;
    case "text_link": {
      const url = linkTarget(tag.attributes.get("href") ?? content);
      return url === undefined ? undefined : { type, ...range, url };
    }
    case "custom_emoji":
      return { type, ...range, custom_emoji_id: tag.attributes.get("emoji-id") ?? "" };
    case "blockquote":
      return { type: tag.attributes.has("expandable") ? "expandable_blockquote" : type, ...range };
    case "code": {
      const language = /^language-(.+)$/.exec(tag.attributes.get("class") ?? "")?.[1];
      if (parent?.name === "pre") {
        if (language !== undefined) parent.attributes.set("language", language);
        return undefined;
      }
      return { type, ...range };
    }
    case "pre": {
      const language = tag.attributes.get("language");
      return { type, ...range, ...(language !== undefined && { language }) };
    }
    default:
      return { type, ...range } as MessageEntity;
  }
}

/** As the server does: a link without a scheme gets http, one without a path a slash; what is no link is dropped. */
export function linkTarget(href: string): string | undefined {
  const trimmed = href.trim();
  const hasScheme = /^(https?|tg|tonsite|ton):/i.test(trimmed);
  if (!hasScheme && !/^[^\s/:]+\.[^\s/:.]{2,}([/?#:].*)?$/.test(trimmed)) return undefined;
  const withScheme = hasScheme ? trimmed : `http://${trimmed}`;
  if (!URL.canParse(withScheme)) return undefined;
  return withScheme.replace(/^(https?:\/\/[^/?#]+)$/i, "$1/");
}

function parseAttributes(source: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const match of source.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    const value = match[2] ?? match[3] ?? match[4] ?? "";
    attributes.set(
      (match[1] ?? "").toLowerCase(),
      value.replace(/&[^;]+;/g, (it) => decodeReference(it).decoded),
    );
  }
  return attributes;
}

const NAMED_REFERENCES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

function decodeReference(source: string): { decoded: string; length: number } {
  const match = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));?/i.exec(source);
  const decoded = match?.[3]
    ? NAMED_REFERENCES[match[3]]
    : match && codePoint(match[1] ? Number(match[1]) : parseInt(match[2] ?? "", 16));
  return match && decoded ? { decoded, length: match[0].length } : { decoded: "&", length: 1 };
}

function codePoint(code: number): string | undefined {
  return code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : undefined;
}
