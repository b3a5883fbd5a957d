import type { Update } from "@grammyjs/types";

/** The chat that an update is about; undefined for those that have none, or no shape that is known. */
export function chatOfUpdate(update: Update): number | undefined {
  const content = contentOf(update);
  const inMessage = isRecord(content?.["message"]) ? content["message"] : undefined;
  return idOf(content?.["chat"]) ?? idOf(inMessage?.["chat"]) ?? idOf(content?.["from"]);
}

/**
 * In which line an update waits for the webhook: each chat has one, and each person one for the buttons that they press
 * (webhook_queue_id in the server's Client.cpp). Updates without either wait for nobody.
 */
export function webhookQueueOf(update: Update): string {
  if (update.callback_query) return `buttons of ${update.callback_query.from?.id}`;
  const chat = chatOfUpdate(update);
  return chat === undefined ? `update ${update.update_id}` : `chat ${chat}`;
}

function contentOf(update: Update): Record<string, unknown> | undefined {
  return Object.values(update).find(isRecord);
}

function idOf(value: unknown): number | undefined {
  return isRecord(value) && typeof value["id"] === "number" ? value["id"] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
