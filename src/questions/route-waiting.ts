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

interface Seat {
  centerId: string | null;
  route: Route;
  places: DeskPlace[];
}

/**
 * Sees to it that every open question has a desk: its center's, where the group or the people have
 * changed; else the center's that the rules name now; else the owners'.
 *
 * @param which `without-desk` looks only at questions that nobody sees, `all` also at those that
 *   wait with the owners, since a center may have become reachable.
 * @returns how many got a desk.
 */
export function createRouteWaiting(deps: QuestionsDependencies, desks: Desks) {
  return async (cause: string, which: "without-desk" | "all"): Promise<number> => {
    const ids = await deps.questions.withoutDesk(which === "all");
    if (ids.length === 0) return 0;
    const directory = await deps.centers.readDirectory();
    let seated = 0;
    for (const id of ids) {
      const question = await deps.questions.find(id);
      const seat = question && (await findSeat(directory, question));
      if (seat && (await take(cause, directory, question, seat))) seated += 1;
    }
    return seated;
  };

  async function findSeat(directory: Directory, question: Question): Promise<Seat | null> {
    const past = await deps.desks.pastDesks(question.id);
    const fresh = (places: DeskPlace[]) =>
      places.filter(({ chatId }) => {
        const there = past.filter((desk) => desk.chatId === chatId);
        return there.length < mostDesksInChat && !there.some(({ isLost }) => isLost);
      });
    const territory = question.territoryCode
      ? (deps.centers.territories.find(question.territoryCode) ?? null)
      : null;
    const route = routeQuestion({ territory, kind: question.kind }, directory);
    for (const centerId of [question.ownerCenterId, route.centerId]) {
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

  async function take(
    cause: string,
    directory: Directory,
    before: Question,
    seat: Seat,
  ): Promise<boolean> {
    const outcome = await deps.perform(cause, `route-waiting:${before.id}`, async (transaction) => {
      const question = await deps.questions.lock(transaction, before.id);
      if (question.state === "closed" || question.ownerCenterId !== before.ownerCenterId)
        return { kind: "changed-meanwhile" };
      const moved =
        seat.centerId === question.ownerCenterId
          ? question
          : await move(transaction, cause, directory, question, seat);
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
}
