import type { Clock } from "../platform/clock.ts";
import type { Perform } from "../platform/perform.ts";
import type { PersonStore } from "./person-store.ts";

export type NoteReachabilityOutcome =
  | { kind: "nothing-new" }
  | { kind: "lost" | "back"; isStaff: boolean };

/** Takes note that a person has blocked the bot, or let it in again. */
export function createNoteReachability(deps: {
  people: PersonStore;
  perform: Perform;
  clock: Clock;
}) {
  const { people, perform, clock } = deps;
  return (input: {
    cause: string;
    telegramId: number;
    isReachable: boolean;
  }): Promise<NoteReachabilityOutcome> =>
    perform(
      input.cause,
      "note-reachability",
      async (transaction): Promise<NoteReachabilityOutcome> => {
        const { changed, isStaff } = await people.setReachability(
          transaction,
          input.telegramId,
          input.isReachable ? null : clock.now(),
        );
        if (!changed) return { kind: "nothing-new" };
        return { kind: input.isReachable ? "back" : "lost", isStaff };
      },
    );
}
