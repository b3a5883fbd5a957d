import type { Screen } from "../../delivery/index.ts";
import type { Translate } from "../../telegram/index.ts";
import { dayInWords } from "./dates.ts";
import { authorButtons as buttons } from "./questions.buttons.ts";

/** What an author may say to an answer; the words stand over it where it is an album. */
export function answerScreen(number: number, t: Translate): Screen {
  return {
    text: t.plain("questions-answer-under", { number: String(number) }),
    buttons: [
      [{ text: t.plain("questions-button-helped"), data: buttons.helped.data(number) }],
      [{ text: t.plain("questions-button-ask-more"), data: buttons.askMore.data(number) }],
      [{ text: t.plain("questions-button-not-helped"), data: buttons.notHelped.data(number) }],
    ],
  };
}

/** «Добавили к вопросу № 127» */
export function addedWords(number: number, reopened: boolean, t: Translate): string {
  return t(reopened ? "questions-added-reopened" : "questions-added", { number: String(number) });
}

/** «Пожалуйста!»; after an answer the question whether it helped stands under it. */
export function thankedScreen(number: number, answered: boolean, t: Translate): Screen {
  const words = { number: String(number) };
  if (!answered) return { text: t("questions-thanks-passed", words) };
  return { ...answerScreen(number, t), text: t("questions-thanks-passed-helped", words) };
}

export function closedByCenterScreen(number: number, t: Translate): Screen {
  return {
    text: t("questions-closed-by-center", { number: String(number) }),
    buttons: [[{ text: t.plain("questions-button-ask-more"), data: buttons.askMore.data(number) }]],
  };
}

export interface SentView {
  number: number;
  centerName: string | null;
  dueAt: Date;
  wantsCall: boolean;
  timezone: string;
}

/** «Вопрос № 127 отправлен», with what happens next and by when. */
export function sentScreen(view: SentView, t: Translate): Screen {
  const number = String(view.number);
  if (view.centerName === null) return { text: t("questions-sent-to-network", { number }) };
  const words = {
    number,
    center: view.centerName,
    due: dayInWords(view.dueAt, t.language, view.timezone),
  };
  return { text: t(view.wantsCall ? "questions-sent-call" : "questions-sent", words) };
}
