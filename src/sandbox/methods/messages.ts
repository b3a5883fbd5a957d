import type { Message, Poll } from "@grammyjs/types";
import { errors } from "../errors.ts";
import { asText, formatMessageText } from "../text/formatted-text.ts";
import type { Content } from "../model.ts";
import { chatForBot } from "../rights.ts";
import type { Context, Handlers } from "./context.ts";
import { destinationOf, send } from "./sending.ts";

const CHAT_ACTIONS = new Set([
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "record_voice",
  "upload_voice",
  "upload_document",
  "choose_sticker",
  "find_location",
  "record_video_note",
  "upload_video_note",
]);
const DICE: Record<string, number> = { "🎲": 6, "🎯": 6, "🏀": 5, "⚽": 5, "🎳": 6, "🎰": 64 };

/** Messages without files. */
export const messageHandlers: Handlers<
  | "sendMessage"
  | "sendLocation"
  | "sendVenue"
  | "sendContact"
  | "sendPoll"
  | "sendDice"
  | "sendChatAction"
> = {
  sendMessage(context, parameters) {
    // An unreachable chat is reported before a faulty text, as the server does.
    chatForBot(context.world, parameters.chat_id, "write");
    const text = formatMessageText(parameters.text, parameters.parse_mode, parameters.entities);
    return send(context, parameters, {
      ...asText(text),
      ...(parameters.link_preview_options && {
        link_preview_options: parameters.link_preview_options,
      }),
    });
  },
  sendLocation: (context, parameters) => send(context, parameters, { location: place(parameters) }),
  sendVenue(context, parameters) {
    const location = place(parameters);
    const venue = { location, title: parameters.title, address: parameters.address };
    return send(context, parameters, { location, venue });
  },
  sendContact(context, parameters) {
    const { phone_number, first_name, last_name, vcard } = parameters;
    const contact = {
      phone_number,
      first_name,
      ...(last_name !== undefined && { last_name }),
      ...(vcard !== undefined && { vcard }),
    };
    return send(context, parameters, { contact });
  },
  sendPoll(context, parameters) {
    if (parameters.question.length > 300)
      throw errors.badRequest("poll question length must not exceed 300");
    const isMultiple = parameters.allows_multiple_answers ?? false;
    const poll = newPoll(
      context,
      parameters.question,
      parameters.options.map(({ text }) => text),
      {
        allows_multiple_answers: isMultiple,
        is_anonymous: parameters.is_anonymous ?? true,
      },
    );
    return send(context, parameters, { poll });
  },
  sendDice(context, parameters): Message {
    return send(context, parameters, { dice: rollDice(parameters.emoji) });
  },
  sendChatAction(context, parameters) {
    const { chat, thread } = destinationOf(context, parameters);
    if (!CHAT_ACTIONS.has(parameters.action)) {
      throw errors.badRequest("wrong parameter action in request");
    }
    context.world.announce({ kind: "activity", chat: chat.id, thread, action: parameters.action });
    return true;
  },
};

function place(parameters: { latitude: number; longitude: number }) {
  const { latitude, longitude } = parameters;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    throw errors.badRequest("wrong location");
  return { latitude, longitude };
}

/** @throws TelegramError for emoji that are no dice. */
export function rollDice(emoji = "🎲"): NonNullable<Content["dice"]> {
  const faces = DICE[emoji];
  if (faces === undefined) throw errors.badRequest("wrong dice emoji");
  return { emoji, value: 1 + Math.floor(Math.random() * faces) };
}

/** A poll that nobody has voted in. */
export function newPoll(
  { world }: Pick<Context, "world">,
  question: string,
  options: string[],
  settings: Partial<Pick<Poll, "allows_multiple_answers" | "is_anonymous">> = {},
): Poll {
  return {
    id: String(5_000_000_000_000_000 + world.state.nextQueryNumber++),
    question,
    options: options.map((text, index) => ({ persistent_id: String(index), text, voter_count: 0 })),
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: true,
    type: "regular",
    allows_multiple_answers: false,
    allows_revoting: true,
    members_only: false,
    ...settings,
  };
}
