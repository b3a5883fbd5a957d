import type { MessageContent } from "../delivery/index.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Question } from "./question.ts";

/** A question in a list: nobody knows their questions by number. */
export interface ListedQuestion {
  question: Question;
  /** What it began with. */
  first: MessageContent | null;
}

/** Reads what each of a few questions began with. */
export function withFirstWords(
  deps: Pick<QuestionsDependencies, "questions">,
  questions: Question[],
): Promise<ListedQuestion[]> {
  return Promise.all(
    questions.map(async (question) => {
      const [first] = await deps.questions.messages(question.id);
      return { question, first: first?.content ?? null };
    }),
  );
}
