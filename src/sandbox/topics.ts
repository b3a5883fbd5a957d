import type { Sticker } from "@grammyjs/types";
import { errors } from "./errors.ts";
import type { ChatRecord, Content, MessageRecord, TopicRecord } from "./model.ts";
import { deliver, post, remove } from "./posting.ts";
import type { Updates } from "./updates.ts";
import type { World } from "./world.ts";

/** https://core.telegram.org/bots/api#createforumtopic */
export const TOPIC_COLOURS = [0x6fb9f0, 0xffd67e, 0xcb86db, 0x8eee98, 0xff93b2, 0xfb6f5f];
const LONGEST_NAME = 128;

const ICONS: [id: string, emoji: string][] = [
  ["5434144690511290129", "📰"],
  ["5312536423851630001", "💡"],
  ["5312016608254762256", "⚡️"],
  ["5377544228505134960", "🎙"],
  ["5418085807791545980", "🔝"],
  ["5370870893004203704", "🗣"],
  ["5420216386448270341", "🆒"],
  ["5379748062124056162", "❗️"],
  ["5373251851074415873", "📝"],
  ["5433614043006903194", "📆"],
  ["5357315181649076022", "📁"],
  ["5309965701241379366", "🔎"],
  ["5309984423003823246", "📣"],
  ["5312241539987020022", "🔥"],
  ["5312138559556164615", "❤️"],
  ["5377316857231450742", "❓"],
  ["5350305691942788490", "📈"],
  ["5350713563512052787", "📉"],
  ["5237699328843200968", "✅"],
  ["5357107601584693888", "👑"],
  ["5309929258443874898", "💵"],
  ["5417915203100613993", "💬"],
  ["5350452584119279096", "💰"],
  ["5348227245599105972", "💼"],
  ["5348436127038579546", "🏡"],
];

/** Emoji that the custom icon of a topic shows; undefined for ids that are no topic icons. */
export function iconEmoji(id: string): string | undefined {
  return ICONS.find(([icon]) => icon === id)?.[1];
}

/** What getForumTopicIconStickers answers: all custom emoji that a topic may have. */
export function iconStickers(): Sticker[] {
  return ICONS.map(([id, emoji], index) => ({
    file_id: `CAACAgIAAxUAAWtopicicon${index}`,
    file_unique_id: `AgADtopicicon${index}`,
    type: "custom_emoji",
    width: 512,
    height: 512,
    is_animated: true,
    is_video: false,
    emoji,
    custom_emoji_id: id,
    set_name: "Topics",
  }));
}

/** @throws TelegramError when the name cannot be one. */
export function checkTopicName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === "") throw errors.badRequest("title must be non-empty");
  if (trimmed.length > LONGEST_NAME)
    throw errors.misuse(`a topic's name has at most ${LONGEST_NAME} characters`);
  return trimmed;
}

/** Who changes something, and whether the bot learns of it: what people do comes as an update, its own doing does not. */
export interface TopicChange {
  world: World;
  updates: Updates;
  chat: ChatRecord;
  by: number;
}

/** Opens a topic with its notice. The name must have been checked. */
export function openTopic(
  change: TopicChange,
  settings: {
    name: string;
    iconColor?: number | undefined;
    iconCustomEmojiId?: string | undefined;
  },
): TopicRecord {
  const { name, iconCustomEmojiId } = settings;
  const iconColor = settings.iconColor ?? TOPIC_COLOURS[0] ?? 0;
  const icon = iconCustomEmojiId === undefined ? {} : { icon_custom_emoji_id: iconCustomEmojiId };
  const record = post(change.world, change.chat, {
    from: change.by,
    thread: null,
    content: { forum_topic_created: { name, icon_color: iconColor, ...icon } },
  });
  // The notice that opens a topic is its first message, and its id is the topic's.
  record.thread = record.id;
  const topic: TopicRecord = {
    id: record.id,
    name,
    iconColor,
    isClosed: false,
    creator: change.by,
    ...(iconCustomEmojiId !== undefined && { iconCustomEmojiId }),
  };
  change.chat.topics.set(topic.id, topic);
  announceTopic(change, record);
  return topic;
}

/** @throws TelegramError when nothing would change. */
export function renameTopic(
  change: TopicChange,
  topic: TopicRecord,
  settings: { name?: string | undefined; iconCustomEmojiId?: string | undefined },
): void {
  const { name, iconCustomEmojiId } = settings;
  const hasName = name !== undefined && name !== "" && name !== topic.name;
  const hasIcon =
    iconCustomEmojiId !== undefined && iconCustomEmojiId !== (topic.iconCustomEmojiId ?? "");
  if (!hasName && !hasIcon) throw errors.topicNotModified();
  if (hasName) topic.name = name;
  if (hasIcon && iconCustomEmojiId !== "") topic.iconCustomEmojiId = iconCustomEmojiId;
  if (hasIcon && iconCustomEmojiId === "") delete topic.iconCustomEmojiId;
  notice(change, topic.id, {
    forum_topic_edited: {
      ...(hasName && { name }),
      ...(hasIcon && { icon_custom_emoji_id: iconCustomEmojiId }),
    },
  });
}

/** @throws TelegramError when it is so already. */
export function setTopicClosed(change: TopicChange, topic: TopicRecord, isClosed: boolean): void {
  if (topic.isClosed === isClosed) throw errors.topicNotModified();
  topic.isClosed = isClosed;
  notice(change, topic.id, isClosed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} });
}

/** Takes all its messages along; no update tells of it. */
export function deleteTopic({ world, chat }: TopicChange, topic: TopicRecord): void {
  chat.topics.delete(topic.id);
  const gone = [...chat.messages.values()].filter(({ thread }) => thread === topic.id);
  remove(
    world,
    chat,
    gone.map(({ id }) => id),
  );
  world.announce({ kind: "chat", chat: chat.id });
}

/** @throws TelegramError when it is so already. */
export function setGeneral(
  change: TopicChange,
  settings: { name?: string; isClosed?: boolean; isHidden?: boolean },
): void {
  const { general } = change.chat;
  const { name, isClosed, isHidden } = settings;
  if (name !== undefined && name !== general.name) {
    general.name = name;
    return notice(change, null, { forum_topic_edited: { name } });
  }
  if (isClosed !== undefined && isClosed !== general.isClosed) {
    general.isClosed = isClosed;
    return notice(
      change,
      null,
      isClosed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} },
    );
  }
  if (isHidden !== undefined && isHidden !== general.isHidden) {
    general.isHidden = isHidden;
    // A hidden General is closed as well.
    if (isHidden) general.isClosed = true;
    return notice(
      change,
      null,
      isHidden ? { general_forum_topic_hidden: {} } : { general_forum_topic_unhidden: {} },
    );
  }
  throw errors.topicNotModified();
}

function notice(change: TopicChange, thread: number | null, content: Content): void {
  announceTopic(change, post(change.world, change.chat, { from: change.by, thread, content }));
}

function announceTopic({ world, updates, chat, by }: TopicChange, record: MessageRecord): void {
  if (by !== world.bot.id) deliver(world, updates, record);
  world.announce({ kind: "chat", chat: chat.id });
}
