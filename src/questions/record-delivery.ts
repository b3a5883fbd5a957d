import {
  type About,
  type Delivered,
  type Effect,
  enqueue,
  type FailureClass,
} from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { DeskStore, PlacedCopy } from "./desk-store.ts";
import { deskNotice, reopenEffect } from "./desk-effects.ts";
import type { Desks } from "./desks.ts";
import type { CopyRole, Desk, Question } from "./question.ts";

/** Reactions that say on a coordinator's own message what became of it; Bot API, ReactionTypeEmoji. */
const receipts = { delivered: "👌", failed: "🤔" } as const;

const roles: Record<string, CopyRole> = {
  card: "card",
  "author-copy": "author_copy",
  answer: "answer_copy",
  notice: "notice",
  "author-notice": "notice",
};

/** After so many desks in a chat a topic that does not stay open is given up. */
const mostDesksInTopic = 3;

/** Telegram's words where topics cannot be opened at all; Bot API, createForumTopic. */
const noTopics = /not a forum|not enough rights|CHAT_ADMIN_REQUIRED/i;

/** Whether nothing at all can be said in a chat any more. */
function isLost(failure: FailureClass | "unknown"): boolean {
  return failure === "unreachable" || failure === "chat-lost" || failure === "muted";
}

/** Takes note of how what questions sent has ended: which message stands where, and the receipt. */
export function createRecordDelivery(deps: QuestionsDependencies, desks: Desks) {
  async function record(
    transaction: Transaction,
    about: About,
    delivered: Delivered,
    chatId: number,
  ): Promise<void> {
    const questionId = String(about["question"]);
    const deskId = typeof about["desk"] === "string" ? about["desk"] : null;
    if (about.what === "topic" && deskId) return noteTopic(transaction, deskId, delivered, chatId);
    if (about.what === "reopened" && deskId)
      return noteReopened(transaction, questionId, deskId, delivered);
    if (delivered.kind === "sent") {
      await deps.desks.pair(transaction, copiesOf(about, delivered.messageIds, chatId));
      if (about.what === "card" && deskId && delivered.messageIds[0] !== undefined)
        await deps.desks.change(transaction, deskId, { cardMessageId: delivered.messageIds[0] });
    }
    if (deskId && delivered.kind !== "sent")
      await missing(transaction, about, questionId, deskId, delivered);
    if (about.what === "answer") await noteAnswer(transaction, about, questionId, delivered);
  }

  /** What a desk did not get must not be missed there: the author believes that the center has it. */
  async function missing(
    transaction: Transaction,
    about: About,
    questionId: string,
    deskId: string,
    delivered: Exclude<Delivered, { kind: "sent" }>,
  ): Promise<void> {
    const failure = delivered.kind === "failed" ? delivered.failure : "unknown";
    const desk = await deps.desks.find(deskId, transaction);
    // a desk that was left has another one in its place, with all the words
    if (!desk || desk.leftAt !== null) return;
    // a group may come back, and what it missed is told then, see leave-silent-groups.ts
    if (isLost(failure) && desk.isGroup) return;
    if (failure === "topic-closed" && desk.hasTopic)
      return reopenTopic(transaction, questionId, desk);
    const isTopicLost = failure === "topic-gone" || failure === "topic-closed";
    // nobody can answer to a card of which we do not know where it stands
    if (isTopicLost || about.what === "card" || isLost(failure))
      return leaveDesk(transaction, questionId, deskId, isLost(failure));
    if (about.what !== "author-copy") return;
    const question = await deps.questions.find(questionId, transaction);
    if (!question) return;
    const key = `missing:${deskId}:${(about.messages ?? []).join(":")}`;
    const screen = deps.presenter.copyFailed(question, failure);
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

  /** Somebody has closed a topic in which there is something to say. */
  async function reopenTopic(
    transaction: Transaction,
    questionId: string,
    desk: Desk,
  ): Promise<void> {
    const question = await deps.questions.find(questionId, transaction);
    if (question) await enqueue(transaction, reopenEffect(desk, question));
  }

  /**
   * What could not be said in a closed topic is said once it is open; where we may not open it, in
   * the group itself.
   */
  async function noteReopened(
    transaction: Transaction,
    questionId: string,
    deskId: string,
    delivered: Delivered,
  ): Promise<void> {
    const question = await deps.questions.lock(transaction, questionId);
    const desk = await deps.desks.find(deskId, transaction);
    if (!desk || desk.leftAt !== null || question.state === "closed") return;
    if (delivered.kind === "failed" && isLost(delivered.failure)) return;
    await deps.desks.change(transaction, deskId, { leftAt: deps.clock.now() });
    const { chatId, isGroup } = desk;
    const past = await deps.desks.pastDesks(questionId);
    const isTriedOften =
      past.filter((one) => one.chatId === desk.chatId).length >= mostDesksInTopic;
    const opened = delivered.kind === "sent" && !isTriedOften;
    const place = { chatId, isGroup, hasTopics: opened, ...(opened ? { instead: desk } : {}) };
    const messages = await deps.questions.messages(questionId, transaction);
    await desks.open(transaction, question, [place], messages);
  }

  async function noteTopic(
    transaction: Transaction,
    deskId: string,
    delivered: Delivered,
    chatId: number,
  ): Promise<void> {
    if (delivered.kind === "failed" && noTopics.test(delivered.description))
      await deps.centers.topicsRefused(transaction, chatId);
    const topicId = delivered.kind === "sent" ? delivered.topicId : null;
    // without its topic the question is worked on in the group itself
    const changes = topicId === null ? { hasTopic: false } : { topicId };
    await deps.desks.change(transaction, deskId, changes);
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
    const notice = deskNotice(key, desk, question, screen, original.messageId);
    // whoever answered believes that it arrived: they hear otherwise, however late
    return [reaction, { ...notice, about: notice.about && { ...notice.about, lasting: true } }];
  }

  return {
    record,

    /** The rows to which that comes down where nothing else follows from the ends; else null. */
    onlyRows(
      ends: { effect: { about: About | null; chatId: number }; delivered: Delivered }[],
    ): ReturnType<DeskStore["pair"]["writing"]> | null {
      const copies = [];
      for (const { effect, delivered } of ends) {
        const { about, chatId } = effect;
        if (!about || !isPairedOnly(about) || delivered.kind !== "sent") return null;
        copies.push(...copiesOf(about, delivered.messageIds, chatId));
      }
      return copies.length === 0 ? null : deps.desks.pair.writing(copies);
    },
  };
}

/** Of what stands where, and nothing more, is to be taken note. */
function isPairedOnly({ feature, what }: About): boolean {
  return feature === "questions" && what in roles && what !== "card" && what !== "answer";
}

/** Which message is what. The chat is where it really went: a group may have moved meanwhile. */
function copiesOf(about: About, messageIds: number[], chatId: number): PlacedCopy[] {
  const role = roles[about.what];
  if (!role) return [];
  const questionId = String(about["question"]);
  const deskId = typeof about["desk"] === "string" ? about["desk"] : null;
  const ours = about.messages ?? [];
  return messageIds.map((messageId, index) => ({
    chatId,
    messageId,
    role,
    questionId,
    questionMessageId: ours[index] ?? null,
    deskId,
  }));
}
