/** How much of each limit a call takes. */
export interface FloodCost {
  /** Of the bot's calls in a second. */
  second: number;
  /** Of a chat's messages in a second. */
  chat: number;
  /** Of a group's messages in a minute. */
  group: number;
}

const FREE: FloodCost = { second: 0, chat: 0, group: 0 };
const MESSAGE: FloodCost = { second: 1, chat: 1, group: 1 };

/**
 * Sending counts everywhere, and a new topic is a message; edits share the group's budget; each item of an album, and of
 * what is copied or forwarded together, counts in the group; reactions, deletions, pins, answers to pressed buttons and
 * whatever only asks are free. Sources: https://core.telegram.org/bots/faq, and what the server's maintainer says in
 * tdlib/td#2592, tdlib/td#3034 (edits, topics) and tdlib/telegram-bot-api#648 (answers to buttons).
 */
export function floodCost(method: string, params: Record<string, unknown>): FloodCost {
  switch (method) {
    case "sendChatAction":
      return FREE;
    case "sendMediaGroup":
      return { ...MESSAGE, group: lengthOf(params["media"]) };
    case "copyMessages":
    case "forwardMessages":
      return { ...MESSAGE, group: lengthOf(params["message_ids"]) };
    case "copyMessage":
    case "forwardMessage":
    case "createForumTopic":
      return MESSAGE;
    case "stopPoll":
      return { ...MESSAGE, chat: 0 };
    default:
      if (method.startsWith("editMessage")) return { ...MESSAGE, chat: 0 };
      return method.startsWith("send") ? MESSAGE : FREE;
  }
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 1;
}
