import type { Clock } from "../platform/clock.ts";
import type { Perform } from "../platform/perform.ts";
import { consentVersion, type ConsentPlace } from "./consent.ts";
import type { PersonStore } from "./person-store.ts";

export interface GiveConsentInput {
  cause: string;
  telegramId: number;
  /** The name that Telegram shows; kept only for someone new. */
  name: string;
  place: ConsentPlace;
}

export type GiveConsentOutcome = { kind: "given" | "stands-already"; personId: string };

/** Records that a person agreed to the processing of their data: from here on we may know them. */
export function createGiveConsent(deps: { people: PersonStore; perform: Perform; clock: Clock }) {
  const { people, perform, clock } = deps;
  return (input: GiveConsentInput): Promise<GiveConsentOutcome> =>
    perform(input.cause, "give-consent", async (transaction) => {
      const personId = await people.ensure(transaction, {
        telegramId: input.telegramId,
        name: input.name,
      });
      if (await people.hasConsent(transaction, input.telegramId))
        return { kind: "stands-already", personId };
      await people.addConsent(transaction, {
        personId,
        version: consentVersion,
        button: input.place,
        givenAt: clock.now(),
      });
      return { kind: "given", personId };
    });
}
