/**
 * Calls that cost nothing in a chat: they make no message and change none.
 * telegram-bot-api#648; core.telegram.org/bots/faq speaks of messages only.
 */
export const freeMethods: readonly string[] = [
  "setMessageReaction",
  "deleteMessage",
  "deleteMessages",
  "pinChatMessage",
  "unpinChatMessage",
  "sendChatAction",
  "answerCallbackQuery",
];

const free = new Set(freeMethods);

/** How many messages of a chat's budget a call takes: an album one for each item, an edit one. */
export function messagesOf(method: string, params: Record<string, unknown>): number {
  if (free.has(method)) return 0;
  const several = params["media"] ?? params["message_ids"];
  return Array.isArray(several) ? Math.max(several.length, 1) : 1;
}
