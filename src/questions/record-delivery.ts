import {
  type About,
  type Delivered,
  type Effect,
  enqueue,
  type FailureClass,
} from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import { deskNotice } from "./desk-effects.ts";
import type { Desks } from "./desks.ts";
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

/** Whether nothing at all can be said in a chat any more. */
function isLost(failure: FailureClass | "unknown"): boolean {
  return failure === "unreachable" || failure === "chat-lost" || failure === "muted";
}

/** Takes note of how what questions sent has ended: which message stands where, and the receipt. */
export function createRecordDelivery(deps: QuestionsDependencies, desks: Desks) {
  return async (
    transaction: Transaction,
    about: About,
    delivered: Delivered,
    chatId: number,
  ): Promise<void> => {
    const questionId = String(about["question"]);
    const deskId = typeof about["desk"] === "string" ? about["desk"] : null;
    if (about.what === "topic" && deskId) return noteTopic(transaction, deskId, delivered);
    if (delivered.kind === "sent") {
      await pairAll(transaction, about, { questionId, deskId, chatId }, delivered.messageIds);
      if (about.what === "card" && deskId && delivered.messageIds[0] !== undefined)
        await deps.desks.change(transaction, deskId, { cardMessageId: delivered.messageIds[0] });
    }
    if (deskId && delivered.kind !== "sent")
      await missing(transaction, about, questionId, deskId, delivered);
    if (about.what === "answer") await noteAnswer(transaction, about, questionId, delivered);
  };

  /** What a desk did not get must not be missed there: the author believes that the center has it. */
  async function missing(
    transaction: Transaction,
    about: About,
    questionId: string,
    deskId: string,
    delivered: Exclude<Delivered, { kind: "sent" }>,
  ): Promise<void> {
    const failure = delivered.kind === "failed" ? delivered.failure : "unknown";
    // nobody can answer to a card of which we do not know where it stands
    if (failure === "topic-gone" || about.what === "card" || isLost(failure))
      return leaveDesk(transaction, questionId, deskId, isLost(failure));
    if (about.what !== "author-copy") return;
    const question = await deps.questions.find(questionId, transaction);
    const desk = await deps.desks.find(deskId, transaction);
    if (!question || !desk) return;
    const key = `missing:${deskId}:${(about.messages ?? []).join(":")}`;
    const screen = deps.presenter.copyFailed(question);
    await enqueue(transaction, [deskNotice(key, desk, question, screen)]);
  }

  /** Nobody works at a desk that gets nothing: the question gets another one, see route-waiting. */
  async function leaveDesk(
    transaction: Transaction,
    questionId: string,
    deskId: string,
    lost: boolean,
  ): Promise<void> {
    const { number } = await deps.questions.lock(transaction, questionId);
    await deps.desks.change(transaction, deskId, { leftAt: deps.clock.now(), isLost: lost });
    deps.logger.warn({ question: number }, "a question's desk gets nothing any more");
  }

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

  /** The chat is where the message really went: a group may have moved meanwhile. */
  async function pairAll(
    transaction: Transaction,
    about: About,
    where: { questionId: string; deskId: string | null; chatId: number },
    messageIds: number[],
  ): Promise<void> {
    const role = roles[about.what];
    if (!role) return;
    const ours = about.messages ?? [];
    await deps.desks.pair(
      transaction,
      messageIds.map((messageId, index) => ({
        ...where,
        messageId,
        role,
        questionMessageId: ours[index] ?? null,
      })),
    );
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
      const tried = await deps.questions.noteDelivery(
        transaction,
        messageId,
        delivered.kind === "sent",
      );
      await enqueue(transaction, await receipt(transaction, question, messageId, delivered, tried));
      await settleState(transaction, question, messageId, delivered, tried);
    }
  }

  /** Who has got no answer still waits for one; a repeated answer that arrives is one. */
  async function settleState(
    transaction: Transaction,
    question: Question,
    messageId: string,
    delivered: Delivered,
    tried: number,
  ): Promise<void> {
    const arrivedLate = delivered.kind === "sent" && tried > 1 && question.state === "claimed";
    const isRefused = delivered.kind === "failed" && question.state === "answered";
    if (!arrivedLate && !isRefused) return;
    const state = arrivedLate ? "answered" : "claimed";
    const changed = await deps.questions.change(transaction, question.id, { state });
    await desks.refresh(transaction, `answer:${messageId}:${tried}`, changed);
  }

  async function receipt(
    transaction: Transaction,
    question: Question,
    messageId: string,
    delivered: Delivered,
    tried: number,
  ): Promise<Effect[]> {
    const original = await deps.desks.originalOf(messageId, transaction);
    if (!original) return [];
    const { chatId } = original;
    const sent = delivered.kind === "sent";
    const emoji = sent ? receipts.delivered : receipts.failed;
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
