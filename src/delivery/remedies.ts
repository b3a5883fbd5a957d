import type { MessageEntity } from "@grammyjs/types";
import { longestCaption, longestText } from "./content.ts";
import type { Call, Effect, FailureClass } from "./effect.ts";
import { readHtml, withAddresses } from "./html.ts";
import { withoutButtons } from "./markup.ts";
import { type FormattedText, shortenText, splitText } from "./split-text.ts";

/** A text or a caption, by the names that the method gives to it. */
const named = {
  text: { words: "text", entities: "entities", longest: longestText },
  caption: { words: "caption", entities: "caption_entities", longest: longestCaption },
} as const;

type Params = Record<string, unknown>;

/**
 * What may be tried in place of a call that Telegram refused. Each remedy takes something away, so
 * a call has only so many of them and whoever tries them one after another comes to an end.
 *
 * @param call as it was made, with its chat_id.
 * @param description Telegram's words.
 * @returns the calls that stand in its place, in order; undefined when there is no help.
 */
export function remedy(
  call: Call,
  failure: FailureClass,
  description: string,
): [Call, ...Call[]] | undefined {
  switch (failure) {
    case "entities-invalid":
      return alone(call, withoutFormatting(call));
    case "reply-gone":
      return alone(call, without(call, "reply_parameters"));
    case "quote-invalid":
      return alone(call, withoutQuote(call));
    case "too-long":
      return split(call);
    case "markup-invalid":
      return alone(call, withoutButtons(call, description));
    default:
      return undefined;
  }
}

/**
 * The effects that follow a refused one whose remedy takes several calls: the effect itself makes
 * the first. They belong to the same chat and lane, and what happens to them is nobody's news.
 *
 * @param effect `remedies` says how often it has been changed before.
 */
export function followUps(
  effect: Pick<Effect, "key" | "chatId"> & { lane?: number; remedies?: number },
  [, ...others]: readonly Call[],
): Effect[] {
  return others.map(({ method, params }, index) => {
    const { chat_id: _chat, ...rest } = params;
    return {
      // a part may be split once more
      key: `${effect.key}:part${index + 2}${effect.remedies ? `:${effect.remedies}` : ""}`,
      chatId: effect.chatId,
      ...(effect.lane === 1 ? { lane: 1 as const } : {}),
      method,
      params: rest,
    };
  });
}

/**
 * The effects that bring a text that may be longer than Telegram takes, before it is refused: so
 * they stand in their place in the chat. Those that need no splitting are given back as they are.
 */
export function fitting(effect: Effect): Effect[] {
  if (effect.method !== "sendMessage" || !isTooLong(effect.params, "text")) return [effect];
  const calls = split({ method: effect.method, params: effect.params });
  if (!calls) return [effect];
  const rest = followUps(effect, calls).map((part) => ({
    ...part,
    ...(effect.notBefore ? { notBefore: effect.notBefore } : {}),
    ...(effect.topicEffect ? { topicEffect: effect.topicEffect } : {}),
  }));
  return [{ ...effect, params: calls[0].params }, ...rest];
}

function isTooLong(params: Params, kind: "text" | "caption"): boolean {
  const words = params[named[kind].words];
  if (typeof words !== "string" || words.length <= named[kind].longest) return false;
  return read(params, kind).text.length > named[kind].longest;
}

function alone(call: Call, changed: Call): [Call] | undefined {
  return JSON.stringify(changed) === JSON.stringify(call) ? undefined : [changed];
}

function without(call: Call, ...names: string[]): Call {
  const params = Object.fromEntries(
    Object.entries(call.params).filter(([name]) => !names.includes(name)),
  );
  return { method: call.method, params };
}

/** A quote has to be an exact part of the message replied to; without it the reply still holds. */
function withoutQuote(call: Call): Call {
  const reply = call.params["reply_parameters"];
  if (typeof reply !== "object" || reply === null) return call;
  const params = Object.fromEntries(
    Object.entries(reply).filter(([name]) => !name.startsWith("quote")),
  );
  return { method: call.method, params: { ...call.params, reply_parameters: params } };
}

function withoutFormatting(call: Call): Call {
  const { media } = call.params;
  const plain = withoutQuoteEntities(plainWords(call.params));
  const params = Array.isArray(media) ? { ...plain, media: media.map(plainWords) } : plain;
  return { method: call.method, params };
}

function withoutQuoteEntities(params: Params): Params {
  const reply = params["reply_parameters"];
  if (typeof reply !== "object" || reply === null) return params;
  const { quote_entities: _entities, quote_parse_mode: _mode, ...rest } = reply as Params;
  return { ...params, reply_parameters: rest };
}

function plainWords(params: Params): Params {
  const { parse_mode: _mode, entities: _entities, caption_entities: _caption, ...rest } = params;
  for (const kind of ["text", "caption"] as const)
    if (typeof params[kind] === "string") rest[kind] = withAddresses(read(params, kind));
  return rest;
}

function read(params: Params, kind: "text" | "caption"): FormattedText {
  const words = params[named[kind].words];
  const text = typeof words === "string" ? words : "";
  if (params["parse_mode"] === "HTML") return readHtml(text);
  const entities = params[named[kind].entities];
  return { text, entities: Array.isArray(entities) ? (entities as MessageEntity[]) : [] };
}

function write(params: Params, kind: "text" | "caption", words: FormattedText | undefined): Params {
  const { words: name, entities } = named[kind];
  const { parse_mode: _mode, [name]: _words, [entities]: _entities, ...rest } = params;
  if (!words) return rest;
  return {
    ...rest,
    [name]: words.text,
    ...(words.entities.length > 0 ? { [entities]: words.entities } : {}),
  };
}

function split(call: Call): [Call, ...Call[]] | undefined {
  const { method, params } = call;
  if (method === "sendMediaGroup") return splitAlbum(call);
  const kind = typeof params["text"] === "string" ? "text" : "caption";
  if (typeof params[kind] !== "string") return undefined;
  const words = read(params, kind);
  const limit = limitFor(words.text, named[kind].longest);
  if (limit === undefined) return undefined;
  // a change of a message has one place only: its end is left out
  if (method.startsWith("edit") || method === "answerCallbackQuery") {
    const shorter = shortenText(words.text, words.entities, limit);
    if (shorter.text.length >= words.text.length) return undefined;
    return [{ method, params: write(params, kind, shorter) }];
  }
  if (kind === "text") return splitMessage(call, words, limit);
  return splitCaption(call, words, limit);
}

/** Telegram may count otherwise than we do: what it calls too long is halved. */
function limitFor(text: string, longest: number): number | undefined {
  if (text.length > longest) return longest;
  const half = Math.ceil(text.length / 2);
  return half >= 2 && half < text.length ? half : undefined;
}

/** The first message keeps the reply, the last one the buttons. */
function splitMessage(
  { method, params }: Call,
  words: FormattedText,
  limit: number,
): [Call, ...Call[]] | undefined {
  const parts = splitText(words.text, words.entities, limit);
  const { reply_markup, ...bare } = params;
  const markup = reply_markup === undefined ? {} : { reply_markup };
  const { reply_parameters: _reply, ...later } = bare;
  const [first, ...others] = parts.map((part, index): Call => {
    const isLast = index === parts.length - 1;
    const base = { ...(index === 0 ? bare : later), ...(isLast ? markup : {}) };
    return { method, params: write(base, "text", part) };
  });
  return first && [first, ...others];
}

/** The file keeps what its caption can hold; the rest follows in messages. */
function splitCaption(
  { method, params }: Call,
  words: FormattedText,
  limit: number,
): [Call, ...Call[]] | undefined {
  const [caption] = splitText(words.text, words.entities, limit);
  if (!caption) return [{ method, params: write(params, "caption", undefined) }];
  const { reply_markup, ...bare } = params;
  const at = words.text.indexOf(caption.text) + caption.text.length;
  const rest = splitText(words.text.slice(at), shifted(words.entities, at));
  if (rest.length === 0) return [{ method, params: write(params, "caption", caption) }];
  const place = placeOf(params);
  return [
    { method, params: write(bare, "caption", caption) },
    ...rest.map((part, index): Call => {
      const markup = reply_markup === undefined || index < rest.length - 1 ? {} : { reply_markup };
      return { method: "sendMessage", params: { ...place, ...write({}, "text", part), ...markup } };
    }),
  ];
}

/** Telegram does not say which caption is too long: those that are follow in messages. */
function splitAlbum({ method, params }: Call): [Call, ...Call[]] | undefined {
  const { media } = params as { media?: Params[] };
  if (!Array.isArray(media)) return undefined;
  const long = media.filter((item) => isTooLong(item, "caption"));
  const apart = long.length > 0 ? long : media.filter(({ caption }) => caption !== undefined);
  if (apart.length === 0) return undefined;
  const bare = media.map((item) =>
    apart.includes(item) ? write(item, "caption", undefined) : item,
  );
  const place = placeOf(params);
  const texts = apart.flatMap((item) => {
    const words = read(item, "caption");
    return splitText(words.text, words.entities).map((part): Call => ({
      method: "sendMessage",
      params: { ...place, ...write({}, "text", part) },
    }));
  });
  return [{ method, params: { ...params, media: bare } }, ...texts];
}

function shifted(entities: readonly MessageEntity[], by: number): MessageEntity[] {
  return entities.flatMap((entity) => {
    const start = Math.max(entity.offset - by, 0);
    const end = entity.offset + entity.length - by;
    return end > start ? [{ ...entity, offset: start, length: end - start }] : [];
  });
}

/** Where the call sends to, for what follows it there. */
function placeOf(params: Params): Params {
  const names = ["chat_id", "message_thread_id", "protect_content", "disable_notification"];
  return Object.fromEntries(Object.entries(params).filter(([name]) => names.includes(name)));
}
