import type { Clock } from "../platform/clock.ts";
import type { Perform, Transaction } from "../platform/perform.ts";
import type { PersonStore } from "./person-store.ts";

export type RefuseConsentOutcome = { kind: "refused" | "stands-already" };

/** Forgets what was kept of a person until they would decide. */
export type ForgetKept = (transaction: Transaction, telegramId: number) => Promise<void>;

/**
 * Takes «Не согласен»: nothing of the person stays. Someone who has agreed before only hears so:
 * taking a consent back is another act.
 */
export function createRefuseConsent(deps: {
  people: PersonStore;
  perform: Perform;
  clock: Clock;
  forgetKept: ForgetKept;
}) {
  const { people, perform, clock, forgetKept } = deps;
  return (input: { cause: string; telegramId: number }): Promise<RefuseConsentOutcome> =>
    perform(input.cause, "refuse-consent", async (transaction) => {
      if (await people.hasConsent(transaction, input.telegramId)) return { kind: "stands-already" };
      await forgetKept(transaction, input.telegramId);
      await people.countRefusal(transaction, clock.now());
      return { kind: "refused" };
    });
}
