import { type Actor, may } from "../access/index.ts";
import type { MessageContent } from "../delivery/index.ts";
import { answerWithin, lineage } from "./answer-question.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Desks } from "./desks.ts";

export interface HoldAnswer {
  cause: string;
  actor: Actor;
  questionId: string;
  deskId: string;
  chatId: number;
  messageId: number;
  content: MessageContent;
  reason: "unregistered" | "plain_message";
}

/** Hints stop after a few answers: by then a coordinator knows how it works. */
const newcomerAnswers = 3;
const mostHints = 3;

/** Keeps a colleague's message aside until someone says that it is an answer. */
export function createHoldAnswer(deps: QuestionsDependencies) {
  return (input: HoldAnswer) =>
    deps.perform(input.cause, "hold-answer", async (transaction) => {
      const { questionId, deskId, chatId, messageId, content, reason, actor } = input;
      const id = await deps.held.hold(transaction, {
        questionId,
        deskId,
        chatId,
        messageId,
        content,
        reason,
        senderTelegramId: actor.telegramId,
        senderName: actor.name,
      });
      return id === null ? { kind: "known" as const } : { kind: "held" as const, id };
    });
}

/** Whether a plain message in a question's topic gets the small hint. */
export function createNeedsHint(deps: QuestionsDependencies) {
  return async (actor: Actor): Promise<boolean> => {
    if (!actor.personId) return false;
    if (await deps.questions.hasAnswered(actor.personId, newcomerAnswers)) return false;
    return (await deps.held.hintsFor(actor.telegramId)) < mostHints;
  };
}

export interface SettleHeld {
  cause: string;
  actor: Actor;
  heldId: string;
}

/**
 * Sends a message that was held.
 *
 * @param approve makes the sender a coordinator of the question's center; null when the sender is
 *   one, and the actor only says that the words are meant for the author.
 */
export function createSendHeld(
  deps: QuestionsDependencies,
  desks: Desks,
  approve: (input: {
    cause: string;
    actor: Actor;
    telegramId: number;
    name: string;
    centerId: string;
  }) => Promise<Actor | null>,
) {
  return async ({ cause, actor, heldId }: SettleHeld) => {
    const held = await deps.held.find(heldId);
    const question = held && (await deps.questions.find(held.questionId));
    if (!held || !question) return { kind: "gone" as const };
    const directory = await deps.centers.readDirectory();
    const desk = await deps.desks.find(held.deskId);

    let sender: Actor | null = actor;
    if (held.reason === "unregistered" && held.state === "held") {
      // what cannot be sent any more makes nobody a colleague, and goes out in nobody else's name
      if (desk?.leftAt !== null) return { kind: "moved" as const, number: question.number };
      const { centerId } = desk;
      if (centerId === null || centerId !== question.ownerCenterId)
        return { kind: "not-allowed" as const };
      if (!may(actor.assignments, "answer.approve-sender", lineage(directory, question)))
        return { kind: "not-allowed" as const };
      sender = await approve({
        cause,
        actor,
        telegramId: held.senderTelegramId,
        name: held.senderName,
        centerId,
      });
    }
    if (!sender) return { kind: "not-allowed" as const };
    const answering = sender;
    return deps.perform(cause, "send-held", async (transaction) => {
      // of two who tap at once the second one sees what the first has done
      await deps.questions.lock(transaction, held.questionId);
      const current = await deps.held.find(heldId, transaction);
      if (current?.state !== "held") return { kind: "settled" as const };
      const outcome = await answerWithin(deps, desks, transaction, directory, {
        cause,
        actor: answering,
        questionId: held.questionId,
        deskId: held.deskId,
        repliesTo: null,
        content: current.content,
      });
      if (outcome.kind === "answered") await deps.held.settle(transaction, heldId, "sent");
      return outcome;
    });
  };
}

/** «Не отправлять»: the words stay among colleagues. */
export function createDeclineHeld(deps: QuestionsDependencies) {
  return async ({ cause, actor, heldId }: SettleHeld) => {
    const held = await deps.held.find(heldId);
    const question = held && (await deps.questions.find(held.questionId));
    if (!held || !question) return { kind: "gone" as const };
    const directory = await deps.centers.readDirectory();
    const own = held.senderTelegramId === actor.telegramId;
    if (!own && !may(actor.assignments, "question.answer", lineage(directory, question)))
      return { kind: "not-allowed" as const };
    return deps.perform(cause, "decline-held", async (transaction) => {
      await deps.questions.lock(transaction, held.questionId);
      const current = await deps.held.find(heldId, transaction);
      if (current?.state === "sent") return { kind: "settled" as const };
      await deps.held.settle(transaction, heldId, "declined");
      return { kind: "declined" as const };
    });
  };
}
