import type { SupportKind } from "../../centers/index.ts";
import { supportKinds } from "../../centers/index.ts";
import { readSmallTalk } from "../../members/index.ts";
import { type BotContext, show, type Translate } from "../../telegram/index.ts";
import type { Draft } from "../draft-store.ts";
import { kindScreen } from "./draft.screens.ts";
import { profileOf, type QuestionsBot } from "./questions.bot.ts";

/**
 * What the buttons of the card do, also for those who type their words. The first two say false
 * where nothing could be done.
 */
export interface CardTaps {
  send(ctx: BotContext): Promise<boolean>;
  discard(ctx: BotContext): Promise<boolean>;
  doNotCall(ctx: BotContext): Promise<void>;
  askTown(ctx: BotContext): Promise<void>;
  askPhone(ctx: BotContext): Promise<void>;
}

const cardButtons = {
  "questions-button-send": "send",
  "questions-button-discard": "discard",
  "questions-button-other-town": "other-town",
  "questions-button-other-kind": "other-kind",
  "questions-button-new": "other-kind",
  "questions-button-my-own": "other-kind",
  "questions-button-call-me": "call-me",
  "questions-button-do-not-call": "do-not-call",
  "questions-button-back": "show-again",
} as const;

type Meant =
  | { what: (typeof cardButtons)[keyof typeof cardButtons] | "greet" }
  /** «Да» and «нет» */
  | { what: "send" | "show-again"; spoken: true }
  | { what: "kind"; kind: SupportKind | null };

/**
 * Many people type instead of tapping: «отправить», «деньги», «да». Such words are a button's, not
 * the question's; whatever holds more than that is the question's.
 */
export function createTypedAnswers(bot: QuestionsBot, taps: CardTaps) {
  const { deps, useCases } = bot;

  /** @returns false when the words are none of a button and belong to a question. */
  return async (ctx: BotContext, text: string): Promise<boolean> => {
    const { telegramId } = ctx.actor;
    const draft = await deps.drafts.find(telegramId);
    const begun = (draft?.messages.length ?? 0) > 0;
    const meant = meaningOf(text, ctx.t);
    // handled again after a kill, the word finds no draft any more: it has sent it
    if (meant?.what === "send" && !begun && (await taps.send(ctx))) return true;
    if (!meant || !(await isButtonsWord(ctx, meant, draft, begun))) return false;
    switch (meant.what) {
      case "greet":
        // a greeting is how a question begins, once its words are awaited
        if (begun || draft?.kindChosen) return false;
        await sayHome(ctx, ctx.t("home-greeting", { name: ctx.actor.name }));
        return true;
      case "kind":
        await chooseKind(ctx, meant.kind);
        return true;
      case "send":
        return (await taps.send(ctx)) || showAgain(ctx, draft);
      case "discard":
        return (await taps.discard(ctx)) || showAgain(ctx, draft);
      case "show-again":
        return showAgain(ctx, draft);
      case "other-kind":
      case "other-town":
      case "call-me":
      case "do-not-call":
        if (!draft || !begun) return showAgain(ctx, draft);
        await askOther(ctx, meant.what, draft.id);
        return true;
    }
  };

  /**
   * A word that people also say to each other is a button's only while its screen is what the
   * person sees: «да» may answer what the center has asked.
   */
  async function isButtonsWord(
    ctx: BotContext,
    meant: Meant,
    draft: Draft | null,
    begun: boolean,
  ): Promise<boolean> {
    if (begun) return true;
    if (meant.what === "call-me" || meant.what === "do-not-call") return false;
    if (!("spoken" in meant) && meant.what !== "kind") return true;
    const { personId } = await profileOf(bot, ctx);
    if ((await deps.questions.openOfAuthor(personId)).length === 0) return true;
    if (!draft || draft.continues) return false;
    const heard = await deps.questions.lastAnswerTo(personId);
    return heard === null || heard < draft.updatedAt;
  }

  async function askOther(
    ctx: BotContext,
    what: "other-kind" | "other-town" | "call-me" | "do-not-call",
    draftId: string,
  ): Promise<void> {
    switch (what) {
      case "other-kind":
        await show(ctx, kindScreen(ctx.t, { draftId, canGoBack: true }));
        return;
      case "other-town":
        return taps.askTown(ctx);
      case "call-me":
        return taps.askPhone(ctx);
      case "do-not-call":
        return taps.doNotCall(ctx);
    }
  }

  async function chooseKind(ctx: BotContext, kind: SupportKind | null): Promise<void> {
    const { cause, actor } = ctx;
    const { telegramId } = actor;
    const change = { what: "kind", kind } as const;
    await useCases.changeDraft({ cause, telegramId, change });
    const { personId } = await profileOf(bot, ctx);
    const shown = await useCases.showDraft({ cause, telegramId, personId });
    if (shown.kind === "no-draft") await show(ctx, { text: ctx.t("questions-write") });
  }

  /** The words were no part of the question; what is there is shown again, or the menu. */
  async function showAgain(ctx: BotContext, draft: Draft | null): Promise<true> {
    const { cause, actor } = ctx;
    const { telegramId } = actor;
    const { personId } = await profileOf(bot, ctx);
    const shown = await useCases.showDraft({ cause, telegramId, personId });
    if (shown.kind === "shown") return true;
    if (draft?.kindChosen) await show(ctx, { text: ctx.t("questions-write") });
    else await sayHome(ctx, ctx.t("home-choose"));
    return true;
  }

  async function sayHome(ctx: BotContext, text: string): Promise<void> {
    await show(ctx, { text, keyboard: bot.home().keyboard(ctx) });
  }
}

function meaningOf(text: string, t: Translate): Meant | null {
  const words = normalise(text);
  for (const [label, what] of Object.entries(cardButtons))
    if (words === normalise(t.plain(label))) return { what };
  for (const kind of [...supportKinds, "unknown"] as const)
    if (namesKind(words, normalise(t.plain(`questions-kind-${kind}`))))
      return { what: "kind", kind: kind === "unknown" ? null : kind };
  switch (readSmallTalk(text)) {
    case "yes":
      return { what: "send", spoken: true };
    case "no":
      return { what: "show-again", spoken: true };
    case "greeting":
      return { what: "greet" };
    default:
      return null;
  }
}

/** The whole label, or one of its words: «деньги», «гранты». */
function namesKind(words: string, label: string): boolean {
  return words === label || label.split(" ").some((word) => word.length > 4 && word === words);
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll(/[^\p{L}\d]+/gu, " ")
    .trim();
}
