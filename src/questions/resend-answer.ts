import { type Actor, may } from "../access/index.ts";
import { lineage, sendToAuthor, speaker } from "./answer-question.ts";
import type { QuestionsDependencies } from "./dependencies.ts";

export interface ResendAnswer {
  cause: string;
  actor: Actor;
  messageId: string;
}

/** «Повторить» under an answer that Telegram did not take. */
export function createResendAnswer(deps: QuestionsDependencies) {
  return async ({ cause, actor, messageId }: ResendAnswer) => {
    const directory = await deps.centers.readDirectory();
    const message = await deps.questions.findMessage(messageId);
    const found = await deps.questions.ofMessage(messageId);
    if (!message || !found) return { kind: "gone" as const };
    return deps.perform(cause, "resend-answer", async (transaction) => {
      const question = await deps.questions.lock(transaction, found.id);
      if (!may(actor.assignments, "question.answer", lineage(directory, question)))
        return { kind: "not-allowed" as const };
      const { delivered, tries } = await deps.questions.deliveryOf(transaction, messageId);
      if (delivered === null) return { kind: "on-its-way" as const };
      if (delivered) return { kind: "delivered" as const };
      await deps.questions.changeMessage(transaction, messageId, { delivered: null });
      const from = speaker(deps, directory, question, message.senderName);
      await sendToAuthor(deps, transaction, question, message, null, from, tries);
      return { kind: "sent-again" as const };
    });
  };
}
