import { enqueue } from "../delivery/index.ts";
import { addWorkingDays, type DirectoryCenter } from "../centers/index.ts";
import type { Profile } from "../members/index.ts";
import type { Transaction } from "../platform/perform.ts";
import { type Draft, isAnother } from "./draft-store.ts";
import { type QuestionsDependencies, timezoneOf } from "./dependencies.ts";
import type { Desks } from "./desks.ts";
import { type DraftRoute, dropCard, routeDraft } from "./draft-card.ts";
import { authorOf, type Question, type QuestionMessage } from "./question.ts";

export interface SendQuestion {
  cause: string;
  personId: string;
  /** The draft that the person saw when they tapped; null for whichever is there. */
  draftId: string | null;
}

/** Working days until an answer is due where no center has promised a term. */
const usualAnswerDays = 2;

/**
 * Makes a question of the draft: it gets its owner, and its number, for good. Only what its author
 * has seen on the card is sent: no other draft, and none whose kind has not been asked.
 */
export function createSendQuestion(deps: QuestionsDependencies, desks: Desks) {
  return async ({ cause, personId, draftId }: SendQuestion) => {
    const profile = await deps.profileOf(personId);
    if (!profile) return { kind: "no-draft" as const };
    const directory = await deps.centers.readDirectory();
    return deps.perform(cause, "send-question", async (transaction) => {
      await deps.drafts.lock(transaction, profile.telegramId);
      const draft = await deps.drafts.find(profile.telegramId, transaction);
      if (!draft || draft.messages.length === 0) return { kind: "no-draft" as const };
      if (isAnother(draft, draftId)) return { kind: "another-draft" as const };
      if (!draft.kindChosen) return { kind: "not-ready" as const };
      const found = routeDraft(deps.centers.territories, directory, draft, profile);
      const question = await create(transaction, draft, profile, found);
      const messages = await moveMessages(transaction, question, draft);
      const places = found.route.centerId
        ? await deps.centers.deskPlaces(found.route.centerId)
        : await deps.centers.ownerPlaces();
      await desks.open(transaction, question, places, messages);
      await enqueue(transaction, dropCard(cause, draft));
      await deps.drafts.remove(transaction, profile.telegramId);
      await deps.figures.add(transaction, question, {
        at: question.askedAt,
        what: "asked",
      });
      return {
        kind: "sent" as const,
        number: question.number,
        centerName: found.center?.name ?? null,
        dueAt: question.dueAt.toISOString(),
        wantsCall: question.wantsCall,
        timezone: timezoneOf(deps, question),
      };
    });
  };

  async function create(
    transaction: Transaction,
    draft: Draft,
    profile: Profile,
    { territoryCode, outsideRegion, route, center }: DraftRoute,
  ): Promise<Question> {
    const now = deps.clock.now();
    return deps.questions.create(transaction, {
      authorId: profile.personId,
      territoryCode,
      outsideRegion,
      kind: draft.kind,
      organisationId: profile.organisation?.id ?? null,
      ownerCenterId: route.centerId,
      routeReason: route.reason,
      routeContested: route.contested,
      wantsCall: draft.wantsCall,
      askedAt: now,
      dueAt: dueAt(center, now),
    });
  }

  async function moveMessages(
    transaction: Transaction,
    question: Question,
    draft: Draft,
  ): Promise<QuestionMessage[]> {
    const messages: QuestionMessage[] = [];
    for (const [index, content] of draft.messages.entries()) {
      const message = await deps.questions.addMessage(transaction, {
        questionId: question.id,
        side: "author",
        sender: authorOf(question),
        content,
        // a step of its own for each, so that their order is kept
        sentAt: new Date(question.askedAt.getTime() + index),
      });
      messages.push(message);
      await deps.desks.pair(transaction, [
        {
          ...content.source,
          role: "author_original",
          questionId: question.id,
          questionMessageId: message.id,
          deskId: null,
        },
      ]);
    }
    return messages;
  }
}

/** When an answer is due, by the center's own promise. */
export function dueAt(center: DirectoryCenter | null, from: Date): Date {
  return addWorkingDays(
    center ?? { hours: {}, timezone: "Asia/Yekaterinburg" },
    from,
    center?.answerDays ?? usualAnswerDays,
  );
}
