import type { MessageEntity } from "@grammyjs/types";
import type { FormattedText } from "./split-text.ts";

type Simple =
  | "bold"
  | "italic"
  | "underline"
  | "strikethrough"
  | "spoiler"
  | "code"
  | "pre"
  | "blockquote";

/** Bot API, "HTML style". */
const tags: Readonly<Record<string, Simple>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  "tg-spoiler": "spoiler",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

interface OpenTag {
  name: string;
  at: number;
  address: string | undefined;
}

/**
 * Reads Telegram's HTML as text with formatting. What is no HTML of Telegram's, like a tag that is
 * never closed, is taken for text as far as one can read it: this serves where Telegram has refused.
 */
export function readHtml(html: string): FormattedText {
  const open: OpenTag[] = [];
  const entities: MessageEntity[] = [];
  let text = "";
  for (const [piece] of html.matchAll(/<[^<>]*>|[^<]+|</g)) {
    const tag = /^<(\/?)([a-z][a-z-]*)\b([^<>]*)>$/i.exec(piece);
    const name = tag?.[2]?.toLowerCase() ?? "";
    if (!tag || !(name in tags || name === "a" || name === "span" || name === "tg-emoji")) {
      text += readReferences(piece);
      continue;
    }
    if (tag[1] === "") {
      open.push({ name, at: text.length, address: addressIn(tag[3] ?? "") });
      continue;
    }
    const index = open.findLastIndex((one) => one.name === name);
    const [begun] = index === -1 ? [] : open.splice(index, 1);
    const entity = begun && entityOf(begun, text.length);
    if (entity) entities.push(entity);
  }
  return {
    text,
    entities: entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length),
  };
}

function entityOf({ name, at, address }: OpenTag, end: number): MessageEntity | undefined {
  const place = { offset: at, length: end - at };
  if (place.length === 0) return undefined;
  if (name === "a")
    return address === undefined ? undefined : { type: "text_link", url: address, ...place };
  const type = tags[name];
  return type && { type, ...place };
}

function addressIn(attributes: string): string | undefined {
  const [, quoted, bare] = /\bhref\s*=\s*(?:["']([^"']*)["']|([^\s"'>]+))/i.exec(attributes) ?? [];
  const address = quoted ?? bare;
  return address === undefined ? undefined : readReferences(address);
}

function readReferences(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi,
    (whole, ten, sixteen, name) => {
      const code = ten ? Number(ten) : sixteen ? Number.parseInt(String(sixteen), 16) : undefined;
      if (code !== undefined)
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return named[String(name).toLowerCase()] ?? whole;
    },
  );
}

/** The words without their formatting, for where that is refused; an address stands after its words. */
export function withAddresses({ text, entities }: FormattedText): string {
  const links = entities.filter((entity) => entity.type === "text_link");
  let plain = text;
  for (const { url, offset, length } of links.toSorted((a, b) => b.offset - a.offset)) {
    const end = offset + length;
    if (text.slice(offset, end) !== url)
      plain = `${plain.slice(0, end)} (${url})${plain.slice(end)}`;
  }
  return plain;
}
