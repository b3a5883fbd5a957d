import { type Actor, may } from "../access/index.ts";
import { lineage } from "./answer-question.ts";
import type { QuestionsDependencies } from "./dependencies.ts";

/** Whether someone may turn over the card of a question, and who works on it. */
export function createSeeQuestion(deps: QuestionsDependencies) {
  return async ({ actor, number }: { actor: Actor; number: number }) => {
    const question = await deps.questions.findByNumber(number);
    if (!question) return { kind: "no-question" as const };
    const directory = await deps.centers.readDirectory();
    if (!may(actor.assignments, "question.see", lineage(directory, question)))
      return { kind: "not-allowed" as const };
    return { kind: "seen" as const, isClaimed: question.claimedBy !== null };
  };
}
