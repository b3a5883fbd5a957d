import type { ChatAdministratorRights, Message, MessageEntity, Update } from "@grammyjs/types";
import type { SettableClock } from "./clock.ts";
import type { Faults } from "./faults.ts";
import type { Flood, FloodRules } from "./flood.ts";
import type { Group } from "./contract-group.ts";
import type { Ledger, LedgerOptions } from "./ledger.ts";

export type * from "./contract-group.ts";

export type { Fault, Faults } from "./faults.ts";
export type { Flood, FloodRules } from "./flood.ts";
export type { Ledger, LedgerEntry, LedgerOptions } from "./ledger.ts";

export interface SandboxOptions {
  /** 0 (default) takes any free port. */
  port?: number;
  host?: string;
  /** What the bot's client has to send; shape `<number>:<letters>`. */
  botToken: string;
  bot?: {
    id?: number;
    first_name?: string;
    username?: string;
    /** Privacy mode off: the bot sees everything in groups also without being an administrator. */
    can_read_all_group_messages?: boolean;
  };
  /** Serves the browser page and its API at "/" (default false). */
  page?: boolean;
  /** The sandbox's clock starts here; default: now. */
  startAt?: Date;
  /** The world is read from this file if it exists, and written to it soon after each change and at close. */
  stateFile?: string;
  /** Flood rules from the start (default none); `sandbox.flood.set` changes them. */
  flood?: FloodRules;
  /** What the ledger keeps (default all). */
  ledger?: LedgerOptions;
  /** How many messages each chat keeps, the oldest are forgotten (default all). For long runs. */
  messagesPerChat?: number;
  /** How many times faster than in life the waits between a webhook's retries pass (default 1). */
  webhookTimeScale?: number;
}

export interface Sandbox {
  /** Root of the Bot API, and the page's address. */
  address: string;
  botToken: string;
  botUsername: string;
  clock: SettableClock;
  ledger: Ledger;
  faults: Faults;
  /** Telegram's limits on how fast a bot may write; off until they are set. */
  flood: Flood;
  /** Whether the world came from `stateFile`. */
  isRestored: boolean;
  /** A new person, or with the `id` of a known one that person again. */
  person(profile: PersonProfile): Person;
  /** A new group, or with the `id` of a known one that group again. */
  group(settings: GroupSettings): Group;
  people(): Person[];
  groups(): Group[];
  /** Marks the phones that the page shows, in this order. */
  phones(phones: PhoneSettings[]): void;
  /** Any update as it stands, for malformed or unknown kinds; `update_id` is given by the sandbox. Returns it. */
  pushUpdate(update: Omit<Update, "update_id"> | Record<string, unknown>): number;
  /** How many updates wait for the bot. */
  pendingUpdates(): number;
  /**
   * Puts confirmed updates back before what waits, as when Telegram did not keep a confirmation: the newest `count` of
   * them, or those with these ids. Remembered are the last 1000 of a day. Returns the ids that were put back.
   */
  redeliver(which: number | readonly number[]): number[];
  /**
   * Mixes the updates that wait between chats, each chat's own stay in order; which update has which id changes with
   * it. The same seed mixes the same queue in the same way.
   */
  shufflePending(seed: number): void;
  /** Resolves when the bot has confirmed all updates pushed so far (by offset, or by its answer to the webhook). */
  whenIdle(within?: number): Promise<void>;
  close(): Promise<void>;
}

export interface PersonProfile {
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
  id?: number;
  phone_number?: string;
  /** Settings › Privacy: no voice and video messages from strangers (VOICE_MESSAGES_FORBIDDEN). */
  forbidsVoice?: boolean;
  /** Forwards carry only the name. */
  hidesForwards?: boolean;
}

export interface GroupSettings {
  title: string;
  owner: Person;
  members?: Person[];
  id?: number;
  forum?: boolean;
  /** A basic group instead of a supergroup. */
  basic?: boolean;
  /** Topics that people have opened before. */
  topics?: string[];
  botIsMember?: boolean;
  /** true gives all rights that matter to a forum; or exactly the named ones. */
  botIsAdmin?: boolean | BotRights;
}

export type BotRights = Partial<Omit<ChatAdministratorRights, "is_anonymous">>;

export interface PhoneSettings {
  person: Person;
  caption?: string;
  /** Groups to show besides the private chat with the bot; the private chat comes first unless `privateChat` is false. */
  chats?: Group[];
  privateChat?: boolean;
}

/** A chat, by handle or id. A person stands for their private chat with the bot. */
export type ChatReference = number | { id: number };

/** A message as its chat shows it now: the Bot API's `Message`, with what only people see. */
export type SandboxMessage = Message & {
  /** All reactions now, one entry per person or bot: emoji and who. */
  reactions: { emoji: string; by: number }[];
  /** Texts of the inline buttons, row by row. */
  buttons: string[][];
};

export interface Where {
  /** Default: the private chat with the bot. */
  chat?: ChatReference;
  /** A topic's id. A reply goes to the topic of the message that is replied to. */
  thread?: number;
}

export interface HowToWrite extends Where {
  replyTo?: { message_id: number };
  /** An exact part of the text that is replied to. */
  quote?: string;
  entities?: MessageEntity[];
}

export type MediaKind =
  | "photo"
  | "voice"
  | "video_note"
  | "video"
  | "audio"
  | "document"
  | "sticker"
  | "animation";

export interface MediaItem {
  kind: MediaKind;
  caption?: string;
  entities?: MessageEntity[];
  /** The bytes; without them a small sample stands in. */
  file?: Buffer;
  fileName?: string;
  mimeType?: string;
  /** Pretends this size in bytes, with no bytes behind it (for files over a limit). */
  fileSize?: number;
  /** Seconds. */
  duration?: number;
  width?: number;
  height?: number;
  /** sticker */
  emoji?: string;
}

export type Sendable =
  | MediaItem
  | { kind: "location"; latitude?: number; longitude?: number }
  | { kind: "contact"; phone_number?: string; first_name?: string; user_id?: number }
  | { kind: "poll"; question?: string; options?: string[] }
  | { kind: "dice"; emoji?: string };

export interface CallbackAnswer {
  text?: string;
  show_alert?: boolean;
  url?: string;
}

export interface HowToWait extends Where {
  /** Real milliseconds, default 5000. */
  within?: number;
  /** Only messages after this one (by id), or that one itself when edited later. */
  after?: { message_id: number };
}

export interface Person {
  id: number;
  first_name: string;
  profile: PersonProfile;
  /** Opens the private chat and sends "/start payload". Unblocks the bot first where it was blocked. */
  start(payload?: string): Promise<SandboxMessage>;
  write(text: string, how?: HowToWrite): Promise<SandboxMessage>;
  send(item: Sendable, how?: HowToWrite): Promise<SandboxMessage>;
  /** Each item is an update of its own, with one media_group_id. */
  sendAlbum(items: MediaItem[], how?: HowToWrite & { caption?: string }): Promise<SandboxMessage[]>;
  forward(message: SandboxMessage, where?: Where): Promise<SandboxMessage>;
  edit(message: SandboxMessage, text: string): Promise<SandboxMessage>;
  /** Replaces own text by media, or media by other media. */
  editToMedia(message: SandboxMessage, item: MediaItem): Promise<SandboxMessage>;
  react(message: SandboxMessage, emoji: string | null): Promise<void>;
  /** Deletes for everyone; the bot is told nothing, as in life. */
  delete(message: SandboxMessage): Promise<void>;
  pin(message: SandboxMessage): Promise<void>;
  unpin(message: SandboxMessage): Promise<void>;
  /**
   * Presses the inline button with this text and waits up to `within` real ms (10000) for the answer.
   *
   * @throws when the message has no such button now.
   */
  tap(
    message: SandboxMessage,
    button: string,
    options?: { within?: number },
  ): Promise<{ answer?: CallbackAnswer }>;
  /** A changed client: sends any callback data for a message. */
  tapData(
    message: SandboxMessage,
    data: string,
    options?: { within?: number },
  ): Promise<{ answer?: CallbackAnswer }>;
  /**
   * Presses a button of the reply keyboard shown now.
   *
   * @throws when it is not shown.
   */
  press(button: string, where?: Where): Promise<SandboxMessage>;
  block(): Promise<void>;
  unblock(): Promise<void>;
  /** The account is gone: "Forbidden: user is deactivated". */
  deactivate(): void;
  /** Follows a t.me link of the bot; for startgroup `group` is the group that the person chooses. */
  openLink(url: string, options?: { group?: Group }): Promise<SandboxMessage | undefined>;
  /** Visible messages, oldest first. */
  messages(where?: Where): SandboxMessage[];
  /** The bot's last visible message there. */
  screen(chat?: ChatReference): SandboxMessage | undefined;
  /** Rows of the reply keyboard shown now; [] when there is none. */
  keyboard(chat?: ChatReference): string[][];
  /** The bot's commands offered in that chat. */
  commands(chat?: ChatReference): string[];
  /**
   * Waits for a visible message of someone else whose text or caption matches.
   *
   * @throws after `within` ms, with what is visible.
   */
  sees(pattern: string | RegExp, how?: HowToWait): Promise<SandboxMessage>;
}
