import { longestText, type MessageContent } from "../delivery/index.ts";
import type { QuestionsDependencies } from "./dependencies.ts";

export interface KeepDraft {
  cause: string;
  telegramId: number;
  content: MessageContent;
}

/** A first reminder after a quarter of an hour, see `remind-draft.ts`. */
const firstReminderMs = 15 * 60 * 1000;
const partsPauseMs = 700;
/** By then the handler has shown the card itself, unless it was interrupted. */
const fallbackMs = 3000;

/**
 * Keeps what a person wrote, before anything else happens to it. The card that shows it follows:
 * at once, or after a moment when more parts are likely to come (an album, a long text that
 * Telegram cut).
 */
export function createKeepDraft(deps: QuestionsDependencies) {
  return ({ cause, telegramId, content }: KeepDraft) =>
    deps.perform(cause, "keep-draft", async (transaction) => {
      const now = deps.clock.now();
      const isPart = content.albumId !== undefined || (content.text ?? "").length >= longestText;
      await deps.drafts.save(transaction, telegramId, now, {
        cardDueAt: new Date(now.getTime() + (isPart ? partsPauseMs : fallbackMs)),
        remindAt: new Date(now.getTime() + firstReminderMs),
        remindersSent: 0,
      });
      await deps.drafts.keepMessage(transaction, telegramId, content, now);
      const draft = await deps.drafts.find(telegramId, transaction);
      const others = (draft?.messages ?? []).filter(
        ({ source }) => source.messageId !== content.source.messageId,
      );
      return {
        isFirst: others.length === 0,
        continuesAlbum:
          content.albumId !== undefined &&
          others.some(({ albumId }) => albumId === content.albumId),
        wantsCall: draft?.wantsCall ?? false,
        kind: isPart ? ("more-may-come" as const) : ("kept" as const),
      };
    });
}

/** Takes over the new words of a message that is still in the draft. */
export function createEditDraft(deps: QuestionsDependencies) {
  return ({ cause, telegramId, content }: KeepDraft) =>
    deps.perform(cause, "edit-draft", async (transaction) => {
      const draft = await deps.drafts.find(telegramId, transaction);
      const { messageId } = content.source;
      if (!draft?.messages.some(({ source }) => source.messageId === messageId))
        return { kind: "not-in-draft" as const };
      await deps.drafts.keepMessage(transaction, telegramId, content, deps.clock.now());
      return { kind: "kept" as const };
    });
}
