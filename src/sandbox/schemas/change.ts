import { captioned } from "./message.ts";
import { chat, flag, integer, json, required, text, unsupported } from "./parameter.ts";
import {
  anyMessageIds,
  entities,
  inlineOnly,
  inputMedia,
  linkPreview,
  reactions,
} from "./shapes.ts";
import type { SchemaTable } from "./table.ts";

const messageId = required(integer, "message identifier is not specified");

const edited = {
  business_connection_id: unsupported,
  chat_id: chat,
  message_id: messageId,
  inline_message_id: unsupported,
  reply_markup: inlineOnly,
};

export const changeSchemas = {
  editMessageText: {
    ...edited,
    text: required(text, "message text is empty"),
    parse_mode: text,
    entities: json(entities),
    link_preview_options: json(linkPreview),
    rich_message: unsupported,
  },
  editMessageCaption: { ...edited, ...captioned, show_caption_above_media: flag },
  editMessageMedia: { ...edited, media: required(json(inputMedia), "media is empty") },
  editMessageReplyMarkup: edited,
  deleteMessage: { chat_id: chat, message_id: messageId },
  deleteMessages: {
    chat_id: chat,
    message_ids: required(json(anyMessageIds), "message identifiers are not specified"),
  },
  answerCallbackQuery: {
    callback_query_id: required(
      text,
      "query is too old and response timeout expired or query ID is invalid",
    ),
    text,
    show_alert: flag,
    url: text,
    cache_time: integer,
  },
  setMessageReaction: {
    chat_id: chat,
    message_id: messageId,
    reaction: json(reactions),
    is_big: flag,
  },
  stopPoll: {
    business_connection_id: unsupported,
    chat_id: chat,
    message_id: messageId,
    reply_markup: inlineOnly,
  },
} satisfies SchemaTable<
  | "editMessageText"
  | "editMessageCaption"
  | "editMessageMedia"
  | "editMessageReplyMarkup"
  | "deleteMessage"
  | "deleteMessages"
  | "answerCallbackQuery"
  | "setMessageReaction"
  | "stopPoll"
>;
