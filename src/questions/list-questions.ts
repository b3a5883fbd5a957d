import { type QuestionsDependencies, timezoneOf } from "./dependencies.ts";
import { withFirstWords } from "./first-words.ts";

export interface ListQuestions {
  personId: string;
  telegramId: number;
}

const mostListed = 10;

/** Reads a person's own questions, and whether they have one that is not sent yet. */
export function createListQuestions(deps: QuestionsDependencies) {
  return async ({ personId, telegramId }: ListQuestions) => {
    const questions = await deps.questions.ofAuthor(personId, mostListed);
    const listed = await withFirstWords(deps, questions);
    const draft = await deps.drafts.find(telegramId);
    return {
      questions: listed.map((one) => ({ ...one, timezone: timezoneOf(deps, one.question) })),
      draftId: draft && draft.messages.length > 0 ? draft.id : null,
    };
  };
}

export type OwnQuestions = Awaited<ReturnType<ReturnType<typeof createListQuestions>>>;
