import type { QuestionsDependencies } from "./dependencies.ts";
import type { Seating } from "./seating.ts";

/** Much longer than the pause between two looks at everything. */
const latelyMs = 60_000;

/**
 * Sees to it that every open question has a desk: its center's, where the group or the people have
 * changed; else the center's that the rules name now; else the owners'. A desk in a group where
 * nothing can be said is one for a while, see leave-silent-groups.ts.
 *
 * @param which `without-desk` looks only at questions that nobody sees, and `lately` only at those of
 *   them that have come to that in the last moments; `all` also at those that wait with the owners,
 *   since a center may have become reachable.
 * @returns how many got a desk.
 */
export function createRouteWaiting(deps: QuestionsDependencies, seating: Seating) {
  return async (cause: string, which: "lately" | "without-desk" | "all"): Promise<number> => {
    const since = new Date(deps.clock.now().getTime() - latelyMs);
    const ids =
      which === "lately"
        ? await deps.questions.lostDeskSince(since)
        : await deps.questions.withoutDesk(which === "all");
    if (ids.length === 0) return 0;
    const directory = await deps.centers.readDirectory();
    let seated = 0;
    for (const id of ids) {
      const question = await deps.questions.find(id);
      const seat = question && (await seating.findSeat(directory, question));
      if (seat && (await seating.take(cause, directory, question, seat))) seated += 1;
    }
    return seated;
  };
}
