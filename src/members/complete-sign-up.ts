import type { Clock } from "../platform/clock.ts";
import type { Perform } from "../platform/perform.ts";
import { missingStep } from "./member.ts";
import type { PersonStore } from "./person-store.ts";

export type CompleteSignUpOutcome =
  | { kind: "completed" }
  | { kind: "complete-already" }
  | { kind: "incomplete"; missing: string };

/** Ends the sign-up, once consent and town are known; an organisation need not be. */
export function createCompleteSignUp(deps: {
  people: PersonStore;
  perform: Perform;
  clock: Clock;
}) {
  const { people, perform, clock } = deps;
  return (input: { cause: string; personId: string }): Promise<CompleteSignUpOutcome> =>
    perform(
      input.cause,
      "complete-sign-up",
      async (transaction): Promise<CompleteSignUpOutcome> => {
        const missing = missingStep(await people.read(transaction, input.personId));
        if (missing === null) return { kind: "complete-already" };
        if (missing !== "organisation") return { kind: "incomplete", missing };
        await people.setSignedUp(transaction, input.personId, clock.now());
        return { kind: "completed" };
      },
    );
}
