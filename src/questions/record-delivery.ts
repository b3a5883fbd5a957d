import { type About, type Delivered, type Effect, enqueue } from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import { deskNotice } from "./desk-effects.ts";
import type { CopyRole, Question } from "./question.ts";

/** Reactions that say on a coordinator's own message what became of it; Bot API, ReactionTypeEmoji. */
const receipts = { delivered: "👌", failed: "🤔" } as const;

const roles: Record<string, CopyRole> = {
  card: "card",
  "author-copy": "author_copy",
  answer: "answer_copy",
  notice: "notice",
  "author-notice": "notice",
};

/** Takes note of how what questions sent has ended: which message stands where, and the receipt. */
export function createRecordDelivery(deps: QuestionsDependencies) {
  return async (transaction: Transaction, about: About, delivered: Delivered): Promise<void> => {
    const questionId = String(about["question"]);
    const deskId = typeof about["desk"] === "string" ? about["desk"] : null;
    if (about.what === "topic" && deskId) return noteTopic(transaction, deskId, delivered);
    if (delivered.kind === "sent") {
      await pairAll(transaction, about, questionId, deskId, delivered.messageIds);
      if (about.what === "card" && deskId && delivered.messageIds[0] !== undefined)
        await deps.desks.change(transaction, deskId, { cardMessageId: delivered.messageIds[0] });
    }
    if (about.what === "answer") await noteAnswer(transaction, about, questionId, delivered);
  };

  async function noteTopic(
    transaction: Transaction,
    deskId: string,
    delivered: Delivered,
  ): Promise<void> {
    const topicId = delivered.kind === "sent" ? delivered.topicId : null;
    // without its topic the question is worked on in the group itself
    const changes = topicId === null ? { hasTopic: false } : { topicId };
    await deps.desks.change(transaction, deskId, changes);
  }

  async function pairAll(
    transaction: Transaction,
    about: About,
    questionId: string,
    deskId: string | null,
    messageIds: number[],
  ): Promise<void> {
    const chatId = await chatOf(transaction, questionId, deskId);
    const role = roles[about.what];
    if (chatId === null || !role) return;
    const ours = about.messages ?? [];
    await deps.desks.pair(
      transaction,
      messageIds.map((messageId, index) => ({
        chatId,
        messageId,
        role,
        questionId,
        questionMessageId: ours[index] ?? null,
        deskId,
      })),
    );
  }

  async function chatOf(
    transaction: Transaction,
    questionId: string,
    deskId: string | null,
  ): Promise<number | null> {
    if (deskId) return (await deps.desks.find(deskId, transaction))?.chatId ?? null;
    return (await deps.questions.find(questionId, transaction))?.author.chatId ?? null;
  }

  async function noteAnswer(
    transaction: Transaction,
    about: About,
    questionId: string,
    delivered: Delivered,
  ): Promise<void> {
    const question = await deps.questions.find(questionId, transaction);
    if (!question) return;
    for (const messageId of about.messages ?? []) {
      await enqueue(transaction, await receipt(transaction, question, messageId, delivered));
    }
  }

  async function receipt(
    transaction: Transaction,
    question: Question,
    messageId: string,
    delivered: Delivered,
  ): Promise<Effect[]> {
    const original = await deps.desks.originalOf(messageId, transaction);
    if (!original) return [];
    const { chatId } = original;
    const sent = delivered.kind === "sent";
    const emoji = sent ? receipts.delivered : receipts.failed;
    const tried = await deps.questions.noteDelivery(transaction, messageId, sent);
    const reaction: Effect = {
      key: `receipt:${messageId}:${tried}`,
      chatId,
      method: "setMessageReaction",
      params: { message_id: original.messageId, reaction: [{ type: "emoji", emoji }] },
    };
    if (sent) return [reaction];
    const failure = delivered.kind === "failed" ? delivered.failure : "unknown";
    const desk = original.deskId && (await deps.desks.find(original.deskId, transaction));
    if (!desk) return [reaction];
    const screen = deps.presenter.deliveryFailed(question, failure, messageId);
    const key = `not-delivered:${messageId}:${tried}`;
    return [reaction, deskNotice(key, desk, question, screen, original.messageId)];
  }
}
