import type {
  BotCommand,
  ChatAdministratorRights,
  ChatPermissions,
  InlineKeyboardMarkup,
  MenuButton,
  Message,
  MessageOrigin,
  ReplyKeyboardMarkup,
  TextQuote,
  Update,
  User,
} from "@grammyjs/types";
import type { PersonProfile } from "./contract.ts";

/** Everything that a start with a state file finds again. Plain data, Maps and Sets; bytes of files live apart. */
export interface WorldState {
  people: Map<number, PersonRecord>;
  chats: Map<number, ChatRecord>;
  files: Map<string, FileRecord>;
  updates: UpdateState;
  botSettings: BotSettings;
  /** Private chats and basic groups number their messages in one sequence of the bot's account. */
  nextSharedMessageId: number;
  nextPersonId: number;
  nextGroupId: number;
  nextFileNumber: number;
  nextAlbumNumber: number;
  nextQueryNumber: number;
  clockOffset: number;
}

export interface UpdateState {
  nextUpdateId: number;
  /** In the order of their ids. */
  pending: PendingUpdate[];
  /** When the last one came, in milliseconds. */
  lastAddedAt?: number;
  /** null: all but those that must be named. */
  allowed: string[] | null;
  webhook: WebhookState | null;
}

export interface PendingUpdate {
  update: Update;
  /** In milliseconds. */
  at: number;
  /** It was handed out at least once. */
  isShown?: boolean;
  /** It was confirmed, and is to be handed out once more, whatever offset is asked for. */
  isAgain?: boolean;
}

export interface WebhookState {
  url: string;
  secret?: string;
  maxConnections: number;
  lastErrorDate?: number;
  lastErrorMessage?: string;
}

export interface BotSettings {
  /** By scope and language. */
  commands: Map<string, BotCommand[]>;
  names: Map<string, string>;
  descriptions: Map<string, string>;
  shortDescriptions: Map<string, string>;
  menuButtons: Map<number, MenuButton>;
  defaultRights: Map<string, ChatAdministratorRights>;
}

export interface PersonRecord {
  id: number;
  profile: PersonProfile;
  hasStarted: boolean;
  hasBlocked: boolean;
  isDeactivated: boolean;
}

export interface ChatRecord {
  id: number;
  type: "private" | "group" | "supergroup";
  /** Empty for private chats. */
  title: string;
  isForum: boolean;
  isProtected: boolean;
  reactions: string[] | "all";
  permissions: Required<ChatPermissions>;
  members: Map<number, MemberRecord>;
  topics: Map<number, TopicRecord>;
  general: { name: string; isClosed: boolean; isHidden: boolean };
  messages: Map<number, MessageRecord>;
  /** Supergroups number their own messages. */
  nextMessageId: number;
  /** Oldest first. */
  pinned: number[];
  /** The reply keyboard that each person sees. */
  keyboards: Map<number, ShownKeyboard>;
  /** The supergroup that a basic group has become. */
  migratedTo?: number;
  isDeleted?: boolean;
}

export interface ShownKeyboard {
  markup: ReplyKeyboardMarkup;
  /** The message that brought it. */
  message: number;
}

export interface MemberRecord {
  user: number;
  status: "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";
  isAnonymous: boolean;
  /** Restricted only. */
  permissions?: Required<ChatPermissions>;
  /** Administrators only. */
  rights?: ChatAdministratorRights;
}

export interface TopicRecord {
  id: number;
  name: string;
  iconColor: number;
  iconCustomEmojiId?: string;
  isClosed: boolean;
  creator: number;
}

export type Content = Pick<
  Message,
  | "text"
  | "entities"
  | "caption"
  | "caption_entities"
  | "photo"
  | "video"
  | "animation"
  | "video_note"
  | "voice"
  | "audio"
  | "document"
  | "sticker"
  | "location"
  | "venue"
  | "contact"
  | "poll"
  | "dice"
  | "has_media_spoiler"
  | "show_caption_above_media"
  | "link_preview_options"
  | ServiceKind
>;

export type ServiceKind =
  | "forum_topic_created"
  | "forum_topic_edited"
  | "forum_topic_closed"
  | "forum_topic_reopened"
  | "general_forum_topic_hidden"
  | "general_forum_topic_unhidden"
  | "new_chat_members"
  | "left_chat_member"
  | "pinned_message"
  | "group_chat_created"
  | "supergroup_chat_created"
  | "new_chat_title"
  | "migrate_to_chat_id"
  | "migrate_from_chat_id";

export interface MessageRecord {
  chat: number;
  id: number;
  /** Seconds since 1970, as the Bot API counts. */
  date: number;
  editDate?: number;
  from: number;
  /** Sent in the group's name. */
  isAnonymous: boolean;
  /** The topic; null in General and wherever there are none. */
  thread: number | null;
  /** In supergroups, outside topics: the first message of the chain of replies. */
  replyRoot?: number;
  replyTo?: number;
  quote?: TextQuote;
  forwardOrigin?: MessageOrigin;
  albumId?: string;
  isProtected: boolean;
  keyboard?: InlineKeyboardMarkup;
  effectId?: string;
  content: Content;
  /** By person or bot. */
  reactions: Map<number, string[]>;
}

export interface FileRecord {
  id: string;
  uniqueId: string;
  kind: FileKind;
  path: string;
  name?: string;
  mimeType: string;
  size: number;
  /** It only claims its size: there is nothing to download. */
  isHollow: boolean;
  details: FileDetails;
}

/** What Telegram knows about a file, so that it can be sent again by its id alone. */
export interface FileDetails {
  width?: number;
  height?: number;
  /** Seconds. */
  duration?: number;
  title?: string;
  performer?: string;
  emoji?: string;
  /** Photos: the id of the small size. */
  smallSize?: string;
}

export type FileKind =
  | "photo"
  | "video"
  | "animation"
  | "video_note"
  | "voice"
  | "audio"
  | "document"
  | "sticker"
  | "thumbnail";

/** The sender that the Bot API shows for administrators who write in the group's name. */
export const GROUP_ANONYMOUS_BOT: User = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: "Group",
  username: "GroupAnonymousBot",
};
