/** Answers and what belongs to them overtake mass mailings. */
export const lanes = { answers: 0, mailings: 1 } as const;

/** Calls that may be made again without harm when nobody knows whether they arrived. */
const idempotent = new Set([
  "editMessageText",
  "editMessageReplyMarkup",
  "editMessageCaption",
  "deleteMessage",
  "deleteMessages",
  "setMessageReaction",
  "pinChatMessage",
  "closeForumTopic",
  "reopenForumTopic",
  "editForumTopic",
]);

export function isIdempotent(method: string): boolean {
  return idempotent.has(method);
}

/** What an effect is about: news of its outcome goes to the feature that understands it. */
export interface About {
  feature: string;
  what: string;
  /** Our ids of the messages that the call brings, in the order of the album. */
  messages?: string[];
  /** Belongs to a place in its chat: where the chat gets a new id it ends, and is said anew there. */
  bound?: boolean;
  /** Goes out when its chat opens to us again, while other things that waited are given up. */
  lasting?: boolean;
  [detail: string]: string | number | boolean | null | string[] | undefined;
}

/** One call of the Bot API that has to happen, once. */
export interface Effect {
  /** Unique for ever: asking for the same effect twice makes one. */
  key: string;
  chatId: number;
  method: string;
  /** The method's parameters without chat_id. */
  params: Record<string, unknown>;
  lane?: 0 | 1;
  /** Nothing is sent before this moment. */
  notBefore?: Date | undefined;
  /** After this moment it helps nobody any more, and is not sent. */
  usefulUntil?: Date | undefined;
  /**
   * Names what the call sets the state of. While it waits, a later effect with the same key and
   * method puts its own parameters in its place, so that only the newest state is sent. What waits
   * aside is given up for any later effect with the same key.
   */
  mergeKey?: string | undefined;
  /** An earlier effect in the same chat whose message this one replies to. */
  replyToEffect?: string | undefined;
  /** An earlier effect in the same chat whose message this one edits or deletes. */
  targetEffect?: string | undefined;
  /** An earlier effect in the same chat that opens the topic where this one belongs. */
  topicEffect?: string | undefined;
  about?: About | undefined;
}

/** A call of the Bot API, ready to be made. */
export interface Call {
  method: string;
  params: Record<string, unknown>;
}

/** What a sent effect left behind for those that refer to it. */
export interface SentResult {
  messageIds: number[];
  topicId: number | null;
}

/** Why an effect will not be sent: what Telegram says, or that it came too late. */
export type FailureClass =
  | "unreachable"
  | "chat-lost"
  | "muted"
  | "migrated"
  | "topic-gone"
  | "topic-closed"
  | "target-gone"
  | "voice-forbidden"
  | "quote-invalid"
  | "reaction-invalid"
  | "entities-invalid"
  | "reply-gone"
  | "too-long"
  | "markup-invalid"
  | "query-too-old"
  | "expired"
  | "rejected";

/** How an effect ended. */
export type Delivered =
  | { kind: "sent"; messageIds: number[]; topicId: number | null }
  | { kind: "failed"; failure: FailureClass; description: string }
  | { kind: "unknown"; description: string };
