import type { SupportKind } from "../centers/index.ts";
import { enqueue } from "../delivery/index.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import { dropCard } from "./draft-card.ts";
import { type DraftChanges, isAnother } from "./draft-store.ts";

export interface ChangeDraft {
  cause: string;
  telegramId: number;
  change:
    | { what: "kind"; kind: SupportKind | null }
    | { what: "place"; territoryCode: string | null }
    | { what: "call"; wanted: boolean }
    /** The choice of the kind is shown, and awaited: also by those who type. */
    | { what: "begin" };
}

/** Sets what the author chooses around their words. */
export function createChangeDraft(deps: QuestionsDependencies) {
  return ({ cause, telegramId, change }: ChangeDraft) =>
    deps.perform(cause, "change-draft", async (transaction) => {
      await deps.drafts.save(transaction, telegramId, deps.clock.now(), changesOf(change));
      const draft = await deps.drafts.find(telegramId, transaction);
      return { kind: "changed" as const, messages: draft?.messages.length ?? 0 };
    });
}

function changesOf(change: ChangeDraft["change"]): DraftChanges {
  switch (change.what) {
    case "kind":
      // whoever chooses a kind begins a question of its own
      return { kind: change.kind, kindChosen: true, questionId: null, questionUntil: null };
    case "place":
      return {
        territoryCode: change.territoryCode,
        outsideRegion: change.territoryCode === null,
      };
    case "call":
      return { wantsCall: change.wanted };
    case "begin":
      return {
        kind: null,
        kindChosen: false,
        territoryCode: null,
        outsideRegion: false,
        wantsCall: false,
        questionId: null,
        questionUntil: null,
      };
  }
}

export interface DiscardDraft {
  cause: string;
  telegramId: number;
  /** The draft that the person saw when they tapped; null for whichever is there. */
  draftId: string | null;
}

/** «Не отправлять»: the draft and all its words are forgotten. */
export function createDiscardDraft(deps: QuestionsDependencies) {
  return ({ cause, telegramId, draftId }: DiscardDraft) =>
    deps.perform(cause, "discard-draft", async (transaction) => {
      const draft = await deps.drafts.find(telegramId, transaction);
      if (!draft) return { kind: "no-draft" as const };
      if (isAnother(draft, draftId)) return { kind: "another-draft" as const };
      await enqueue(transaction, dropCard(cause, draft));
      await deps.drafts.remove(transaction, telegramId);
      return { kind: "discarded" as const };
    });
}
