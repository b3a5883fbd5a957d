import type { Effect, Evidence } from "./evidence.ts";

export type Call = Evidence["ledger"][number];

/** Calls that put something new into a chat, so that a second one is seen. */
const adding = /^(send(?!ChatAction)|copy|forward|createForumTopic)/;

export function isAdding(method: string): boolean {
  return adding.test(method);
}

export function chatOf({ params }: Pick<Call, "params">): number {
  return Number(params["chat_id"]);
}

/** The words of a call: its text, its caption, its album's captions. */
export function textOf(params: Record<string, unknown>): string {
  const { text, caption, media } = params as {
    text?: string;
    caption?: string;
    media?: { caption?: string }[];
  };
  const captions = Array.isArray(media) ? media.map((item) => item.caption ?? "") : [];
  return [text ?? caption ?? "", ...captions].filter((part) => part !== "").join("\n");
}

/** The messages and the topic that a call has brought. */
export function broughtBy({ outcome }: Call): { messageIds: number[]; topicId: number | null } {
  if (!outcome.ok) return { messageIds: [], topicId: null };
  const results: unknown[] = Array.isArray(outcome.result) ? outcome.result : [outcome.result];
  const numbers = (name: string) =>
    results.flatMap((result) => {
      const value = (result as Record<string, unknown> | null)?.[name];
      return typeof value === "number" ? [value] : [];
    });
  return { messageIds: numbers("message_id"), topicId: numbers("message_thread_id")[0] ?? null };
}

/** Effects and calls that look alike in their chat, so that one may stand for the other. */
export function likenessOf(chat: number, { method, params }: Pick<Effect, "method" | "params">) {
  if (method === "createForumTopic") return `${chat} topic ${String(params["name"])}`;
  return `${chat} ${textOf(params)}`;
}
