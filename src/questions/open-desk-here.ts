import { type Actor, isStaff, may } from "../access/index.ts";
import { type DeskPlace, type Directory, lineageOf } from "../centers/index.ts";
import type { Transaction } from "../platform/perform.ts";
import { lineage } from "./answer-question.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Desks, Opening } from "./desks.ts";
import type { Question } from "./question.ts";

/** The chat in which somebody asks to see questions. */
export interface Here {
  chatId: number;
  /** In a group: when it could be used again. A desk from before lacks what was kept from it. */
  groupSince: Date | null;
}

export interface OpenDeskHere {
  cause: string;
  actor: Actor;
  number: number;
  here: Here;
}

export type OpenDeskOutcome =
  | { kind: "opened" | "shown"; inTopic: boolean }
  | { kind: "no-question" | "not-allowed" | "closed" }
  /** It is another center's by now. */
  | { kind: "elsewhere"; to: string | null };

/** So many questions are opened by one tap; another tap goes on. */
const mostAtOnce = 50;

/**
 * «Показать»: opens a question's desk in the chat where that was tapped: the private chat of a
 * colleague, or the group that is back, with its card and all that was written. Where there is one
 * already, its card is shown again. Whoever may answer may do so; the rights are checked now, not
 * when the button was made.
 */
export function createOpenDeskHere(deps: QuestionsDependencies, desks: Desks) {
  async function open({ cause, actor, number, here }: OpenDeskHere): Promise<OpenDeskOutcome> {
    const directory = await deps.centers.readDirectory();
    const found = await deps.questions.findByNumber(number);
    const place = found && (await placeHere(found, here));
    return deps.perform(
      cause,
      `open-desk-here:${number}`,
      async (transaction): Promise<OpenDeskOutcome> => {
        if (!found) return { kind: "no-question" };
        const question = await deps.questions.lock(transaction, found.id);
        const { personId, assignments } = actor;
        if (!personId || !may(assignments, "question.answer", lineage(directory, question)))
          return refusal(directory, question, actor);
        if (question.state === "closed") return { kind: "closed" };
        if (!place || question.ownerCenterId !== found.ownerCenterId)
          return { kind: "elsewhere", to: ownerName(directory, question) };
        const centerId = forWhom(directory, question, actor);
        const brought = await bring(transaction, cause, question, { ...place, centerId }, here);
        await deps.access.log(transaction, {
          actorPersonId: personId,
          centerId: question.ownerCenterId,
          action: "open-desk-here",
          subject: `question:${question.number}`,
        });
        return brought;
      },
    );
  }

  /** Undefined where the question's center does not work in this group. */
  async function placeHere(
    { ownerCenterId }: Question,
    { chatId, groupSince }: Here,
  ): Promise<DeskPlace | undefined> {
    if (groupSince === null) return { chatId, isGroup: false, hasTopics: false };
    if (ownerCenterId === null) return undefined;
    const places = await deps.centers.deskPlaces(ownerCenterId);
    return places.find((place) => place.chatId === chatId);
  }

  async function bring(
    transaction: Transaction,
    cause: string,
    question: Question,
    place: Opening,
    { chatId, groupSince }: Here,
  ): Promise<Extract<OpenDeskOutcome, { inTopic: boolean }>> {
    const present = await deps.desks.ofQuestion(question.id, transaction);
    const before = present.find((desk) => desk.chatId === chatId);
    if (before && (groupSince === null || before.openedAt >= groupSince)) {
      await desks.showAgain(transaction, cause, question, before);
      return { kind: "shown", inTopic: before.hasTopic };
    }
    if (before) await deps.desks.change(transaction, before.id, { leftAt: deps.clock.now() });
    const messages = await deps.questions.messages(question.id, transaction);
    await desks.open(transaction, question, [{ ...place, instead: before }], messages);
    return { kind: "opened", inTopic: place.hasTopics };
  }

  return open;
}

export interface OpenAllHere {
  cause: string;
  actor: Actor;
  /** The centers that work in the group. */
  centerIds: string[];
  /** When the group fell silent. */
  silentSince: Date;
  here: { chatId: number; groupSince: Date };
}

/** «Показать все»: what the group missed and has not been shown since; the sender sets the pace. */
export function createOpenAllHere(
  deps: QuestionsDependencies,
  openDeskHere: ReturnType<typeof createOpenDeskHere>,
) {
  return async ({ cause, actor, centerIds, silentSince, here }: OpenAllHere) => {
    const { chatId, groupSince } = here;
    const missed = await deps.parked.missedIn(chatId, centerIds, silentSince, groupSince);
    const ended: OpenDeskOutcome["kind"][] = [];
    for (const { number } of missed.slice(0, mostAtOnce))
      ended.push((await openDeskHere({ cause, actor, number, here })).kind);
    const count = ended.filter((kind) => kind === "opened" || kind === "shown").length;
    // a group may serve several centers, and one works for one of them only
    const isRefused = count === 0 && missed.length > 0;
    return isRefused ? { kind: "not-allowed" as const } : { kind: "opened" as const, count };
  };
}

/** A colleague who may not answer, since the question has gone on, learns whose it is. */
function refusal(directory: Directory, question: Question, actor: Actor): OpenDeskOutcome {
  const to = ownerName(directory, question);
  return isStaff(actor) && to !== null ? { kind: "elsewhere", to } : { kind: "not-allowed" };
}

/** The desk in a private chat is of the center by whose right it is opened. */
function forWhom(
  directory: Directory,
  { ownerCenterId }: Question,
  { assignments }: Actor,
): string | undefined {
  if (ownerCenterId === null) return undefined;
  return lineageOf(directory, ownerCenterId).find((centerId) =>
    assignments.some((assignment) => assignment.centerId === centerId),
  );
}

function ownerName(directory: Directory, question: Question): string | null {
  return directory.find(({ id }) => id === question.ownerCenterId)?.name ?? null;
}
