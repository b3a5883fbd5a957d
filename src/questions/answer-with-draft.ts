import type { Actor } from "../access/index.ts";
import { enqueue } from "../delivery/index.ts";
import { answerWithin } from "./answer-question.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Desks } from "./desks.ts";
import { dropCard } from "./draft-card.ts";
import { isAnother } from "./draft-store.ts";

export interface AnswerWithDraft {
  cause: string;
  actor: Actor;
  number: number;
  draftId: string;
}

/**
 * Brings the words of a colleague who forgot to reply, and so began a question of their own, to the
 * author of a question that is worked on in this private chat.
 */
export function createAnswerWithDraft(deps: QuestionsDependencies, desks: Desks) {
  return async ({ cause, actor, number, draftId }: AnswerWithDraft) => {
    const directory = await deps.centers.readDirectory();
    return deps.perform(cause, "answer-with-draft", async (transaction) => {
      const draft = await deps.drafts.find(actor.telegramId, transaction);
      if (!draft || draft.messages.length === 0) return { kind: "no-draft" as const };
      if (isAnother(draft, draftId)) return { kind: "another-draft" as const };
      const question = await deps.questions.findByNumber(number, transaction);
      const open = question ? await deps.desks.ofQuestion(question.id, transaction) : [];
      const desk = open.find(({ chatId }) => chatId === actor.telegramId);
      if (!question || !desk) return { kind: "moved" as const, number, to: null };
      for (const [index, content] of draft.messages.entries()) {
        const answer = { cause: `${cause}:${index}`, actor, questionId: question.id, content };
        const outcome = await answerWithin(deps, desks, transaction, directory, {
          ...answer,
          deskId: desk.id,
          repliesTo: null,
        });
        if (outcome.kind !== "answered") return outcome;
      }
      await enqueue(transaction, dropCard(cause, draft));
      await deps.drafts.remove(transaction, actor.telegramId);
      return { kind: "answered" as const, number };
    });
  };
}
