import { commandsFor } from "../command-lists.ts";
import type { ChatRecord } from "../model.ts";
import { textFor } from "../methods/profile.ts";
import { asButton } from "../people/pressing.ts";
import type {
  BotView,
  ChatHeadView,
  ChatRightsView,
  ClockView,
  PhoneView,
  ReplyKeyboardView,
  Snapshot,
  TopicView,
} from "../protocol.ts";
import { REACTION_EMOJI } from "../reactions.ts";
import { hasRight, isAdministrator, isIn, isPermitted, mayPin } from "../rights.ts";
import { iconEmoji } from "../topics.ts";
import { chatOf, personOf } from "../world.ts";
import type { World } from "../world.ts";
import { messageView, personView } from "./message-view.ts";

/** A phone that the page shows: whose it is, and which chats in which order. */
export interface Phone {
  person: number;
  caption?: string;
  chats: number[];
}

/** What the bot shows to be doing, by chat. */
export type Activities = Map<number, NonNullable<ChatHeadView["activity"]>>;

const GENERAL_COLOUR = 0x6fb9f0;

/** Everything that the page needs to draw itself. */
export function snapshot(world: World, phones: Phone[], activities: Activities): Snapshot {
  return {
    clock: clockView(world),
    bot: botView(world),
    phones: phones.map((phone) => phoneView(world, phone, activities)),
  };
}

/** The clock as of now. */
export function clockView({ clock }: World): ClockView {
  return { now: clock.now().getTime(), offset: clock.offset() };
}

/** The bot with its profile in Russian, else in no language. */
export function botView(world: World): BotView {
  const { names, descriptions, shortDescriptions } = world.state.botSettings;
  return {
    id: world.bot.id,
    name: textFor(names, "ru") || world.bot.first_name,
    username: world.bot.username ?? "",
    description: textFor(descriptions, "ru"),
    shortDescription: textFor(shortDescriptions, "ru"),
  };
}

function phoneView(world: World, phone: Phone, activities: Activities): PhoneView {
  return {
    person: personView(world, phone.person),
    ...(phone.caption !== undefined && { caption: phone.caption }),
    chats: phone.chats.map((id) => {
      const chat = chatOf(world, id);
      const isVisible = chat.type === "private" || chat.members.has(phone.person);
      const records = isVisible ? [...chat.messages.values()] : [];
      return {
        ...chatHead(world, chat, phone.person, activities),
        messages: records.map((record) => messageView(world, record, phone.person)),
      };
    }),
  };
}

/** All about a chat but its messages, as one person sees it. */
export function chatHead(
  world: World,
  chat: ChatRecord,
  viewer: number,
  activities: Activities,
): ChatHeadView {
  const isPrivate = chat.type === "private";
  const person = personOf(world, viewer);
  const bot = chat.members.get(world.bot.id);
  const member = chat.members.get(viewer);
  const activity = activities.get(chat.id);
  return {
    id: chat.id,
    kind: isPrivate ? "private" : chat.isForum ? "forum" : "group",
    title: isPrivate ? botView(world).name : chat.title,
    started: !isPrivate || person.hasStarted,
    blocked: isPrivate && person.hasBlocked,
    isMember: isPrivate || isIn(member),
    botIsMember: isPrivate || isIn(bot),
    botIsAdmin: isPrivate || isAdministrator(bot),
    memberCount: isPrivate ? 2 : [...chat.members.values()].filter(isIn).length,
    rights: rightsView(world, chat, viewer),
    isAnonymous: member?.isAnonymous ?? false,
    reactions: chat.reactions === "all" ? [...REACTION_EMOJI] : chat.reactions,
    topics: chat.isForum ? topicViews(chat) : [],
    replyKeyboard: keyboardView(chat, viewer),
    commands: commandsFor(world, chat, viewer).map(({ command, description }) => ({
      command,
      description,
    })),
    pinned: chat.pinned.toReversed(),
    ...(activity && { activity }),
  };
}

function rightsView(world: World, chat: ChatRecord, viewer: number): ChatRightsView {
  const member = chat.members.get(viewer);
  const isPrivate = chat.type === "private";
  return {
    write: isPrivate
      ? !personOf(world, viewer).hasBlocked
      : isPermitted(chat, viewer, "can_send_messages"),
    pin: mayPin(chat, viewer),
    deleteOthers: isPrivate || hasRight(member, "can_delete_messages"),
    manageTopics: hasRight(member, "can_manage_topics"),
    isOwner: member?.status === "creator",
    isAdmin: isAdministrator(member),
  };
}

function topicViews(chat: ChatRecord): TopicView[] {
  const lastAt = new Map<number | null, number>();
  for (const { thread, date } of chat.messages.values()) lastAt.set(thread, date * 1000);
  const { name, isClosed, isHidden } = chat.general;
  const general: TopicView = {
    thread: null,
    name,
    closed: isClosed,
    hidden: isHidden,
    iconColor: GENERAL_COLOUR,
    lastMessageAt: lastAt.get(null) ?? 0,
  };
  const others = [...chat.topics.values()].map((topic): TopicView => {
    const emoji =
      topic.iconCustomEmojiId === undefined ? undefined : iconEmoji(topic.iconCustomEmojiId);
    return {
      thread: topic.id,
      name: topic.name,
      closed: topic.isClosed,
      hidden: false,
      iconColor: topic.iconColor,
      ...(emoji !== undefined && { iconEmoji: emoji }),
      lastMessageAt: lastAt.get(topic.id) ?? 0,
    };
  });
  others.sort((a, b) => b.lastMessageAt - a.lastMessageAt);
  return [general, ...others];
}

function keyboardView(chat: ChatRecord, viewer: number): ReplyKeyboardView | null {
  const markup = chat.keyboards.get(viewer)?.markup;
  if (!markup) return null;
  return {
    rows: markup.keyboard.map((row) =>
      row.map(asButton).map((button) => ({
        text: button.text,
        kind:
          "request_contact" in button
            ? "contact"
            : "request_location" in button
              ? "location"
              : "text",
      })),
    ),
    isPersistent: markup.is_persistent ?? false,
    oneTime: markup.one_time_keyboard ?? false,
    resize: markup.resize_keyboard ?? false,
    ...(markup.input_field_placeholder !== undefined && {
      placeholder: markup.input_field_placeholder,
    }),
  };
}
