import { supportKinds } from "../../centers/index.ts";
import type { FailureClass, Screen, ScreenButton } from "../../delivery/index.ts";
import { escapeHtml, type Translate } from "../../telegram/index.ts";
import type { CardView } from "../presenter.ts";
import type { Question } from "../question.ts";
import { momentInWords } from "./dates.ts";
import { kindName } from "./draft.screens.ts";
import { deskButtons as buttons } from "./questions.buttons.ts";

/** The card of a question, the one message that all work on it starts from. */
export function cardScreen(view: CardView, t: Translate): Screen {
  const { question, words, movedTo } = view;
  const parts = [
    cardFacts(view, t).join("\n"),
    ...(words ? [escapeHtml(words)] : []),
    ...(view.attachments > 0 ? [whatFollows(view, t)] : []),
    movedTo ? t("questions-card-moved", { center: movedTo }) : t("questions-card-how"),
  ];
  return {
    text: parts.join("\n\n"),
    buttons: movedTo ? [] : cardButtons(question.number, question.claimedBy !== null, t),
  };
}

function whatFollows({ words, attachments: count }: CardView, t: Translate): string {
  return t(words === null ? "questions-card-messages" : "questions-card-attachments", { count });
}

function cardFacts(view: CardView, t: Translate): string[] {
  const { question } = view;
  const { name } = question.author;
  const organisation = question.organisationName;
  return [
    t("questions-card-number", {
      number: String(question.number),
      state: t.plain(`questions-card-state-${question.state}`, {
        name: question.claimedBy?.name ?? "",
      }),
    }),
    view.territoryName
      ? t("questions-card-place", { place: view.territoryName })
      : t("questions-card-outside"),
    t("questions-card-kind", { kind: kindName(question.kind, t) }),
    organisation
      ? t("questions-card-author-organisation", { name, organisation })
      : t("questions-card-author", { name }),
    ...(question.wantsCall
      ? [t(view.hasPhone ? "questions-card-call" : "questions-card-call-no-phone")]
      : []),
    t("questions-card-due", { due: momentInWords(question.dueAt, t.language, view.timezone) }),
    t(`questions-card-why-${question.routeReason}`),
    ...(question.routeContested ? [t("questions-card-contested")] : []),
  ];
}

/** The buttons of a card at rest. */
export function cardButtons(number: number, claimed: boolean, t: Translate): ScreenButton[][] {
  const take = { text: t.plain("questions-button-claim"), data: buttons.claim.data(number) };
  const more = { text: t.plain("questions-button-more"), data: buttons.more.data(number) };
  return [claimed ? [more] : [take, more]];
}

/** «Ещё…» */
export function moreButtons(number: number, claimed: boolean, t: Translate): ScreenButton[][] {
  return [
    [{ text: t.plain("questions-button-set-kind"), data: buttons.kinds.data(number) }],
    ...(claimed
      ? [[{ text: t.plain("questions-button-release"), data: buttons.release.data(number) }]]
      : []),
    [{ text: t.plain("questions-button-close"), data: buttons.close.data(number) }],
    [{ text: t.plain("questions-button-fold"), data: buttons.fold.data(number) }],
  ];
}

export function kindButtons(number: number, t: Translate): ScreenButton[][] {
  return [
    ...supportKinds.map((kind) => [
      { text: t.plain(`questions-kind-${kind}`), data: buttons.kind.data(number, kind) },
    ]),
    [{ text: t.plain("questions-button-fold"), data: buttons.fold.data(number) }],
  ];
}

/** Bot API, createForumTopic: a name of 1-128 characters. */
export function topicTitle(question: Question, territoryName: string | null, t: Translate): string {
  const title = t.plain("questions-topic-title", {
    number: String(question.number),
    place: territoryName ?? t.plain("questions-button-outside"),
    kind: kindName(question.kind, t),
  });
  return title.slice(0, 128);
}

/** The line under a coordinator's message that did not arrive, with what can be done. */
export function failureScreen(
  failure: FailureClass | "unknown",
  messageId: string,
  t: Translate,
): Screen {
  const known = ["unreachable", "voice-forbidden", "unknown"].includes(failure);
  return {
    text: t(`questions-failed-${known ? failure : "rejected"}`),
    buttons: [[{ text: t.plain("questions-button-again"), data: buttons.again.data(messageId) }]],
  };
}

/** Asks whether words that were held are meant for the author. */
export function heldScreen(
  reason: "unregistered" | "plain_message",
  id: string,
  t: Translate,
): Screen {
  const unregistered = reason === "unregistered";
  const send = unregistered ? "questions-button-allow" : "questions-button-send-to-author";
  return {
    text: t(unregistered ? "questions-desk-held" : "questions-desk-hint"),
    buttons: [
      [{ text: t.plain(send), data: buttons.sendHeld.data(id) }],
      [{ text: t.plain("questions-button-keep"), data: buttons.keepHeld.data(id) }],
    ],
  };
}
