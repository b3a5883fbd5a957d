import { enqueue, screenEffect } from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";
import { createStaffAct, type StaffAct } from "./claim-question.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Desks } from "./desks.ts";
import { type Question, stateAfterAuthorWrote } from "./question.ts";

/** The center closes a question; the author is told, and can go on with any word. */
export function createCloseByCenter(deps: QuestionsDependencies, desks: Desks) {
  const staffAct = createStaffAct(deps);
  return (input: StaffAct) =>
    staffAct("close-question", "question.close", input, async (transaction, question, personId) => {
      if (question.state === "closed") return { kind: "closed-already" as const };
      const closed = await close(deps, transaction, question, personId, "center", null);
      await deps.drafts.stopListening(closed.author.chatId, transaction, closed.id);
      await enqueue(transaction, [
        screenEffect(
          {
            key: `${input.cause}:closed`,
            chatId: question.author.chatId,
            about: { feature: "questions", what: "author-notice", question: question.id },
          },
          deps.presenter.closedForAuthor(closed),
        ),
      ]);
      await desks.refresh(transaction, input.cause, closed, "close");
      return { kind: "closed" as const, number: question.number };
    });
}

export interface AuthorAct {
  cause: string;
  personId: string;
  number: number;
}

/**
 * The author closes a question; what they write next is not meant for it.
 *
 * @returns `not-yours` also for a question that does not exist, so that numbers tell nothing.
 */
export function createCloseByAuthor(deps: QuestionsDependencies, desks: Desks) {
  return ({ cause, personId, number, helped }: AuthorAct & { helped: boolean | null }) =>
    deps.perform(cause, "close-by-author", async (transaction) => {
      const question = await ownQuestion(deps, transaction, personId, number);
      if (!question) return { kind: "not-yours" as const };
      if (question.state === "closed") {
        if (helped === null) return { kind: "closed-already" as const, number };
        // the center was first, but whether it helped only the author knows
        await deps.questions.change(transaction, question.id, { helped });
        return { kind: "closed" as const, number };
      }
      const closed = await close(deps, transaction, question, personId, "author", helped);
      await deps.drafts.stopListening(closed.author.chatId, transaction, closed.id);
      const notice = deps.presenter.closedForDesk(closed, helped);
      await desks.announce(transaction, cause, closed, notice);
      await desks.refresh(transaction, cause, closed, "close");
      return { kind: "closed" as const, number };
    });
}

/** «Не помогло»: the question waits for the center again, and the author's next words go to it. */
export function createNotHelped(deps: QuestionsDependencies, desks: Desks) {
  return ({ cause, personId, number }: AuthorAct) =>
    deps.perform(cause, "not-helped", async (transaction) => {
      const question = await ownQuestion(deps, transaction, personId, number);
      if (!question) return { kind: "not-yours" as const };
      const waiting = await deps.questions.change(
        transaction,
        question.id,
        { state: stateAfterAuthorWrote(question), helped: false, closedAt: null, closedBy: null },
        [{ actorPersonId: personId, what: "not-helped", before: question.state }],
      );
      await continueWith(deps, transaction, waiting);
      await desks.announce(transaction, cause, waiting, deps.presenter.notHelpedForDesk(waiting));
      await desks.refresh(
        transaction,
        cause,
        waiting,
        question.state === "closed" ? "reopen" : "as-it-is",
      );
      return { kind: "waiting" as const, number };
    });
}

/** «Спросить ещё»: the author's next words go to this question, without being asked where to. */
export function createContinueQuestion(deps: QuestionsDependencies) {
  return ({ cause, personId, number }: AuthorAct) =>
    deps.perform(cause, "continue-question", async (transaction) => {
      const question = await ownQuestion(deps, transaction, personId, number);
      if (!question) return { kind: "not-yours" as const };
      await continueWith(deps, transaction, question);
      return { kind: "listening" as const, number };
    });
}

const continueMs = 30 * 60 * 1000;

async function continueWith(
  deps: QuestionsDependencies,
  transaction: Transaction,
  question: Question,
): Promise<void> {
  const now = deps.clock.now();
  await deps.drafts.save(transaction, question.author.chatId, now, {
    questionId: question.id,
    questionUntil: new Date(now.getTime() + continueMs),
  });
}

async function ownQuestion(
  deps: QuestionsDependencies,
  transaction: Transaction,
  personId: string,
  number: number,
): Promise<Question | null> {
  const found = await deps.questions.findByNumber(number, transaction);
  if (found?.author.personId !== personId) return null;
  return deps.questions.lock(transaction, found.id);
}

async function close(
  deps: QuestionsDependencies,
  transaction: Transaction,
  question: Question,
  personId: string,
  by: "author" | "center",
  helped: boolean | null,
): Promise<Question> {
  const now = deps.clock.now();
  const closed = await deps.questions.change(
    transaction,
    question.id,
    { state: "closed", closedAt: now, closedBy: by, ...(helped === null ? {} : { helped }) },
    [{ actorPersonId: personId, what: "closed", before: question.state, after: "closed" }],
  );
  await deps.figures.add(transaction, closed, { at: now, what: "closed" });
  return closed;
}
