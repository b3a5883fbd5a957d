import { enqueue, screenEffect } from "../delivery/index.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { createShowDraft } from "./draft-card.ts";
import type { DueDraft } from "./draft-store.ts";

/** The second reminder comes in the morning, at this hour of the author's own time. */
const morningHour = 10;
const hourMs = 60 * 60 * 1000;

/**
 * Does what is due for drafts: shows the card once all parts have come, and reminds of a draft
 * that was left: after a quarter of an hour, once more next morning, then never again.
 *
 * @param memberOf finds the person behind a Telegram id; null before consent.
 */
export function createDueDrafts(
  deps: QuestionsDependencies,
  showDraft: ReturnType<typeof createShowDraft>,
  memberOf: (telegramId: number) => Promise<{ personId: string; signedUp: boolean } | null>,
) {
  return async (): Promise<void> => {
    const now = deps.clock.now();
    for (const due of await deps.drafts.due(now)) {
      try {
        await doDue(due, now);
      } catch (error) {
        // the others must not wait behind it
        deps.logger.error({ err: error }, "what was due for a draft failed");
      }
    }
  };

  async function doDue(due: DueDraft, now: Date): Promise<void> {
    const member = await memberOf(due.telegramId);
    const cardIsDue = due.cardDueAt !== null && due.cardDueAt <= now;
    if (cardIsDue && member?.signedUp) {
      const cause = `draft:${due.telegramId}:card:${due.cardDueAt?.getTime()}`;
      await showDraft({ cause, telegramId: due.telegramId, personId: member.personId });
    } else if (cardIsDue) {
      await postponeCard(due.telegramId);
    }
    if (due.remindAt !== null && due.remindAt <= now)
      await remind(due.telegramId, due.remindAt, member?.personId ?? null);
  }

  /** Someone who is still signing up sees the card at the end of that. */
  async function postponeCard(telegramId: number): Promise<void> {
    const cause = `draft:${telegramId}:wait:${deps.clock.now().getTime()}`;
    await deps.perform(cause, "postpone-card", async (transaction) => {
      if (!(await deps.drafts.lock(transaction, telegramId))) return { kind: "no-draft" };
      await deps.drafts.save(transaction, telegramId, deps.clock.now(), { cardDueAt: null });
      return { kind: "postponed" };
    });
  }

  async function remind(telegramId: number, at: Date, personId: string | null): Promise<void> {
    const profile = personId ? await deps.profileOf(personId) : null;
    const cause = `draft:${telegramId}:remind:${at.getTime()}`;
    await deps.perform(cause, "remind-draft", async (transaction) => {
      const isThere = await deps.drafts.lock(transaction, telegramId);
      const draft = isThere ? await deps.drafts.find(telegramId, transaction) : null;
      if (!draft) return { kind: "no-draft" };
      const again = draft.remindersSent === 0 ? nextMorning(deps.clock.now()) : null;
      await deps.drafts.save(transaction, telegramId, deps.clock.now(), {
        remindAt: again,
        remindersSent: draft.remindersSent + 1,
      });
      if (draft.messages.length === 0) return { kind: "empty" };
      const screen = deps.presenter.draftReminder(profile?.language ?? "ru", draft.id);
      await enqueue(transaction, [
        screenEffect({ key: `${cause}:reminder`, chatId: telegramId }, screen),
      ]);
      return { kind: "reminded" };
    });
  }
}

/** The next ten o'clock that is at least three hours away; the network's regions are all UTC+5. */
function nextMorning(now: Date): Date {
  const offsetMs = 5 * hourMs;
  const local = new Date(now.getTime() + offsetMs);
  const morning = new Date(
    Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate(), morningHour) -
      offsetMs,
  );
  while (morning.getTime() < now.getTime() + 3 * hourMs)
    morning.setUTCDate(morning.getUTCDate() + 1);
  return morning;
}
