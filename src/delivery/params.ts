import { singleItemCall } from "./album.ts";
import type { ClaimedEffect } from "./claim-store.ts";
import type { Call, SentResult } from "./effect.ts";

/**
 * The call of an effect, with the results of earlier effects filled in.
 *
 * @returns undefined when the message to change was never sent, so that there is nothing to call.
 */
export function bindCall(effect: ClaimedEffect): Call | undefined {
  const params: Record<string, unknown> = { chat_id: effect.chatId, ...effect.params };
  if (effect.refersTo.target) {
    const messageId = effect.target?.messageIds[0];
    if (messageId === undefined) return undefined;
    params["message_id"] = messageId;
  }
  // Without the topic or the message replied to, the words themselves still have to arrive.
  const topicId = effect.topic?.topicId;
  if (effect.refersTo.topic && typeof topicId === "number") params["message_thread_id"] = topicId;
  const replyTo = effect.reply?.messageIds[0];
  if (effect.refersTo.reply && replyTo !== undefined)
    params["reply_parameters"] = { message_id: replyTo, allow_sending_without_reply: true };
  const call = { method: effect.method, params };
  return effect.method === "sendMediaGroup" ? singleItemCall(call) : call;
}

/** What later effects may refer to. */
export function sentResult(method: string, result: unknown): SentResult {
  if (Array.isArray(result)) return { messageIds: result.flatMap(messageIdOf), topicId: null };
  if (method === "createForumTopic") {
    const topicId = (result as { message_thread_id?: number } | null)?.message_thread_id;
    return { messageIds: [], topicId: topicId ?? null };
  }
  return { messageIds: messageIdOf(result), topicId: null };
}

function messageIdOf(result: unknown): number[] {
  if (typeof result !== "object" || result === null) return [];
  const id = (result as { message_id?: unknown }).message_id;
  return typeof id === "number" ? [id] : [];
}
