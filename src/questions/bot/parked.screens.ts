import type { Screen, ScreenButton } from "../../delivery/index.ts";
import type { Translate } from "../../telegram/index.ts";
import type { MissedView } from "../presenter.ts";
import { momentInWords } from "./dates.ts";
import { deskButtons as buttons } from "./questions.buttons.ts";

/** «Показать № 127», in a private chat. */
export function showButton(number: number, t: Translate): ScreenButton {
  return { text: showLabel(number, t), data: buttons.show.data(number) };
}

/** «Я снова здесь»: what the group missed, in one message. */
export function missedScreen(view: MissedView, t: Translate): Screen {
  const { lines, total } = view;
  if (total === 0) return { text: t("questions-missed-none") };
  const [silentSince, backAt] = [view.silentSince.getTime(), view.backAt.getTime()];
  const rest = total - lines.length;
  const text = [
    t("questions-missed"),
    [
      ...lines.map((line) => lineText(line, t)),
      ...(rest > 0 ? [t("questions-missed-rest", { rest })] : []),
    ].join("\n"),
    t("questions-missed-how"),
  ].join("\n\n");
  const all = {
    text: t.plain("questions-button-show-all"),
    data: buttons.showAll.data(silentSince, backAt),
  };
  return {
    text,
    buttons: [
      ...lines.map(({ number }) => [
        { text: showLabel(number, t), data: buttons.showHere.data(number, backAt) },
      ]),
      ...(total > 1 ? [[all]] : []),
    ],
  };
}

function lineText(
  { number, territoryName, askedAt, timezone }: MissedView["lines"][number],
  t: Translate,
): string {
  return t("questions-missed-line", {
    number: String(number),
    place: territoryName ?? t.plain("questions-button-outside"),
    asked: momentInWords(askedAt, t.language, timezone),
  });
}

function showLabel(number: number, t: Translate): string {
  return t.plain("questions-button-show", { number: String(number) });
}
