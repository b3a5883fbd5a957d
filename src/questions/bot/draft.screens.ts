import { supportKinds } from "../../centers/index.ts";
import type { Screen, ScreenButton } from "../../delivery/index.ts";
import type { Translate } from "../../telegram/index.ts";
import type { DraftView, WhereTo } from "../presenter.ts";
import type { ListedQuestion } from "../question.ts";
import { excerpt, firstWords } from "./my-questions.screens.ts";
import { authorButtons as buttons } from "./questions.buttons.ts";

export type HoursText = (hours: NonNullable<DraftView["center"]>["hours"], t: Translate) => string;

/**
 * The four kinds of support with everyday examples, and «Не знаю».
 *
 * @param kept the draft that is there already; `canGoBack` to its card, or to where it may belong.
 */
export function kindScreen(
  t: Translate,
  kept: { draftId: string; canGoBack?: boolean } | null,
): Screen {
  const kinds = [...supportKinds, "unknown"] as const;
  return {
    text: t(kept ? "questions-choose-kind-kept" : "questions-choose-kind"),
    buttons: [
      ...kinds.map((kind) => [
        { text: t.plain(`questions-kind-${kind}`), data: buttons.kind.data(kind) },
      ]),
      ...(kept?.canGoBack ? [[back(t)]] : []),
      ...(kept ? [discard(kept.draftId, t)] : []),
    ],
  };
}

function back(t: Translate): ScreenButton {
  return { text: t.plain("questions-button-back"), data: buttons.back.data() };
}

function discard(draftId: string, t: Translate): ScreenButton[] {
  return [{ text: t.plain("questions-button-discard"), data: buttons.discard.data(draftId) }];
}

/** «Ваш вопрос получит…» */
export function draftScreen(view: DraftView, t: Translate, hoursText: HoursText): Screen {
  const lines = [...whoGetsIt(view, t, hoursText), "", ...whatItIs(view, t)];
  return {
    text: [...lines, "", t("questions-draft-next")].join("\n"),
    buttons: [
      [{ text: t.plain("questions-button-send"), data: buttons.send.data(view.draftId) }],
      [{ text: t.plain("questions-button-other-town"), data: buttons.otherTown.data() }],
      [{ text: t.plain("questions-button-other-kind"), data: buttons.otherKind.data() }],
      [view.wantsCall ? doNotCall(t) : callMe(t)],
      discard(view.draftId, t),
    ],
  };
}

function callMe(t: Translate): ScreenButton {
  return { text: t.plain("questions-button-call-me"), data: buttons.callMe.data() };
}

function doNotCall(t: Translate): ScreenButton {
  return { text: t.plain("questions-button-do-not-call"), data: buttons.doNotCall.data() };
}

function whoGetsIt(
  { center, usualMinutes }: DraftView,
  t: Translate,
  hoursText: HoursText,
): string[] {
  if (!center) return [t("questions-draft-to-network")];
  return [
    t("questions-draft-to-center", { center: center.name }),
    ...(Object.keys(center.hours).length > 0
      ? [t("questions-draft-hours", { hours: hoursText(center.hours, t) })]
      : []),
    ...(center.phone ? [t("questions-draft-phone", { phone: center.phone })] : []),
    t("questions-draft-term", { days: center.answerDays }),
    ...(usualMinutes === null ? [] : [usualTime(usualMinutes, t)]),
  ];
}

function usualTime(minutes: number, t: Translate): string {
  const hours = Math.max(1, Math.round(minutes / 60));
  return hours < 24
    ? t("questions-draft-usual-hours", { hours })
    : t("questions-draft-usual-days", { days: Math.round(hours / 24) });
}

function whatItIs(view: DraftView, t: Translate): string[] {
  const from = view.territoryName
    ? t("questions-draft-from", { place: view.territoryName })
    : t("questions-draft-from-outside");
  const words = excerpt(view.words);
  return [
    from,
    view.kind
      ? t("questions-draft-kind", { kind: kindName(view.kind, t) })
      : t("questions-draft-kind-unknown"),
    ...(words ? [t("questions-draft-words", { words })] : []),
    ...(view.messages > 1 ? [t("questions-draft-messages", { count: view.messages })] : []),
    ...(view.wantsCall
      ? [t(view.hasPhone ? "questions-draft-call" : "questions-draft-call-no-phone")]
      : []),
  ];
}

export function kindName(kind: DraftView["kind"], t: Translate): string {
  return t.plain(kind ? `questions-kind-${kind}` : "questions-kind-none");
}

/** A message came while questions are open: is it for one of them? */
export function whereToScreen(draftId: string, { own, toAnswer }: WhereTo, t: Translate): Screen {
  const asked = own.map((listed) => whereToLine("questions-where-to-line", listed, t));
  const answered = toAnswer.map((listed) => whereToLine("questions-where-to-answer", listed, t));
  const count = own.length + toAnswer.length;
  const head = own.length > 0 ? "questions-where-to" : "questions-where-to-staff";
  return {
    text: [t(head, { count }), [...asked, ...answered].join("\n")].join("\n\n"),
    buttons: [
      ...toAnswer.map(({ question: { number } }) => [
        {
          text: t.plain("questions-button-answer-it", { number: String(number) }),
          data: buttons.answerIt.data(number, draftId),
        },
      ]),
      ...own.map(({ question: { number } }) => [
        {
          text: t.plain("questions-button-add-to", { number: String(number) }),
          data: buttons.addTo.data(number),
        },
      ]),
      [
        {
          text: t.plain(own.length > 0 ? "questions-button-new" : "questions-button-my-own"),
          data: buttons.isNew.data(),
        },
      ],
      discard(draftId, t),
    ],
  };
}

function whereToLine(key: string, { question, first }: ListedQuestion, t: Translate): string {
  const words = first ? firstWords(first, t) : "";
  return t(key, { number: String(question.number), words });
}

export function reminderScreen(draftId: string, t: Translate): Screen {
  return {
    text: t("questions-reminder"),
    buttons: [
      [{ text: t.plain("questions-button-show-draft"), data: buttons.showDraft.data(draftId) }],
      discard(draftId, t),
    ],
  };
}
