import type { ReactionType } from "@grammyjs/types";
import { errors } from "../errors.ts";
import type { ChatRecord, MessageRecord } from "../model.ts";
import { readBotLink } from "../bot-link.ts";
import { isService, remove } from "../posting.ts";
import { REACTION_EMOJI } from "../reactions.ts";
import { chatForBot, hasRight, isPermitted } from "../rights.ts";
import { nowInSeconds } from "../world.ts";
import type { World } from "../world.ts";
import type { Handlers } from "./context.ts";

/** https://core.telegram.org/bots/api#deletemessage */
const DELETABLE_SECONDS = 48 * 60 * 60;

/** Deleting, reacting, answering pressed buttons. */
export const changeHandlers: Handlers<
  "deleteMessage" | "deleteMessages" | "answerCallbackQuery" | "setMessageReaction"
> = {
  deleteMessage({ world }, parameters) {
    const chat = chatForBot(world, parameters.chat_id, "remove");
    const record = chat.messages.get(parameters.message_id);
    if (!record) throw errors.messageNotFound("delete");
    refuseToDelete(world, chat, record);
    remove(world, chat, [record.id]);
    return true;
  },
  deleteMessages({ world }, parameters) {
    const chat = chatForBot(world, parameters.chat_id, "remove");
    const records = parameters.message_ids.flatMap((id) => chat.messages.get(id) ?? []);
    for (const record of records) refuseToDelete(world, chat, record);
    remove(
      world,
      chat,
      records.map(({ id }) => id),
    );
    return true;
  },
  answerCallbackQuery({ world, callbacks }, parameters) {
    const { text, show_alert, url } = parameters;
    if (text !== undefined && text.length > 200) throw errors.badRequest("MESSAGE_TOO_LONG");
    if (url !== undefined && !readBotLink(url, world.bot.username ?? "")) {
      throw errors.badRequest("URL_INVALID");
    }
    callbacks.answer(parameters.callback_query_id, {
      ...(text !== undefined && { text }),
      ...(show_alert !== undefined && { show_alert }),
      ...(url !== undefined && { url }),
    });
    return true;
  },
  setMessageReaction({ world }, parameters) {
    const chat = chatForBot(world, parameters.chat_id, "write");
    const record = chat.messages.get(parameters.message_id);
    if (!record || isService(record)) throw errors.messageNotFound("react");
    const emoji = (parameters.reaction ?? []).map(emojiOf);
    if (emoji.length > 1) throw errors.tooManyReactions();
    if (emoji.some((one) => !isReactionAllowed(chat, one))) throw errors.reactionInvalid();
    if (emoji.length > 0 && !isPermitted(chat, world.bot.id, "can_react_to_messages")) {
      throw errors.badRequest("CHAT_RESTRICTED");
    }
    if (emoji.length > 0) record.reactions.set(world.bot.id, emoji);
    else record.reactions.delete(world.bot.id);
    world.announce({ kind: "message", chat: chat.id, message: record.id });
    return true;
  },
};

function emojiOf(reaction: ReactionType): string {
  if (reaction.type !== "emoji") throw errors.reactionInvalid();
  return reaction.emoji;
}

/** One of Telegram's emoji, and one of those that the chat allows. */
export function isReactionAllowed(chat: ChatRecord, emoji: string): boolean {
  if (!REACTION_EMOJI.includes(emoji)) return false;
  return chat.reactions === "all" || chat.reactions.includes(emoji);
}

function refuseToDelete(world: World, chat: ChatRecord, record: MessageRecord): void {
  const isOld = nowInSeconds(world) - record.date >= DELETABLE_SECONDS;
  if (chat.type === "private") {
    if (isOld) throw errors.cannotDeleteForEveryone();
    return;
  }
  if (record.content.forum_topic_created || record.content.supergroup_chat_created) {
    throw errors.cannot("deleted");
  }
  if (hasRight(chat.members.get(world.bot.id), "can_delete_messages")) return;
  if (record.from !== world.bot.id) throw errors.cannot("deleted");
  if (isOld) throw errors.cannotDeleteForEveryone();
}
