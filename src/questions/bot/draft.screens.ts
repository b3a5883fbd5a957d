import { supportKinds } from "../../centers/index.ts";
import type { Screen, ScreenButton } from "../../delivery/index.ts";
import type { Translate } from "../../telegram/index.ts";
import type { DraftView } from "../presenter.ts";
import type { ListedQuestion } from "../first-words.ts";
import { firstWords } from "./my-questions.screens.ts";
import { authorButtons as buttons } from "./questions.buttons.ts";

export type HoursText = (hours: NonNullable<DraftView["center"]>["hours"], t: Translate) => string;

/** The four kinds of support with everyday examples, and «Не знаю». */
export function kindScreen(t: Translate, kept: boolean): Screen {
  const kinds = [...supportKinds, "unknown"] as const;
  return {
    text: t(kept ? "questions-choose-kind-kept" : "questions-choose-kind"),
    buttons: [
      ...kinds.map((kind) => [
        { text: t.plain(`questions-kind-${kind}`), data: buttons.kind.data(kind) },
      ]),
      ...(kept ? [discard(t)] : []),
    ],
  };
}

function discard(t: Translate): ScreenButton[] {
  return [{ text: t.plain("questions-button-discard"), data: buttons.discard.data() }];
}

/** «Ваш вопрос получит…» */
export function draftScreen(view: DraftView, t: Translate, hoursText: HoursText): Screen {
  const lines = [...whoGetsIt(view, t, hoursText), "", ...whatItIs(view, t)];
  return {
    text: [...lines, "", t("questions-draft-next")].join("\n"),
    buttons: [
      [{ text: t.plain("questions-button-send"), data: buttons.send.data() }],
      [{ text: t.plain("questions-button-other-town"), data: buttons.otherTown.data() }],
      [{ text: t.plain("questions-button-other-kind"), data: buttons.otherKind.data() }],
      ...(view.wantsCall ? [] : [callMe(t)]),
      discard(t),
    ],
  };
}

function callMe(t: Translate): ScreenButton[] {
  return [{ text: t.plain("questions-button-call-me"), data: buttons.callMe.data() }];
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
  return [
    from,
    view.kind
      ? t("questions-draft-kind", { kind: kindName(view.kind, t) })
      : t("questions-draft-kind-unknown"),
    t("questions-draft-messages", { count: view.messages }),
    ...(view.wantsCall
      ? [t(view.hasPhone ? "questions-draft-call" : "questions-draft-call-no-phone")]
      : []),
  ];
}

export function kindName(kind: DraftView["kind"], t: Translate): string {
  return t.plain(kind ? `questions-kind-${kind}` : "questions-kind-none");
}

/** A message came while questions are open: is it for one of them? */
export function whereToScreen(open: ListedQuestion[], t: Translate): Screen {
  const questions = open.map(({ question, first }) =>
    t("questions-where-to-line", {
      number: String(question.number),
      words: first ? firstWords(first, t) : "",
    }),
  );
  return {
    text: [t("questions-where-to", { count: open.length }), questions.join("\n")].join("\n\n"),
    buttons: [
      ...open.map(({ question: { number } }) => [
        {
          text: t.plain("questions-button-add-to", { number: String(number) }),
          data: buttons.addTo.data(number),
        },
      ]),
      [{ text: t.plain("questions-button-new"), data: buttons.isNew.data() }],
      discard(t),
    ],
  };
}

export function reminderScreen(t: Translate): Screen {
  return {
    text: t("questions-reminder"),
    buttons: [
      [{ text: t.plain("questions-button-show-draft"), data: buttons.showDraft.data() }],
      discard(t),
    ],
  };
}
