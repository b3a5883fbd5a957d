import { type Actor, may } from "../access/index.ts";
import { type Directory, lineageOf } from "../centers/index.ts";
import { inlineKeyboard, type MessageContent, relay } from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import { destination } from "./desk-effects.ts";
import type { Desks } from "./desks.ts";
import type { Desk, MessageCopy, Question, QuestionMessage } from "./question.ts";

export interface AnswerQuestion {
  cause: string;
  actor: Actor;
  questionId: string;
  deskId: string;
  /** The message of the author that the answer replies to; the card stands for the first one. */
  repliesTo: MessageCopy | null;
  content: MessageContent;
}

/** Brings a coordinator's words to the author of the question. */
export function createAnswerQuestion(deps: QuestionsDependencies, desks: Desks) {
  return async (input: AnswerQuestion) => {
    const directory = await deps.centers.readDirectory();
    return deps.perform(input.cause, "answer-question", (transaction) =>
      answerWithin(deps, desks, transaction, directory, input),
    );
  };
}

/** The same within a transaction that has more to do. */
export async function answerWithin(
  deps: QuestionsDependencies,
  desks: Desks,
  transaction: Transaction,
  directory: Directory,
  { cause, actor, questionId, deskId, repliesTo, content }: AnswerQuestion,
) {
  const question = await deps.questions.lock(transaction, questionId);
  const desk = await presentDesk(deps, transaction, question, deskId, content.source.chatId);
  if (!desk)
    return { kind: "moved" as const, number: question.number, to: ownerName(directory, question) };
  if (!actor.personId || !may(actor.assignments, "question.answer", lineage(directory, question)))
    return { kind: "not-allowed" as const, number: question.number };

  const message = await deps.questions.addMessage(transaction, {
    questionId,
    side: "center",
    sender: { personId: actor.personId, name: actor.name, telegramId: actor.telegramId },
    content,
    sentAt: deps.clock.now(),
  });
  await deps.desks.pair(transaction, [
    {
      ...content.source,
      role: "answer_original",
      questionId,
      questionMessageId: message.id,
      deskId,
    },
  ]);
  await deps.access.log(transaction, {
    actorPersonId: actor.personId,
    centerId: question.ownerCenterId,
    action: "answer-question",
    subject: `question:${question.number}`,
  });
  const answered = await markAnswered(deps, transaction, question, actor.personId);
  const sender = speaker(deps, directory, question, actor.name);
  await sendToAuthor(deps, transaction, answered, message, repliesTo, sender);
  await showColleagues(deps, transaction, answered, message, desk, actor.name);
  await desks.refresh(
    transaction,
    cause,
    answered,
    question.state === "closed" ? "reopen" : "as-it-is",
  );
  return { kind: "answered" as const, number: question.number };
}

/**
 * The desk itself, or the one that took its place in the same chat. While the question is still
 * its center's, also one that was left: its group may have got a new id a moment ago.
 */
async function presentDesk(
  deps: QuestionsDependencies,
  transaction: Transaction,
  question: Question,
  deskId: string,
  chatId: number,
): Promise<Desk | undefined> {
  const present = await deps.desks.ofQuestion(question.id, transaction);
  const now =
    present.find(({ id }) => id === deskId) ?? present.find((desk) => desk.chatId === chatId);
  if (now) return now;
  const left = await deps.desks.find(deskId, transaction);
  const isOurs = left !== null && left.isGroup && left.centerId === question.ownerCenterId;
  return isOurs ? left : undefined;
}

async function markAnswered(
  deps: QuestionsDependencies,
  transaction: Transaction,
  question: Question,
  personId: string,
): Promise<Question> {
  const now = deps.clock.now();
  const first = question.firstAnsweredAt === null;
  const answered = await deps.questions.change(
    transaction,
    question.id,
    {
      state: "answered",
      ...(first ? { firstAnsweredAt: now } : {}),
      // who answers first, owns it
      ...(question.claimedBy ? {} : { claimedById: personId, claimedAt: now }),
      closedAt: null,
      closedBy: null,
    },
    [{ actorPersonId: personId, what: "answered", before: question.state, after: "answered" }],
  );
  const minutes = Math.round((now.getTime() - question.askedAt.getTime()) / 60_000);
  await deps.figures.add(transaction, answered, {
    at: now,
    what: "answered",
    ...(first ? { minutes } : {}),
  });
  return answered;
}

/** The card stands for the first message, also when that one could not stand on it. */
async function repliedMessage(
  deps: QuestionsDependencies,
  transaction: Transaction,
  question: Question,
  repliesTo: MessageCopy | null,
): Promise<string | null> {
  if (repliesTo?.role !== "card") return repliesTo?.questionMessageId ?? null;
  const [first] = await deps.questions.firstOfAuthor(question.id, transaction);
  return first?.id ?? null;
}

/** @param tries how often it was sent before; each try is an effect of its own. */
export async function sendToAuthor(
  deps: QuestionsDependencies,
  transaction: Transaction,
  question: Question,
  message: QuestionMessage,
  repliesTo: MessageCopy | null,
  from: { centerName: string; senderName: string | null },
  tries = 0,
): Promise<void> {
  const { chatId } = question.author;
  const repliedId = await repliedMessage(deps, transaction, question, repliesTo);
  const target =
    repliedId === null ? null : await deps.desks.messageIn(chatId, repliedId, transaction);
  const under = deps.presenter.answerScreen(question);
  await relay(
    transaction,
    {
      key: `answer:${message.id}${tries === 0 ? "" : `:${tries}`}`,
      content: message.content,
      about: {
        feature: "questions",
        what: "answer",
        question: question.id,
        messages: [message.id],
      },
    },
    { chatId, ...(target === null ? {} : { replyToMessageId: target }) },
    {
      heading: deps.presenter.answerHeading(question, from.centerName, from.senderName),
      ...(under.buttons ? { keyboard: inlineKeyboard(under.buttons) } : {}),
      keyboardText: under.text,
    },
    deps.clock.now(),
  );
}

/** In private chats colleagues do not see each other's replies: they get a copy. */
async function showColleagues(
  deps: QuestionsDependencies,
  transaction: Transaction,
  question: Question,
  message: QuestionMessage,
  at: Desk,
  senderName: string,
): Promise<void> {
  for (const desk of await deps.desks.ofQuestion(question.id, transaction)) {
    if (desk.id === at.id) continue;
    await relay(
      transaction,
      {
        key: `colleague:${desk.id}:${message.id}`,
        content: message.content,
        about: {
          feature: "questions",
          what: "notice",
          desk: desk.id,
          question: question.id,
          messages: [message.id],
        },
      },
      destination(desk),
      { heading: deps.presenter.colleagueHeading(question, senderName) },
      deps.clock.now(),
    );
  }
}

export function lineage(directory: Directory, question: Question): string[] {
  return question.ownerCenterId ? lineageOf(directory, question.ownerCenterId) : [];
}

function ownerName(directory: Directory, question: Question): string | null {
  return directory.find(({ id }) => id === question.ownerCenterId)?.name ?? null;
}

/** For whom the actor speaks: the owner of the question, or the network where none has it. */
export function speaker(
  deps: Pick<QuestionsDependencies, "networkName">,
  directory: Directory,
  question: Question,
  senderName: string | null,
): { centerName: string; senderName: string | null } {
  const center = directory.find(({ id }) => id === question.ownerCenterId);
  return {
    centerName: center?.name ?? deps.networkName,
    senderName: center?.showNames ? senderName : null,
  };
}
