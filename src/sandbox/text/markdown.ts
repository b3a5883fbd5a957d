import type { MessageEntity } from "@grammyjs/types";
import { errors } from "../errors.ts";
import type { FormattedText } from "./parsed.ts";
import { linkTarget } from "./html.ts";

const RESERVED = new Set("_*[]()~`>#+-=|{}.!");
const MARKERS: [string, "underline" | "spoiler" | "bold" | "italic" | "strikethrough"][] = [
  ["__", "underline"],
  ["||", "spoiler"],
  ["*", "bold"],
  ["_", "italic"],
  ["~", "strikethrough"],
];

interface Open {
  marker: string;
  offset: number;
  start: number;
}

/**
 * MarkdownV2 parse mode, without block quotations and custom emoji:
 * https://core.telegram.org/bots/api#markdownv2-style
 *
 * @throws TelegramError "can't parse entities: …" in the server's words.
 */
export function parseMarkdownV2(source: string): FormattedText {
  const entities: MessageEntity[] = [];
  const open: Open[] = [];
  let text = "";
  let at = 0;
  const bytes = (index: number) => Buffer.byteLength(source.slice(0, index));

  while (at < source.length) {
    const rest = source.slice(at);
    const character = rest[0] ?? "";
    if (character === "\\" && rest.length > 1) {
      text += rest[1];
      at += 2;
    } else if (character === "`") {
      at += readCode(rest);
    } else if (character === "[") {
      open.push({ marker: "[", offset: text.length, start: at });
      at++;
    } else if (character === "]" && open.at(-1)?.marker === "[") {
      at += closeLink(rest);
    } else if (!toggle(rest)) {
      if (RESERVED.has(character)) {
        throw errors.cannotParseEntities(
          `Character '${character}' is reserved and must be escaped with the preceding '\\'`,
        );
      }
      text += character;
      at++;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) {
    const name = MARKERS.find(([marker]) => marker === unclosed.marker)?.[1] ?? "text_link";
    throw errors.cannotParseEntities(
      `Can't find end of ${name} entity at byte offset ${bytes(unclosed.start)}`,
    );
  }
  return { text, entities };

  function toggle(rest: string): boolean {
    const found = MARKERS.find(([marker]) => rest.startsWith(marker));
    if (!found) return false;
    const [marker, type] = found;
    const last = open.at(-1);
    if (last?.marker === marker) {
      open.pop();
      const length = text.length - last.offset;
      if (length > 0) entities.push({ type, offset: last.offset, length });
    } else {
      open.push({ marker, offset: text.length, start: at });
    }
    at += marker.length;
    return true;
  }

  function readCode(rest: string): number {
    const fence = rest.startsWith("```") ? "```" : "`";
    const end = rest.indexOf(fence, fence.length);
    const type = fence === "`" ? "code" : "pre";
    if (end < 0) {
      throw errors.cannotParseEntities(
        `Can't find end of ${type[0]?.toUpperCase()}${type.slice(1)} entity at byte offset ${bytes(at)}`,
      );
    }
    const inside = rest.slice(fence.length, end);
    const language = type === "pre" ? /^([\w+-]+)\n/.exec(inside)?.[1] : undefined;
    const content = (language === undefined ? inside : inside.slice(language.length + 1))
      .replace(/^\n/, "")
      .replace(/\\([`\\])/g, "$1");
    const range = { offset: text.length, length: content.length };
    if (type === "code") entities.push({ type, ...range });
    else entities.push({ type, ...range, ...(language !== undefined && { language }) });
    text += content;
    return end + fence.length;
  }

  function closeLink(rest: string): number {
    const opened = open.pop();
    const target = /^\]\(((?:\\.|[^)\\])*)\)/.exec(rest);
    if (!opened || !target) return 1;
    const url = linkTarget((target[1] ?? "").replace(/\\(.)/g, "$1"));
    const length = text.length - opened.offset;
    if (url !== undefined && length > 0) {
      entities.push({ type: "text_link", offset: opened.offset, length, url });
    }
    return target[0].length;
  }
}
