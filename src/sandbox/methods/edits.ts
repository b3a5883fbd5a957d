import type { InlineKeyboardMarkup, Message } from "@grammyjs/types";
import { isDeepStrictEqual } from "node:util";
import { errors } from "../errors.ts";
import type { ChatRecord, Content, MessageRecord } from "../model.ts";
import { isService } from "../posting.ts";
import { presentMessage } from "../present.ts";
import { chatForBot } from "../rights.ts";
import { asCaption, asText, formatCaption, formatMessageText } from "../text/formatted-text.ts";
import { nowInSeconds } from "../world.ts";
import { contentFromMedia } from "./media-content.ts";
import type { Context, Handlers } from "./context.ts";
import { inlineKeyboard } from "./markup.ts";

interface EditParameters {
  chat_id?: number | string;
  message_id?: number;
  reply_markup?: InlineKeyboardMarkup;
}

/** Changes of the bot's own messages. */
export const editHandlers: Handlers<
  | "editMessageText"
  | "editMessageCaption"
  | "editMessageMedia"
  | "editMessageReplyMarkup"
  | "stopPoll"
> = {
  editMessageText(context, parameters) {
    const { record } = editable(context, parameters);
    if (record.content.text === undefined) throw errors.noTextToEdit();
    const text = formatMessageText(
      parameters.text ?? "",
      parameters.parse_mode,
      parameters.entities,
    );
    const preview = parameters.link_preview_options;
    const content = { ...asText(text), ...(preview && { link_preview_options: preview }) };
    return change(context, record, content, parameters);
  },
  editMessageCaption(context, parameters) {
    const { record } = editable(context, parameters);
    if (!isCaptionable(record.content)) throw errors.noCaptionToEdit();
    const { caption: _, caption_entities: __, ...media } = record.content;
    const caption = formatCaption(
      parameters.caption,
      parameters.parse_mode,
      parameters.caption_entities,
    );
    return change(context, record, { ...media, ...asCaption(caption) }, parameters);
  },
  editMessageMedia(context, parameters) {
    const { record } = editable(context, parameters);
    if (record.content.text === undefined && !isCaptionable(record.content)) {
      throw errors.cannot("edited");
    }
    return change(context, record, contentFromMedia(context, parameters.media), parameters);
  },
  editMessageReplyMarkup(context, parameters) {
    const { record } = editable(context, parameters);
    return change(context, record, record.content, parameters);
  },
  stopPoll(context, parameters) {
    const { record } = editable(context, parameters);
    const { poll } = record.content;
    if (!poll) throw errors.badRequest("message with poll to stop not found");
    if (poll.is_closed) throw errors.badRequest("poll has already been closed");
    const closed = { ...poll, is_closed: true };
    change(context, record, { poll: closed }, parameters);
    return closed;
  },
};

function editable(
  context: Context,
  parameters: EditParameters,
): { chat: ChatRecord; record: MessageRecord } {
  const chat = chatForBot(context.world, parameters.chat_id ?? "", "edit");
  const record = chat.messages.get(parameters.message_id ?? 0);
  if (!record) throw errors.messageNotFound("edit");
  const isOwn = record.from === context.world.bot.id;
  if (!isOwn || isService(record) || record.forwardOrigin) throw errors.cannot("edited");
  return { chat, record };
}

function change(
  { world }: Context,
  record: MessageRecord,
  content: Content,
  parameters: EditParameters,
): Message {
  const keyboard = inlineKeyboard(parameters.reply_markup);
  const isSame =
    isDeepStrictEqual(plain(content), plain(record.content)) &&
    isDeepStrictEqual(plain(keyboard), plain(record.keyboard));
  if (isSame) throw errors.notModified();
  record.content = content;
  record.editDate = nowInSeconds(world);
  if (keyboard) record.keyboard = keyboard;
  else delete record.keyboard;
  world.announce({ kind: "message", chat: record.chat, message: record.id });
  return presentMessage(world, record);
}

/** Without absent values, which say nothing about whether two contents are the same. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

function isCaptionable(content: Content): boolean {
  return [
    content.photo,
    content.video,
    content.animation,
    content.audio,
    content.document,
    content.voice,
  ].some((media) => media !== undefined);
}
