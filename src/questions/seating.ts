import type { DeskPlace, Directory } from "../centers/index.ts";
import { enqueue, screenEffect } from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Desks } from "./desks.ts";
import type { Question } from "./question.ts";
import { type Route, routeQuestion } from "./routing.ts";
import { dueAt } from "./send-question.ts";

/** A chat that has lost a question's desk this often is not tried again. */
const mostDesksInChat = 3;

/** Where a question can be worked on. */
export interface Seat {
  /** Null for the network's owners. */
  centerId: string | null;
  route: Route;
  places: DeskPlace[];
}

/** Finds desks for questions that need one, and brings them there. */
export function createSeating(deps: QuestionsDependencies, desks: Desks) {
  /** Which center the rules name; those to avoid are passed over. */
  function routeOf(directory: Directory, question: Question, avoided: string[]): Route {
    const territory = question.territoryCode
      ? (deps.centers.territories.find(question.territoryCode) ?? null)
      : null;
    const others = directory.filter(({ id }) => !avoided.includes(id));
    return routeQuestion({ territory, kind: question.kind }, others);
  }

  /**
   * The question's own center, else the one that the rules name now, else the owners.
   *
   * @param avoided centers that get it only where no other center can; then in the private chats
   *   of their people.
   */
  async function findSeat(
    directory: Directory,
    question: Question,
    avoided: string[] = [],
  ): Promise<Seat | null> {
    const past = await deps.desks.pastDesks(question.id);
    const fresh = (places: DeskPlace[]) =>
      places.filter(({ chatId }) => {
        const there = past.filter((desk) => desk.chatId === chatId);
        return there.length < mostDesksInChat && !there.some(({ isLost }) => isLost);
      });
    const route = routeOf(directory, question, avoided);
    const own = question.ownerCenterId;
    const inOrder =
      own !== null && avoided.includes(own) ? [route.centerId, own] : [own, route.centerId];
    for (const centerId of inOrder) {
      if (centerId === null) continue;
      const places = fresh(await deps.centers.deskPlaces(centerId));
      if (places.length > 0) return { centerId, route, places };
    }
    const present = await deps.desks.ofQuestion(question.id);
    const places = fresh(await deps.centers.ownerPlaces()).filter(
      ({ chatId }) => !present.some((desk) => desk.chatId === chatId),
    );
    return places.length > 0 ? { centerId: null, route, places } : null;
  }

  /**
   * Opens the desks of a seat, and makes its center the owner.
   *
   * @param isNeeded asked again once the question is locked.
   * @param leaves ends the work at the desks that are there.
   * @returns false when something changed meanwhile.
   */
  async function take(
    cause: string,
    directory: Directory,
    before: Question,
    seat: Seat,
    {
      isNeeded = async () => true,
      leaves = false,
    }: { isNeeded?: (transaction: Transaction) => Promise<boolean>; leaves?: boolean } = {},
  ): Promise<boolean> {
    const outcome = await deps.perform(cause, `route-waiting:${before.id}`, async (transaction) => {
      const question = await deps.questions.lock(transaction, before.id);
      if (question.state === "closed" || question.ownerCenterId !== before.ownerCenterId)
        return { kind: "changed-meanwhile" };
      if (!(await isNeeded(transaction))) return { kind: "changed-meanwhile" };
      // another look may have found the same at the same moment
      const present = await deps.desks.ofQuestion(question.id, transaction);
      const isSeated = present.some(({ chatId }) =>
        seat.places.some((place) => place.chatId === chatId),
      );
      if (isSeated && !leaves) return { kind: "changed-meanwhile" };
      const moved =
        seat.centerId === question.ownerCenterId
          ? question
          : await move(transaction, cause, directory, question, seat);
      if (leaves) await desks.leaveQuietly(transaction, question.id);
      const messages = await deps.questions.messages(question.id, transaction);
      await desks.open(transaction, moved, seat.places, messages);
      return { kind: "seated" };
    });
    return outcome.kind === "seated";
  }

  async function move(
    transaction: Transaction,
    cause: string,
    directory: Directory,
    question: Question,
    { centerId, route }: Seat,
  ): Promise<Question> {
    const center = directory.find(({ id }) => id === centerId) ?? null;
    if (center) await desks.leave(transaction, cause, question, center.name);
    const moved = await deps.questions.change(
      transaction,
      question.id,
      {
        ownerCenterId: centerId,
        routeReason: center ? route.reason : "no_center",
        routeContested: center !== null && route.contested,
        dueAt: dueAt(center, deps.clock.now()),
        claimedById: null,
        claimedAt: null,
        ...(question.state === "claimed" ? { state: "waiting" as const } : {}),
      },
      [{ actorPersonId: null, what: "routed", before: question.ownerCenterId, after: centerId }],
    );
    if (center)
      await enqueue(transaction, [
        screenEffect(
          {
            key: `${cause}:routed:${question.id}`,
            chatId: moved.author.chatId,
            about: { feature: "questions", what: "author-notice", question: question.id },
          },
          deps.presenter.movedForAuthor(moved, center.name),
        ),
      ]);
    return moved;
  }

  return { findSeat, take };
}

export type Seating = ReturnType<typeof createSeating>;
