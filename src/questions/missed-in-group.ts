import type { Language } from "../access/index.ts";
import type { GroupBack, WaitingWork } from "../centers/index.ts";
import { enqueue, screenEffect } from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";
import { type QuestionsDependencies, territoryName, timezoneOf } from "./dependencies.ts";
import type { ParkedQuestion } from "./parked-store.ts";

/** So many questions get a line and a button of their own: more would hide the first. */
const mostShown = 8;

/** Tells people of the questions in a group where nothing could be said. */
export function createMissedInGroup(deps: QuestionsDependencies) {
  return {
    /** For heads and owners: what waits in a group that is silent, with a button for each. */
    async waitingIn(
      transaction: Transaction,
      chatId: number,
      language: Language,
    ): Promise<WaitingWork> {
      const held = await deps.parked.heldIn([chatId], transaction);
      const oldest = held.slice(0, mostShown);
      return {
        count: held.length,
        buttons: oldest.map(({ number }) => deps.presenter.showButton(number, language)),
      };
    },

    /** One message for a group that is back, in place of all that was kept for it. */
    async summarize(
      transaction: Transaction,
      { cause, chatId, centerIds, since }: GroupBack,
    ): Promise<void> {
      const now = deps.clock.now();
      const missed = await deps.parked.missedIn(chatId, centerIds, since, now, transaction);
      // what is about to get a desk there speaks for itself
      if (missed.length === 0 && (await deps.parked.isAnySeatless(centerIds, transaction))) return;
      const screen = deps.presenter.missed({
        lines: missed.slice(0, mostShown).map(toLine),
        total: missed.length,
        silentSince: since,
        backAt: now,
      });
      await enqueue(transaction, [
        screenEffect({ key: `${cause}:missed:${chatId}`, chatId }, screen),
      ]);
    },
  };

  function toLine(question: ParkedQuestion) {
    const { number, askedAt } = question;
    return {
      number,
      territoryName: territoryName(deps, question),
      askedAt,
      timezone: timezoneOf(deps, question),
    };
  }
}
