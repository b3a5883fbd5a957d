import { errors } from "../errors.ts";
import type { ChatRecord, TopicRecord } from "../model.ts";
import { chatForBot, hasRight } from "../rights.ts";
import * as topics from "../topics.ts";
import type { TopicChange } from "../topics.ts";
import type { Context, Handlers } from "./context.ts";

/** What the bot does to topics. */
export const topicHandlers: Handlers<
  | "createForumTopic"
  | "editForumTopic"
  | "closeForumTopic"
  | "reopenForumTopic"
  | "deleteForumTopic"
  | "unpinAllForumTopicMessages"
  | "getForumTopicIconStickers"
  | "editGeneralForumTopic"
  | "closeGeneralForumTopic"
  | "reopenGeneralForumTopic"
  | "hideGeneralForumTopic"
  | "unhideGeneralForumTopic"
> = {
  createForumTopic(context, parameters) {
    const change = forumChange(context, parameters.chat_id);
    const name = topics.checkTopicName(parameters.name);
    refuseWithoutRight(change, "create a topic");
    const { icon_color: iconColor, icon_custom_emoji_id: iconCustomEmojiId } = parameters;
    if (iconColor !== undefined && !topics.TOPIC_COLOURS.includes(iconColor)) {
      throw errors.badRequest("invalid icon color specified");
    }
    checkIcon(iconCustomEmojiId);
    const topic = topics.openTopic(change, { name, iconColor, iconCustomEmojiId });
    return {
      message_thread_id: topic.id,
      name: topic.name,
      icon_color: topic.iconColor,
      ...(iconCustomEmojiId !== undefined && { icon_custom_emoji_id: iconCustomEmojiId }),
    };
  },
  editForumTopic(context, parameters) {
    const { change, topic } = ownTopic(context, parameters, "edit the topic");
    const name = parameters.name ? topics.checkTopicName(parameters.name) : undefined;
    checkIcon(parameters.icon_custom_emoji_id);
    topics.renameTopic(change, topic, { name, iconCustomEmojiId: parameters.icon_custom_emoji_id });
    return true;
  },
  closeForumTopic(context, parameters) {
    const { change, topic } = ownTopic(context, parameters, "close or open the topic");
    topics.setTopicClosed(change, topic, true);
    return true;
  },
  reopenForumTopic(context, parameters) {
    const { change, topic } = ownTopic(context, parameters, "close or open the topic");
    topics.setTopicClosed(change, topic, false);
    return true;
  },
  deleteForumTopic(context, parameters) {
    const change = forumChange(context, parameters.chat_id);
    const topic = topicOf(change.chat, parameters.message_thread_id);
    const bot = change.chat.members.get(change.by);
    if (!hasRight(bot, "can_delete_messages")) throw errors.noRightsToTopic("delete the topic");
    topics.deleteTopic(change, topic);
    return true;
  },
  unpinAllForumTopicMessages(context, parameters) {
    const { chat, by, world } = forumChange(context, parameters.chat_id);
    const topic = topicOf(chat, parameters.message_thread_id);
    if (!hasRight(chat.members.get(by), "can_pin_messages")) throw errors.noRightsToPin();
    chat.pinned = chat.pinned.filter((id) => chat.messages.get(id)?.thread !== topic.id);
    world.announce({ kind: "chat", chat: chat.id });
    return true;
  },
  getForumTopicIconStickers: () => topics.iconStickers(),
  editGeneralForumTopic(context, parameters) {
    topics.setGeneral(generalChange(context, parameters), {
      name: topics.checkTopicName(parameters.name),
    });
    return true;
  },
  closeGeneralForumTopic(context, parameters) {
    topics.setGeneral(generalChange(context, parameters), { isClosed: true });
    return true;
  },
  reopenGeneralForumTopic(context, parameters) {
    topics.setGeneral(generalChange(context, parameters), { isClosed: false });
    return true;
  },
  hideGeneralForumTopic(context, parameters) {
    topics.setGeneral(generalChange(context, parameters), { isHidden: true });
    return true;
  },
  unhideGeneralForumTopic(context, parameters) {
    topics.setGeneral(generalChange(context, parameters), { isHidden: false });
    return true;
  },
};

function forumChange({ world, updates }: Context, reference: number | string): TopicChange {
  const chat = chatForBot(world, reference, "write");
  if (!chat.isForum) throw errors.notForum();
  return { world, updates, chat, by: world.bot.id };
}

function generalChange(context: Context, parameters: { chat_id: number | string }): TopicChange {
  const change = forumChange(context, parameters.chat_id);
  refuseWithoutRight(change, "edit the topic");
  return change;
}

function refuseWithoutRight({ chat, by }: TopicChange, purpose: string): void {
  if (!hasRight(chat.members.get(by), "can_manage_topics")) throw errors.noRightsToTopic(purpose);
}

/** Whoever opened a topic may change it, besides those with the right. */
function ownTopic(
  context: Context,
  parameters: { chat_id: number | string; message_thread_id: number },
  purpose: string,
): { change: TopicChange; topic: TopicRecord } {
  const change = forumChange(context, parameters.chat_id);
  const topic = topicOf(change.chat, parameters.message_thread_id);
  if (topic.creator !== change.by) refuseWithoutRight(change, purpose);
  return { change, topic };
}

function topicOf(chat: ChatRecord, thread: number): TopicRecord {
  const topic = chat.topics.get(thread);
  if (!topic) throw errors.topicInvalid();
  return topic;
}

function checkIcon(id: string | undefined): void {
  if (id !== undefined && id !== "" && topics.iconEmoji(id) === undefined) {
    throw errors.badRequest("DOCUMENT_INVALID");
  }
}
