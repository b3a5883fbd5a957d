import type { Transaction } from "../platform/perform.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Desks } from "./desks.ts";
import type { Desk, Question } from "./question.ts";

export interface FindPlace {
  cause: string;
  number: number;
  /** The desk at which somebody asks. */
  deskId: string;
}

export type PlaceOutcome =
  | { kind: "here" | "private" }
  | { kind: "group"; title: string }
  | { kind: "elsewhere"; center: string };

/**
 * Where a question is worked on that has left a desk: a group that got a new id, a private chat, or
 * another center, of which the old card tells from now on.
 */
export function createFindPlace(deps: QuestionsDependencies, desks: Desks) {
  return async ({ cause, number, deskId }: FindPlace): Promise<PlaceOutcome> => {
    const desk = await deps.desks.find(deskId);
    const question = await deps.questions.findByNumber(number);
    if (!desk || desk.leftAt === null || !question) return { kind: "here" };
    const { ownerCenterId } = question;
    if (ownerCenterId === null || ownerCenterId === desk.centerId)
      return presentPlace(await deps.desks.ofQuestion(question.id));
    const directory = await deps.centers.readDirectory();
    const center = directory.find(({ id }) => id === ownerCenterId)?.name;
    if (center === undefined) return { kind: "here" };
    return deps.perform(cause, "find-place", async (transaction): Promise<PlaceOutcome> => {
      await tellOnCard(transaction, cause, question, desk, center);
      return { kind: "elsewhere", center };
    });
  };

  async function presentPlace(present: Desk[]): Promise<PlaceOutcome> {
    for (const { chatId } of present.filter(({ isGroup }) => isGroup)) {
      const found = await deps.centers.groupByChat(chatId);
      if (found) return { kind: "group", title: found.group.title };
    }
    return { kind: present.length > 0 ? "private" : "here" };
  }

  async function tellOnCard(
    transaction: Transaction,
    cause: string,
    question: Question,
    desk: Desk,
    center: string,
  ): Promise<void> {
    if (desk.cardMessageId !== null)
      await desks.sayWhereItWent(transaction, cause, question, desk, center);
  }
}
