import type { QuestionStore } from "./question-store.ts";
import type { ListedQuestion, Question } from "./question.ts";

/** Reads what each of a few questions began with. */
export async function withFirstWords(
  deps: { questions: Pick<QuestionStore, "firstMessages"> },
  questions: Question[],
): Promise<ListedQuestion[]> {
  const firsts = await deps.questions.firstMessages(questions.map(({ id }) => id));
  return questions.map((question) => ({ question, first: firsts.get(question.id) ?? null }));
}
