import { chat, decimal, flag, integer, json, required, text, unsupported } from "./parameter.ts";
import {
  anyMarkup,
  entities,
  linkPreview,
  messageIds,
  pollOptions,
  replyParameters,
} from "./shapes.ts";
import type { SchemaTable } from "./table.ts";

const quietly = {
  disable_notification: flag,
  protect_content: flag,
};

/** What forwarding and copying have in common with sending. */
const into = {
  chat_id: chat,
  message_thread_id: integer,
  direct_messages_topic_id: unsupported,
  ...quietly,
};

export const reply = { reply_parameters: json(replyParameters), reply_to_message_id: unsupported };

const sendingDice = {
  ...into,
  ...reply,
  business_connection_id: unsupported,
  suggested_post_parameters: unsupported,
  allow_paid_broadcast: unsupported,
  message_effect_id: text,
  reply_markup: anyMarkup,
};

/** What all send methods but albums, polls and dice share. */
export const sending = {
  ...sendingDice,
  ephemeral_message_parameters: unsupported,
};

export const captioned = {
  caption: text,
  parse_mode: text,
  caption_entities: json(entities),
};

const from = { from_chat_id: required(chat, "from_chat_id is empty") };
const messageId = required(integer, "message identifier is not specified");
const messageIdList = required(json(messageIds), "message identifiers are not specified");
const latitude = required(decimal, "latitude is empty");
const longitude = required(decimal, "longitude is empty");

export const messageSchemas = {
  sendMessage: {
    ...sending,
    text: required(text, "message text is empty"),
    parse_mode: text,
    entities: json(entities),
    link_preview_options: json(linkPreview),
  },
  sendLocation: {
    ...sending,
    latitude,
    longitude,
    horizontal_accuracy: decimal,
    live_period: unsupported,
    heading: unsupported,
    proximity_alert_radius: unsupported,
  },
  sendVenue: {
    ...sending,
    latitude,
    longitude,
    title: required(text, "title is empty"),
    address: required(text, "address is empty"),
    foursquare_id: unsupported,
    foursquare_type: unsupported,
    google_place_id: unsupported,
    google_place_type: unsupported,
  },
  sendContact: {
    ...sending,
    phone_number: required(text, "phone number is empty"),
    first_name: required(text, "first name is empty"),
    last_name: text,
    vcard: text,
  },
  sendPoll: {
    chat_id: chat,
    message_thread_id: integer,
    business_connection_id: unsupported,
    ...quietly,
    ...reply,
    allow_paid_broadcast: unsupported,
    message_effect_id: text,
    reply_markup: anyMarkup,
    question: required(text, "poll question must be non-empty"),
    question_parse_mode: unsupported,
    question_entities: unsupported,
    options: required(json(pollOptions), "poll must have at least 2 option"),
    is_anonymous: flag,
    type: text,
    allows_multiple_answers: flag,
    allows_revoting: unsupported,
    shuffle_options: unsupported,
    allow_adding_options: unsupported,
    hide_results_until_closes: unsupported,
    members_only: unsupported,
    country_codes: unsupported,
    correct_option_ids: unsupported,
    explanation: unsupported,
    explanation_parse_mode: unsupported,
    explanation_entities: unsupported,
    explanation_media: unsupported,
    description: unsupported,
    description_parse_mode: unsupported,
    description_entities: unsupported,
    media: unsupported,
    open_period: unsupported,
    close_date: unsupported,
    is_closed: unsupported,
  },
  sendDice: { ...sendingDice, emoji: text },
  sendChatAction: {
    business_connection_id: unsupported,
    chat_id: chat,
    message_thread_id: integer,
    action: required(text, "wrong parameter action in request"),
  },
  copyMessage: {
    ...into,
    ...from,
    ...reply,
    ...captioned,
    message_id: messageId,
    video_start_timestamp: unsupported,
    show_caption_above_media: flag,
    allow_paid_broadcast: unsupported,
    message_effect_id: text,
    suggested_post_parameters: unsupported,
    reply_markup: anyMarkup,
  },
  copyMessages: { ...into, ...from, message_ids: messageIdList, remove_caption: flag },
  forwardMessage: {
    ...into,
    ...from,
    message_id: messageId,
    video_start_timestamp: unsupported,
    message_effect_id: text,
    suggested_post_parameters: unsupported,
  },
  forwardMessages: { ...into, ...from, message_ids: messageIdList },
} satisfies SchemaTable<
  | "sendMessage"
  | "sendLocation"
  | "sendVenue"
  | "sendContact"
  | "sendPoll"
  | "sendDice"
  | "sendChatAction"
  | "copyMessage"
  | "copyMessages"
  | "forwardMessage"
  | "forwardMessages"
>;
