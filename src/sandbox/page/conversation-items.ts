import type { ChatView, MessageView } from "../protocol.ts";
import { dayKey } from "./format.ts";

/** What stands in a conversation, from top to bottom. */
export type ConversationItem =
  | { kind: "day"; key: string; at: number }
  | { kind: "service"; key: string; message: MessageView }
  | {
      kind: "messages";
      key: string;
      /** one message, or the items of an album */
      messages: [MessageView, ...MessageView[]];
      /** the same person wrote the one above */
      follows: boolean;
      /** another person, or nobody, writes below */
      ends: boolean;
    };

const STREAK = 10 * 60 * 1000;

/** The messages of one topic (or of a chat without topics). */
export function messagesOf(chat: ChatView, thread: number | null): MessageView[] {
  return chat.kind === "forum"
    ? chat.messages.filter((message) => message.thread === thread)
    : chat.messages;
}

/** Arranges messages (oldest first) with days between them, albums together, streaks of one person marked. */
export function arrange(messages: readonly MessageView[]): ConversationItem[] {
  const items: ConversationItem[] = [];
  let day = 0;
  for (const message of messages) {
    const key = String(message.id);
    if (dayKey(message.sentAt) !== day) {
      day = dayKey(message.sentAt);
      items.push({ kind: "day", key: `day-${day}`, at: message.sentAt });
    }
    const above = items.at(-1);
    if (message.service) {
      items.push({ kind: "service", key, message });
      continue;
    }
    if (above?.kind !== "messages") {
      items.push({ kind: "messages", key, messages: [message], follows: false, ends: true });
      continue;
    }
    const last = above.messages.at(-1) ?? above.messages[0];
    const samePerson = last.sender.id === message.sender.id;
    if (samePerson && message.albumId !== undefined && last.albumId === message.albumId) {
      above.messages.push(message);
      continue;
    }
    const follows = samePerson && message.sentAt - last.sentAt < STREAK;
    if (follows) above.ends = false;
    items.push({ kind: "messages", key, messages: [message], follows, ends: true });
  }
  return items;
}
