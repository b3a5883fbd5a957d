import { enqueue, type MessageContent, screenEffect } from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Desks } from "./desks.ts";
import { dropCard } from "./draft-card.ts";
import { authorOf, type Desk, type Question, stateAfterAuthorWrote } from "./question.ts";
import { dueAt } from "./send-question.ts";

export interface AddToQuestion {
  cause: string;
  personId: string;
  questionId: string;
  content: MessageContent;
}

/**
 * Brings more words of the author to the center; a question that was answered or closed goes on.
 * The author is told so once for all that they wrote before they could read it.
 */
export function createAddToQuestion(deps: QuestionsDependencies, desks: Desks) {
  return ({ cause, personId, questionId, content }: AddToQuestion) =>
    deps.perform(cause, "add-to-question", async (transaction) => {
      const question = await deps.questions.lock(transaction, questionId);
      if (question.author.personId !== personId) return { kind: "not-yours" as const };
      const goesOn = await goOn(deps, transaction, question);
      const reopens = question.state === "closed";
      const there = await deps.desks.forWords(transaction, question, content);
      await addWords(deps, desks, transaction, goesOn, content, deps.clock.now(), there.desks);
      if (goesOn !== question) await desks.refresh(transaction, cause, goesOn, reopened(question));
      if (reopens || !there.isTold) {
        const { chatId } = question.author;
        const about = { feature: "questions", what: "author-notice", question: question.id };
        const screen = deps.presenter.addedForAuthor(question, reopens);
        await enqueue(transaction, [
          screenEffect({ key: `${cause}:added`, chatId, about }, screen),
        ]);
      }
      return { kind: "added" as const, number: question.number, reopened: reopens };
    });
}

export interface PassThanks {
  cause: string;
  personId: string;
  /** The question that the thanks belong to; null for the newest that has an answer. */
  questionId: string | null;
  content: MessageContent;
}

/** Brings mere thanks to the center. They are no new question: its state and term stay. */
export function createPassThanks(deps: QuestionsDependencies, desks: Desks) {
  return async ({ cause, personId, questionId, content }: PassThanks) => {
    const open = await deps.questions.openOfAuthor(personId);
    const meant = questionId ?? open.find(({ state }) => state === "answered")?.id ?? null;
    return deps.perform(cause, "pass-thanks", async (transaction) => {
      const question = meant === null ? null : await deps.questions.lock(transaction, meant);
      if (question?.author.personId !== personId || question.state === "closed")
        return { kind: "nothing-open" as const };
      await addWords(deps, desks, transaction, question, content, deps.clock.now());
      const { number, state } = question;
      return { kind: "passed" as const, number, answered: state === "answered" };
    });
  };
}

export interface AddDraftToQuestion {
  cause: string;
  personId: string;
  number: number;
}

/** Adds all of a draft to a question that is there already. */
export function createAddDraftToQuestion(deps: QuestionsDependencies, desks: Desks) {
  return ({ cause, personId, number }: AddDraftToQuestion) =>
    deps.perform(cause, "add-draft-to-question", async (transaction) => {
      const found = await deps.questions.findByNumber(number, transaction);
      if (!found || found.author.personId !== personId) return { kind: "not-yours" as const };
      const question = await deps.questions.lock(transaction, found.id);
      const draft = await deps.drafts.find(question.author.chatId, transaction);
      if (!draft || draft.messages.length === 0) return { kind: "no-draft" as const };
      const goesOn = await goOn(deps, transaction, question);
      const now = deps.clock.now().getTime();
      for (const [index, content] of draft.messages.entries())
        await addWords(deps, desks, transaction, goesOn, content, new Date(now + index));
      if (goesOn !== question) await desks.refresh(transaction, cause, goesOn, reopened(question));
      await enqueue(transaction, dropCard(cause, draft));
      await deps.drafts.remove(transaction, question.author.chatId);
      return { kind: "added" as const, number, reopened: question.state === "closed" };
    });
}

function reopened(question: Question): "reopen" | "as-it-is" {
  return question.state === "closed" ? "reopen" : "as-it-is";
}

/** After an answer or the closing the author's next words make the question wait again. */
async function goOn(
  deps: QuestionsDependencies,
  transaction: Transaction,
  question: Question,
): Promise<Question> {
  if (question.state === "waiting" || question.state === "claimed") return question;
  // a second connection beside the transaction's own: app.ts counts with it
  const directory = await deps.centers.readDirectory();
  const center = directory.find(({ id }) => id === question.ownerCenterId) ?? null;
  return deps.questions.change(
    transaction,
    question.id,
    {
      state: stateAfterAuthorWrote(question),
      dueAt: dueAt(center, deps.clock.now()),
      closedAt: null,
      closedBy: null,
    },
    question.state === "closed"
      ? [{ actorPersonId: question.author.personId, what: "reopened" }]
      : [],
  );
}

async function addWords(
  deps: QuestionsDependencies,
  desks: Desks,
  transaction: Transaction,
  question: Question,
  content: MessageContent,
  sentAt: Date,
  at?: Desk[],
): Promise<void> {
  const message = await deps.questions.addMessage(transaction, {
    questionId: question.id,
    side: "author",
    sender: authorOf(question),
    content,
    sentAt,
  });
  await deps.desks.pair(transaction, [
    {
      ...content.source,
      role: "author_original",
      questionId: question.id,
      questionMessageId: message.id,
      deskId: null,
    },
  ]);
  await desks.copy(transaction, question, message, { at });
}
