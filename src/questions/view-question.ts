import { type QuestionsDependencies, timezoneOf } from "./dependencies.ts";

export interface ViewQuestion {
  personId: string;
  number: number;
}

/**
 * Reads a question with its whole talk, for its author only.
 *
 * @returns `not-yours` also for a question that does not exist, so that numbers tell nothing.
 */
export function createViewQuestion(deps: QuestionsDependencies) {
  return async ({ personId, number }: ViewQuestion) => {
    const question = await deps.questions.findByNumber(number);
    if (question?.author.personId !== personId) return { kind: "not-yours" as const };
    const messages = await deps.questions.messages(question.id);
    return { kind: "yours" as const, question, messages, timezone: timezoneOf(deps, question) };
  };
}
