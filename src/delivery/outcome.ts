import type { FailureClass } from "./effect.ts";

/** What a call of the Bot API came to. */
export type CallResult =
  | { kind: "ok"; result: unknown }
  | {
      kind: "refused";
      code: number;
      description: string;
      retryAfterSeconds?: number | undefined;
      migrateToChatId?: number | undefined;
    }
  /** Nothing left this machine: the connection was never made. */
  | { kind: "not-sent"; description: string }
  /** It left, and nobody knows whether it arrived: reset, time-out, 5xx. */
  | { kind: "unknown"; description: string };

// For a refusal that does not say how long; a chat takes about one message a second.
const defaultWaitSeconds = 5;

export type Verdict =
  | { kind: "sent" }
  | { kind: "wait"; seconds: number }
  | { kind: "retry" }
  | { kind: "migrate"; toChatId: number }
  | { kind: "failed"; failure: FailureClass }
  | { kind: "unknown" }
  /** The token is wrong or revoked: nothing can be sent at all. */
  | { kind: "fatal" };

// The beginnings of Telegram's error texts: Bot API server source, Client.cpp and td.
const classes: [pattern: RegExp, failure: FailureClass][] = [
  [
    /bot was blocked by the user|user is deactivated|bot can't initiate conversation/,
    "unreachable",
  ],
  [/bot was kicked|bot is not a member|group chat was deleted/, "chat-lost"],
  [/chat not found|PEER_ID_INVALID/, "unreachable"],
  [/message thread not found|TOPIC_DELETED|TOPIC_ID_INVALID/, "topic-gone"],
  [/TOPIC_CLOSED/, "topic-closed"],
  [
    /message to (edit|delete|react|copy|forward) not found|message can't be (deleted|edited)/,
    "target-gone",
  ],
  // the right to send photos, or to manage topics, may lack where words can be written
  [
    /have no rights to send|not enough rights to send text|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED/,
    "muted",
  ],
  [/VOICE_MESSAGES_FORBIDDEN/, "voice-forbidden"],
  [/QUOTE_TEXT_INVALID/, "quote-invalid"],
  [/REACTION_INVALID/, "reaction-invalid"],
  [/can't parse entities|ENTITY_|ENTITIES_/, "entities-invalid"],
  [
    /message to be replied not found|message to reply not found|REPLY_MESSAGE_ID_INVALID/,
    "reply-gone",
  ],
  [/reply markup is too long|REPLY_MARKUP_|BUTTON_|inline keyboard button/, "markup-invalid"],
  [/is too long|_TOO_LONG/, "too-long"],
  [/query is too old/, "query-too-old"],
];

/** Decides what a call's result means for the effect; every row of the list of known errors has its place. */
export function judge(result: CallResult): Verdict {
  switch (result.kind) {
    case "ok":
      return { kind: "sent" };
    case "not-sent":
      return { kind: "retry" };
    case "unknown":
      return { kind: "unknown" };
    case "refused":
      return judgeRefusal(result);
  }
}

function judgeRefusal(refusal: Extract<CallResult, { kind: "refused" }>): Verdict {
  const { code, description } = refusal;
  if (code === 429 || refusal.retryAfterSeconds !== undefined)
    return { kind: "wait", seconds: refusal.retryAfterSeconds ?? defaultWaitSeconds };
  if (refusal.migrateToChatId !== undefined)
    return { kind: "migrate", toChatId: refusal.migrateToChatId };
  if (code === 401 || code === 404) return { kind: "fatal" };
  if (code >= 500) return { kind: "unknown" };
  // the wanted state is there already
  if (/message is not modified|TOPIC_NOT_MODIFIED/.test(description)) return { kind: "sent" };
  const known = classes.find(([pattern]) => pattern.test(description));
  return { kind: "failed", failure: known?.[1] ?? "rejected" };
}
