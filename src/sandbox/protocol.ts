/**
 * What the browser page and the sandbox say to each other. The page imports only types from here.
 *
 * - `GET  /sandbox/state`      -> `Snapshot`: every phone with all that its person sees.
 * - `GET  /sandbox/events`     -> server-sent events, each `data:` one JSON `PageEvent`. The first is always a
 *                                 `snapshot`, so a page that lost its connection is whole again after reconnecting.
 * - `POST /sandbox/act`        -> one `Action` as JSON; or, when files go with it, multipart/form-data with the field
 *                                 `action` (JSON) and one file part per item, in order. Answers with an `ActResult`.
 * - `GET  /sandbox/file/<id>`  -> the bytes of a file, with its content type and range support (`fileId` of `MediaView`).
 *
 * All moments are milliseconds since 1970 by the sandbox's clock. All ids are those of the Bot API: a private chat
 * has the id of its person, groups have negative ids, a message is named by (chat id, message id).
 */

import type { EntityView, MessageView, PersonView } from "./protocol-messages.ts";

export type * from "./protocol-messages.ts";

export interface Snapshot {
  clock: ClockView;
  bot: BotView;
  /** Side by side, in the order in which the starter marked them. */
  phones: PhoneView[];
}

export interface ClockView {
  /** The sandbox's time at the moment of sending; it runs at the speed of real time. */
  now: number;
  /** How far it was set ahead of (or behind) real time, in milliseconds. */
  offset: number;
}

export interface BotView {
  id: number;
  name: string;
  username: string;
  /** What stands in the empty chat above «Start»; empty when the bot has set none. */
  description: string;
  shortDescription: string;
}

export interface PhoneView {
  person: PersonView;
  /** A line about who this is, set by the starter ("Шадринск, пенсионерка"). */
  caption?: string;
  /** In the starter's order. The private chat with the bot has `kind: "private"`. */
  chats: ChatView[];
}

/** A chat as one person sees it. `ChatHeadView` is all but the messages; it is sent anew when anything in it changes. */
export interface ChatView extends ChatHeadView {
  /** Oldest first; deleted ones are not in it. In forums the messages of all topics, told apart by `thread`. */
  messages: MessageView[];
}

export interface ChatHeadView {
  id: number;
  kind: "private" | "group" | "forum";
  title: string;
  /** Private: whether the person pressed «Start» at least once; before that the page shows the description and a button. */
  started: boolean;
  /** Private: the person blocked the bot. */
  blocked: boolean;
  /** Groups: false after the person left or was removed; the chat can be read but not written to. */
  isMember: boolean;
  /** Groups: whether the bot is in it, and as an administrator. In a private chat both are true. */
  botIsMember: boolean;
  botIsAdmin: boolean;
  memberCount: number;
  rights: ChatRightsView;
  /** The person writes in the group's name. */
  isAnonymous: boolean;
  /** Emoji that may be set in this chat, in the order of the picker; empty where reactions are off. */
  reactions: string[];
  /** Forums only, General first, then by the last message, newest first. Elsewhere empty. */
  topics: TopicView[];
  /** The reply keyboard that the bot shows now; null when there is none. */
  replyKeyboard: ReplyKeyboardView | null;
  /** The bot's commands for this person in this chat (scope and language applied). */
  commands: CommandView[];
  /** Ids of pinned messages, newest first. */
  pinned: number[];
  /** Present while the bot shows an activity (sendChatAction); gone after 5 seconds or with its next message. */
  activity?: { action: string; thread: number | null; until: number };
}

/** What this person may do in this chat now; the page hides or greys out the rest. */
export interface ChatRightsView {
  write: boolean;
  /** Pin, delete others' messages, manage topics: administrators. */
  pin: boolean;
  deleteOthers: boolean;
  manageTopics: boolean;
  /** The person may add the bot, promote it, close reactions …: the group's owner. */
  isOwner: boolean;
  isAdmin: boolean;
}

export interface TopicView {
  /** The thread's id; null is General. */
  thread: number | null;
  name: string;
  closed: boolean;
  hidden: boolean;
  /** One of Telegram's six colours as 0xRRGGBB. */
  iconColor: number;
  /** The emoji of the custom icon when one is set (💬, ✅ …). */
  iconEmoji?: string;
  /** When its last message was written, 0 when there is none. */
  lastMessageAt: number;
}

export interface CommandView {
  /** Without the slash. */
  command: string;
  description: string;
}

export interface ReplyKeyboardView {
  rows: ReplyButtonView[][];
  isPersistent: boolean;
  oneTime: boolean;
  resize: boolean;
  placeholder?: string;
}

export interface ReplyButtonView {
  text: string;
  /** What pressing does: sends the text, or shares the phone number or the place. */
  kind: "text" | "contact" | "location";
}

/** Who acts, and where. `chat` is missing where it can only be the private chat with the bot. */
interface Actor {
  person: number;
}

interface Place extends Actor {
  chat: number;
  /** Forums: the topic's id; missing or null is General. */
  thread?: number | null;
  /** The id of the message that is replied to. */
  replyTo?: number;
  /** An exact part of that message's text. */
  quote?: string;
}

export type SendableKind =
  | "photo"
  | "video"
  | "animation"
  | "video_note"
  | "voice"
  | "audio"
  | "document"
  | "sticker"
  | "location"
  | "contact";

export type Action =
  | (Actor & { do: "start"; payload?: string })
  | (Place & { do: "write"; text: string; entities?: EntityView[] })
  /** With one file part for kinds that are files. */
  | (Place & {
      do: "send";
      kind: SendableKind;
      caption?: string;
      /** Seconds, for voice, audio, video and video_note. */
      duration?: number;
      width?: number;
      height?: number;
      latitude?: number;
      longitude?: number;
      phone?: string;
      name?: string;
    })
  /** With 2-10 file parts; `kinds` names each in order. */
  | (Place & { do: "album"; kinds: ("photo" | "video" | "document" | "audio")[]; caption?: string })
  | (Place & { do: "forward"; fromChat: number; message: number })
  | (Actor & { do: "edit"; chat: number; message: number; text: string })
  /** null takes the own reaction away. */
  | (Actor & { do: "react"; chat: number; message: number; emoji: string | null })
  | (Actor & { do: "delete"; chat: number; message: number })
  | (Actor & { do: "pin" | "unpin"; chat: number; message: number })
  /** Inline button by row and column, counted from 0. */
  | (Actor & { do: "tap"; chat: number; message: number; row: number; column: number })
  /** Button of the reply keyboard, by its text. */
  | (Actor & { do: "press"; chat: number; text: string })
  /** `group` names the chosen group for startgroup links. */
  | (Actor & { do: "open_link"; url: string; group?: number })
  | (Actor & { do: "block" | "unblock" })
  | (Actor & { do: "close_topic" | "reopen_topic"; chat: number; thread: number })
  | { do: "advance_clock"; milliseconds: number };

export type ActResult =
  | {
      ok: true;
      /** The message that was made, where one was. */
      message?: { chat: number; id: number };
      /** tap: what the bot answered; missing when it did not answer within 10 seconds. */
      answer?: CallbackAnswerView;
    }
  /** What the person is told, in English; e.g. the button is gone, writing is not allowed. */
  | { ok: false; error: string };

export interface CallbackAnswerView {
  /** Empty: the spinner just stops. */
  text: string;
  /** A window that must be closed, rather than a line that fades. */
  isAlert: boolean;
  /** A deep link to open, as with `open_link`. */
  url?: string;
}

export type PageEvent =
  | { kind: "snapshot"; snapshot: Snapshot }
  /** A chat's head changed, or a chat appeared on this phone (then its messages follow). */
  | { kind: "chat"; person: number; chat: ChatHeadView }
  /** A new or changed message: put it at its id's place. */
  | { kind: "message"; person: number; message: MessageView }
  | { kind: "deleted"; person: number; chat: number; messages: number[] }
  | { kind: "bot"; bot: BotView }
  | { kind: "clock"; clock: ClockView };
