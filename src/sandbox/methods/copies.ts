import type { Message, MessageEntity, MessageOrigin, ParseMode } from "@grammyjs/types";
import { errors } from "../errors.ts";
import type { ChatRecord, Content, MessageRecord } from "../model.ts";
import { isService } from "../posting.ts";
import { presentChat, presentUser } from "../present.ts";
import { chatForBot } from "../rights.ts";
import { asCaption, formatCaption } from "../text/formatted-text.ts";
import { personOf } from "../world.ts";
import type { World } from "../world.ts";
import type { Context, Handlers } from "./context.ts";
import { newPoll } from "./messages.ts";
import { send } from "./sending.ts";
import type { SendParameters } from "./sending.ts";

/** Messages that are made from others. */
export const copyHandlers: Handlers<
  "copyMessage" | "copyMessages" | "forwardMessage" | "forwardMessages"
> = {
  copyMessage(context, parameters) {
    chatForBot(context.world, parameters.chat_id, "write");
    const { chat, record } = source(context.world, parameters, parameters.message_id, "copy");
    refuseProtected(chat, record, "copied");
    const content = withCaption(copied(context, record.content), parameters);
    const { message_id } = send(context, parameters, content);
    return { message_id };
  },
  copyMessages(context, parameters) {
    chatForBot(context.world, parameters.chat_id, "write");
    const found = sources(context.world, parameters, "copied");
    const albums = new Map<string, string>();
    return found.map((record) => {
      const content = copied(context, record.content);
      const kept = parameters.remove_caption === true ? withoutCaption(content) : content;
      const sent = send(context, parameters, kept, albumOf(context.world, albums, record));
      return { message_id: sent.message_id };
    });
  },
  forwardMessage(context, parameters) {
    chatForBot(context.world, parameters.chat_id, "write");
    const { chat, record } = source(context.world, parameters, parameters.message_id, "forward");
    refuseProtected(chat, record, "forwarded");
    return forward(context, parameters, record);
  },
  forwardMessages(context, parameters) {
    chatForBot(context.world, parameters.chat_id, "write");
    const albums = new Map<string, string>();
    return sources(context.world, parameters, "forwarded").map((record) => {
      const album = albumOf(context.world, albums, record);
      return { message_id: forward(context, parameters, record, album).message_id };
    });
  },
};

interface FromChat {
  from_chat_id: number | string;
}

function source(world: World, { from_chat_id }: FromChat, id: number, purpose: string) {
  const chat = chatForBot(world, from_chat_id, "read");
  const record = chat.messages.get(id);
  if (!record) throw errors.messageNotFound(purpose);
  return { chat, record };
}

/** Missing ones and those that cannot be copied are left out; nothing left is an error. */
function sources(
  world: World,
  parameters: FromChat & { message_ids: number[] },
  purpose: "copied" | "forwarded",
): MessageRecord[] {
  const chat = chatForBot(world, parameters.from_chat_id, "read");
  const found = parameters.message_ids.flatMap((id) => chat.messages.get(id) ?? []);
  const usable = found.filter((record) => !isService(record) && !isProtected(chat, record));
  if (usable.length === 0) {
    throw errors.badRequest(
      `there are no messages to ${purpose === "copied" ? "copy" : "forward"}`,
    );
  }
  return usable;
}

function isProtected(chat: ChatRecord, record: MessageRecord): boolean {
  return record.isProtected || chat.isProtected;
}

function refuseProtected(chat: ChatRecord, record: MessageRecord, purpose: string): void {
  if (isService(record) || isProtected(chat, record)) throw errors.cannot(purpose);
}

/** A copy of a poll starts without votes. */
function copied(context: Context, content: Content): Content {
  const copy = structuredClone(content);
  if (!copy.poll) return copy;
  const { question, options } = copy.poll;
  return {
    poll: newPoll(
      context,
      question,
      options.map(({ text }) => text),
    ),
  };
}

function withoutCaption(content: Content): Content {
  const { caption: _, caption_entities: __, ...rest } = content;
  return rest;
}

/** A caption replaces the old one; a message that had only text keeps it. */
function withCaption(
  content: Content,
  parameters: { caption?: string; parse_mode?: ParseMode; caption_entities?: MessageEntity[] },
): Content {
  const { caption, parse_mode, caption_entities } = parameters;
  if (caption === undefined || content.text !== undefined) return content;
  const formatted = formatCaption(caption, parse_mode, caption_entities);
  return { ...withoutCaption(content), ...asCaption(formatted) };
}

/** The new album's id for messages that were an album. */
function albumOf(world: World, albums: Map<string, string>, { albumId }: MessageRecord) {
  if (albumId === undefined) return {};
  const known =
    albums.get(albumId) ?? String(13_000_000_000_000_000 + world.state.nextAlbumNumber++);
  albums.set(albumId, known);
  return { albumId: known };
}

function forward(
  context: Context,
  parameters: SendParameters,
  record: MessageRecord,
  album: { albumId?: string } = {},
): Message {
  const forwardOrigin = originOf(context.world, record);
  return send(context, parameters, structuredClone(record.content), { ...album, forwardOrigin });
}

/** Who wrote it first: a message that was forwarded before keeps its origin. */
export function originOf(world: World, record: MessageRecord): MessageOrigin {
  if (record.forwardOrigin) return record.forwardOrigin;
  const { date, from } = record;
  if (record.isAnonymous) {
    const chat = world.state.chats.get(record.chat);
    if (chat) return { type: "chat", date, sender_chat: presentChat(world, chat) };
  }
  const sender_user = presentUser(world, from);
  const isHidden = from !== world.bot.id && personOf(world, from).profile.hidesForwards === true;
  if (!isHidden) return { type: "user", date, sender_user };
  const name = [sender_user.first_name, sender_user.last_name].filter(Boolean).join(" ");
  return { type: "hidden_user", date, sender_user_name: name };
}
