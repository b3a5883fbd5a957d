import { enqueue, screenEffect } from "../delivery/index.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Desks } from "./desks.ts";
import { routeQuestion } from "./routing.ts";
import { dueAt } from "./send-question.ts";

/**
 * Looks again at the questions that no center could get, now that one may have become reachable.
 * Each goes to its center, and leaves the owners' private chats.
 *
 * @returns how many found a center.
 */
export function createRouteWaiting(deps: QuestionsDependencies, desks: Desks) {
  return async (cause: string): Promise<number> => {
    let found = 0;
    for (const { id } of await deps.questions.withoutCenter())
      if (await routeOne(cause, id)) found += 1;
    return found;
  };

  async function routeOne(cause: string, id: string): Promise<boolean> {
    const directory = await deps.centers.readDirectory();
    const current = await deps.questions.find(id);
    if (!current) return false;
    const territory = current.territoryCode
      ? (deps.centers.territories.find(current.territoryCode) ?? null)
      : null;
    const route = routeQuestion({ territory, kind: current.kind }, directory);
    const center = directory.find((one) => one.id === route.centerId);
    const places = center ? await deps.centers.deskPlaces(center.id) : await newOwnerPlaces(id);
    if (places.length === 0) return false;

    const outcome = await deps.perform(cause, `route-waiting:${id}`, async (transaction) => {
      const question = await deps.questions.lock(transaction, id);
      if (question.ownerCenterId !== null || question.state === "closed")
        return { kind: "routed-already" as const };
      const messages = await deps.questions.messages(id, transaction);
      if (!center) {
        await desks.open(transaction, question, places, messages);
        return { kind: "still-waiting" as const };
      }
      await desks.leave(transaction, cause, question, center.name);
      const routed = await deps.questions.change(
        transaction,
        id,
        {
          ownerCenterId: center.id,
          routeReason: route.reason,
          routeContested: route.contested,
          dueAt: dueAt(center, deps.clock.now()),
          claimedById: null,
          claimedAt: null,
        },
        [{ actorPersonId: null, what: "routed", before: null, after: center.id }],
      );
      await desks.open(transaction, routed, places, messages);
      await enqueue(transaction, [
        screenEffect(
          {
            key: `${cause}:routed:${id}`,
            chatId: routed.author.chatId,
            about: { feature: "questions", what: "author-notice", question: id },
          },
          deps.presenter.movedForAuthor(routed, center.name),
        ),
      ]);
      return { kind: "routed" as const };
    });
    return outcome.kind === "routed";
  }

  /** Owners who joined later see the waiting questions too. */
  async function newOwnerPlaces(questionId: string) {
    const present = await deps.desks.ofQuestion(questionId);
    const places = await deps.centers.ownerPlaces();
    return places.filter(({ chatId }) => !present.some((desk) => desk.chatId === chatId));
  }
}
