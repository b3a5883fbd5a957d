import { type About, type Delivered, type Effect, enqueue } from "../delivery/index.ts";
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

/** Takes note of how what questions sent has ended: which message stands where, and the receipt. */
export function createRecordDelivery(deps: QuestionsDependencies, desks: Desks) {
  return async (transaction: Transaction, about: About, delivered: Delivered): Promise<void> => {
    const questionId = String(about["question"]);
    const deskId = typeof about["desk"] === "string" ? about["desk"] : null;
    if (about.what === "topic" && deskId) return noteTopic(transaction, deskId, delivered);
    if (delivered.kind === "sent") {
      await pairAll(transaction, about, questionId, deskId, delivered.messageIds);
      if (about.what === "card" && deskId && delivered.messageIds[0] !== undefined)
        await deps.desks.change(transaction, deskId, { cardMessageId: delivered.messageIds[0] });
    }
    const topicIsGone = delivered.kind === "failed" && delivered.failure === "topic-gone";
    if (topicIsGone && deskId) await openAgain(transaction, questionId, deskId);
    else if (about.what === "card" && deskId && delivered.kind === "failed")
      await leaveDesk(transaction, questionId, deskId);
    if (about.what === "answer") await noteAnswer(transaction, about, questionId, delivered);
  };

  /** A desk that cannot have its card is none; a question without any desk goes to the owners. */
  async function leaveDesk(
    transaction: Transaction,
    questionId: string,
    deskId: string,
  ): Promise<void> {
    await deps.desks.change(transaction, deskId, { leftAt: deps.clock.now() });
    const left = await deps.desks.ofQuestion(questionId, transaction);
    const question = await deps.questions.find(questionId, transaction);
    if (left.length > 0 || !question) return;
    deps.logger.warn({ question: question.number }, "a question's card reached nobody");
    const tried = await deps.desks.chatsOf(questionId, transaction);
    const places = (await deps.centers.ownerPlaces()).filter(
      ({ chatId }) => !tried.includes(chatId),
    );
    const messages = await deps.questions.messages(questionId, transaction);
    await desks.open(transaction, question, places, messages);
  }

  /** Somebody deleted the topic with all that was in it: the question gets another one. */
  async function openAgain(
    transaction: Transaction,
    questionId: string,
    deskId: string,
  ): Promise<void> {
    const question = await deps.questions.lock(transaction, questionId);
    const desk = await deps.desks.find(deskId, transaction);
    // what was sent after the first refusal is refused too, and stands in the new topic already
    if (!desk || desk.leftAt !== null) return;
    await deps.desks.change(transaction, deskId, { leftAt: deps.clock.now() });
    const { chatId, isGroup, hasTopic } = desk;
    const place = { chatId, isGroup, hasTopics: hasTopic, reactions: null };
    const messages = await deps.questions.messages(questionId, transaction);
    await desks.open(transaction, question, [place], messages);
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
