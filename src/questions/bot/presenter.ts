import type { Language } from "../../access/index.ts";
import type { Translations } from "../../telegram/index.ts";
import type { Presenter } from "../presenter.ts";
import type { Question } from "../question.ts";
import { addedWords, answerScreen, closedByCenterScreen } from "./answer.screens.ts";
import { cardScreen, failureScreen, topicTitle } from "./desk.screens.ts";
import {
  draftScreen,
  type HoursText,
  kindScreen,
  reminderScreen,
  whereToScreen,
} from "./draft.screens.ts";
import { missedScreen, showButton } from "./parked.screens.ts";

/** Groups speak the network's language, whatever an author has chosen. */
const deskLanguage: Language = "ru";

const topicEmojis = { waiting: "❓", claimed: "👀", answered: "💬", closed: "✅" } as const;

/** The words for all that questions send by themselves. */
export function createPresenter(translations: Translations, hoursText: HoursText): Presenter {
  const desk = translations(deskLanguage);
  const authors = ({ author }: Question) => translations(author.language);
  const numbered = ({ number, author }: Question) => ({
    number: String(number),
    name: author.name,
  });
  const justNumber = ({ number }: Question) => ({ number: String(number) });

  return {
    card: (view) => cardScreen(view, desk),
    topicTitle: (question, territoryName) => topicTitle(question, territoryName, desk),
    topicEmoji: (state) => topicEmojis[state],
    authorHeading: (question, from) =>
      from === null
        ? desk.plain("questions-author-heading", numbered(question))
        : desk.plain("questions-author-heading-forwarded", { ...numbered(question), from }),
    correctedHeading: (question) => desk.plain("questions-author-corrected", numbered(question)),
    colleagueHeading: (question, name) =>
      desk.plain("questions-colleague-heading", { ...justNumber(question), name }),
    answerHeading: (question, center, name) => {
      const t = authors(question);
      const words = { ...justNumber(question), center };
      return name === null
        ? t.plain("questions-answer-heading", words)
        : t.plain("questions-answer-heading-name", { ...words, name });
    },
    correctedAnswerHeading: (question) =>
      authors(question).plain("questions-answer-corrected", justNumber(question)),
    answerScreen: (question) => answerScreen(question.number, authors(question)),
    closedForAuthor: (question) => closedByCenterScreen(question.number, authors(question)),
    addedForAuthor: (question, reopened) => ({
      text: addedWords(question.number, reopened, authors(question)),
    }),
    closedForDesk: (question, helped) => ({
      text: desk(
        helped ? "questions-desk-closed-helped" : "questions-desk-closed",
        justNumber(question),
      ),
    }),
    notHelpedForDesk: (question) => ({
      text: desk("questions-desk-not-helped", justNumber(question)),
    }),
    copyFailed: (question, failure) => ({
      text: desk(
        failure === "unknown" ? "questions-desk-copy-unknown" : "questions-desk-copy-failed",
        justNumber(question),
      ),
    }),
    deliveryFailed: (_question, failure, messageId) => failureScreen(failure, messageId, desk),
    movedForAuthor: (question, center) => ({
      text: authors(question)("questions-moved-to-center", { ...justNumber(question), center }),
    }),
    showButton: (number, language) => showButton(number, translations(language)),
    missed: (view) => missedScreen(view, desk),
    draftCard: (view) => draftScreen(view, translations(view.language), hoursText),
    kindChoice: (language, draftId) => kindScreen(translations(language), { draftId }),
    whereTo: (language, draftId, places) => whereToScreen(draftId, places, translations(language)),
    draftReminder: (language, draftId) => reminderScreen(draftId, translations(language)),
  };
}
