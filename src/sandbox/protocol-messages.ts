/** How messages look on the page; a part of `protocol.ts`. */

export interface PersonView {
  id: number;
  /** First and last name as shown; for an anonymous administrator the group's title. */
  name: string;
  username?: string;
  isBot: boolean;
}

export interface MessageView {
  chat: number;
  id: number;
  /** The topic's id; null in General, in groups without topics and in private chats. */
  thread: number | null;
  /** Written by this phone's person. */
  outgoing: boolean;
  sender: PersonView;
  /** The person may still edit it (own text or caption, no service message). */
  canEdit: boolean;
  sentAt: number;
  /** Present when it was edited. */
  editedAt?: number;
  /** Present for notices ("so-and-so joined"); such a message has nothing else to show. */
  service?: ServiceView;
  /** The text, or the caption of the media; empty when there is none. */
  text: string;
  entities: EntityView[];
  media?: MediaView;
  /** Messages with the same id side by side are one album. */
  albumId?: string;
  /** Only real replies; the link of a topic's messages to its opening is not one. */
  reply?: ReplyView;
  /** From whom it was forwarded. */
  forwardedFrom?: string;
  reactions: ReactionView[];
  /** Rows of inline buttons; empty when there are none. */
  buttons: InlineButtonView[][];
  /** May not be forwarded or saved. */
  isProtected: boolean;
}

export type ServiceView =
  | { kind: "topic_created"; name: string }
  | { kind: "topic_edited"; name?: string }
  | { kind: "topic_closed" }
  | { kind: "topic_reopened" }
  | { kind: "general_hidden" }
  | { kind: "general_unhidden" }
  | { kind: "members_added"; names: string[] }
  | { kind: "member_left"; name: string }
  | { kind: "pinned"; messageId: number; preview: string }
  | { kind: "group_created" }
  | { kind: "group_upgraded" }
  | { kind: "title_changed"; title: string };

/** Offsets and lengths in UTF-16 code units, as JavaScript counts. Types are those of the Bot API. */
export interface EntityView {
  type: string;
  offset: number;
  length: number;
  /** text_link */
  url?: string;
  /** pre */
  language?: string;
}

export type MediaView =
  | {
      kind:
        | "photo"
        | "video"
        | "animation"
        | "video_note"
        | "voice"
        | "audio"
        | "document"
        | "sticker";
      fileId: string;
      fileName?: string;
      mimeType: string;
      /** Bytes. */
      size: number;
      width?: number;
      height?: number;
      /** Seconds. */
      duration?: number;
      /** audio */
      title?: string;
      performer?: string;
      /** sticker */
      emoji?: string;
      /** The bytes are not there (a file that only claims its size): `/sandbox/file/<id>` answers 404. */
      isHollow: boolean;
    }
  | { kind: "location"; latitude: number; longitude: number }
  | { kind: "venue"; latitude: number; longitude: number; title: string; address: string }
  | { kind: "contact"; name: string; phone: string }
  | {
      kind: "poll";
      question: string;
      options: { text: string; votes: number }[];
      isClosed: boolean;
    }
  | { kind: "dice"; emoji: string; value: number };

export interface ReplyView {
  messageId: number;
  senderName: string;
  /** The first words of what is replied to, or the quote. */
  preview: string;
  isQuote: boolean;
  /** The message that is replied to has been deleted. */
  isGone: boolean;
}

export interface ReactionView {
  emoji: string;
  count: number;
  /** This phone's person set it. */
  mine: boolean;
  /** Names of those who set it. */
  by: string[];
}

export interface InlineButtonView {
  text: string;
  /**
   * - callback: `tap` it; the answer comes back in the `ActResult`.
   * - url: an ordinary link, opened in a new tab; when `isBotLink`, do `open_link` instead.
   * - copy: puts `copyText` into the clipboard.
   * - disabled: cannot be pressed.
   */
  kind: "callback" | "url" | "copy" | "disabled";
  url?: string;
  /** `url` is t.me/<this bot>?start=… or ?startgroup=…; for startgroup the page lets the person choose a group first. */
  isBotLink?: boolean;
  needsGroup?: boolean;
  copyText?: string;
  style?: "danger" | "success" | "primary";
}
