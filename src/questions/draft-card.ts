import type { Language } from "../access/index.ts";
import type { Directory, DirectoryCenter, TerritoryCatalogue } from "../centers/index.ts";
import {
  type Effect,
  enqueue,
  type MessageContent,
  type Screen,
  screenEffect,
} from "../delivery/index.ts";
import type { Profile } from "../members/index.ts";
import type { Draft } from "./draft-store.ts";
import { type QuestionsDependencies, territoryName } from "./dependencies.ts";
import { withFirstWords } from "./first-words.ts";
import { routeQuestion, type Route } from "./routing.ts";

/** Where a draft would go now, and where from. */
export interface DraftRoute {
  territoryCode: string | null;
  outsideRegion: boolean;
  route: Route;
  center: DirectoryCenter | null;
}

/** Finds the center that would get the draft as it stands. */
export function routeDraft(
  territories: TerritoryCatalogue,
  directory: Directory,
  draft: Draft,
  profile: Profile,
): DraftRoute {
  const { territoryCode, outsideRegion } = draft.place ?? profile;
  const found = territoryCode ? territories.find(territoryCode) : undefined;
  const route = routeQuestion({ territory: found ?? null, kind: draft.kind }, directory);
  const center = directory.find(({ id }) => id === route.centerId) ?? null;
  return { territoryCode, outsideRegion, route, center };
}

export interface ShowDraft {
  cause: string;
  telegramId: number;
  personId: string;
}

/**
 * Shows the draft below the newest message: first the choice of the kind of support, then the card
 * «Ваш вопрос получит…». The earlier card goes away.
 */
export function createShowDraft(deps: QuestionsDependencies) {
  const draftScreen = createDraftScreen(deps);
  return async ({ cause, telegramId, personId }: ShowDraft) => {
    const profile = await deps.profileOf(personId);
    const screen = profile && (await draftScreen(profile));
    return deps.perform(cause, "show-draft", async (transaction) => {
      const isThere = await deps.drafts.lock(transaction, telegramId);
      const draft = isThere ? await deps.drafts.find(telegramId, transaction) : null;
      if (!draft || !screen) return { kind: "no-draft" as const };
      const key = `${cause}:draft-card`;
      await deps.drafts.save(transaction, telegramId, deps.clock.now(), {
        cardEffect: key,
        cardDueAt: null,
        // whoever looks at a draft goes on with it
        questionId: null,
        questionUntil: null,
      });
      await enqueue(transaction, [
        ...dropCard(cause, draft),
        screenEffect({ key, chatId: telegramId }, screen),
      ]);
      return { kind: "shown" as const, draftId: draft.id };
    });
  };
}

/** The usual time to an answer is told from the last three months, and from five answers on. */
const figuresMs = 90 * 24 * 60 * 60 * 1000;
const enoughAnswers = 5;
/** A colleague who forgets to reply means one of the newest questions of their chat. */
const mostToAnswer = 3;

/** What the author sees of their draft now; null when there is none. */
export function createDraftScreen(deps: QuestionsDependencies) {
  return async (profile: Profile): Promise<Screen | null> => {
    const draft = await deps.drafts.find(profile.telegramId);
    if (!draft || draft.messages.length === 0) return null;
    if (!draft.kindChosen) return whereToOrKind(draft, profile);
    const directory = await deps.centers.readDirectory();
    const found = routeDraft(deps.centers.territories, directory, draft, profile);
    const since = new Date(deps.clock.now().getTime() - figuresMs);
    const usualMinutes = found.center
      ? await deps.figures.usualMinutes(found.center.id, since, enoughAnswers)
      : null;
    return cardOf(draft, profile.language, found, usualMinutes);
  };

  async function whereToOrKind(draft: Draft, profile: Profile): Promise<Screen> {
    const { language, personId, telegramId } = profile;
    const own = await deps.questions.openOfAuthor(personId);
    const here = await deps.questions.workedOnIn(telegramId, mostToAnswer);
    const toAnswer = here.filter(({ author }) => author.personId !== personId);
    if (own.length + toAnswer.length === 0) return deps.presenter.kindChoice(language, draft.id);
    return deps.presenter.whereTo(language, draft.id, {
      own: await withFirstWords(deps, own),
      toAnswer: await withFirstWords(deps, toAnswer),
    });
  }

  function cardOf(
    draft: Draft,
    language: Language,
    found: DraftRoute,
    usualMinutes: number | null,
  ): Screen {
    return deps.presenter.draftCard({
      language,
      messages: draft.messages.length,
      words: draft.messages.map(({ text }) => text ?? "").join(" "),
      kind: draft.kind,
      territoryName: territoryName(deps, found),
      outsideRegion: found.outsideRegion,
      center: found.center,
      usualMinutes,
      wantsCall: draft.wantsCall,
      hasPhone: draft.messages.some(hasPhone),
      draftId: draft.id,
      now: deps.clock.now(),
    });
  }
}

/** Whether a message gives a number to call: a contact, or a text with as many digits. */
export function hasPhone({ kind, text = "" }: MessageContent): boolean {
  return kind === "contact" || /\d(?:[\s()-]*\d){5,}/.test(text);
}

/** The card moves down with each message: the one above goes away. */
export function dropCard(cause: string, draft: Draft): Effect[] {
  if (draft.cardEffect === null) return [];
  return [
    {
      key: `${cause}:drop-card`,
      chatId: draft.telegramId,
      targetEffect: draft.cardEffect,
      method: "deleteMessage",
      params: {},
    },
  ];
}
