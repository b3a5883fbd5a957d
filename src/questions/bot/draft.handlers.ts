import { Composer } from "grammy";
import type { SupportKind } from "../../centers/index.ts";
import type { Screen } from "../../delivery/index.ts";
import {
  type BotContext,
  change,
  type Dialog,
  dropButtons,
  onButton,
  openDialog,
  show,
} from "../../telegram/index.ts";
import { sentScreen } from "./answer.screens.ts";
import { kindScreen } from "./draft.screens.ts";
import { authorButtons as buttons } from "./questions.buttons.ts";
import { profileOf, type QuestionsBot } from "./questions.bot.ts";
import type { CardTaps } from "./typed-answers.ts";

type Refusal = "no-draft" | "another-draft" | "not-ready";

const anotherDraft = "questions-toast-another-draft";

/** Asking: the kind of support, the words, the card, and off it goes. */
export function createDraftHandlers(bot: QuestionsBot, anotherTown: Dialog) {
  const { useCases } = bot;
  const composer = new Composer<BotContext>();
  const inPrivate = composer.filter((ctx) => ctx.chat?.type === "private");

  /** Shows what the draft is now in place of the tapped screen. */
  async function changeToDraft(ctx: BotContext): Promise<string | void> {
    const screen = await useCases.draftScreen(await profileOf(bot, ctx));
    if (!screen) return nothingToSend(ctx);
    await change(ctx, screen);
  }

  async function nothingToSend(ctx: BotContext): Promise<string> {
    await dropButtons(ctx);
    return ctx.t.plain("questions-toast-no-draft");
  }

  /** What a tap could not do, in words; what is there now is shown where the tap meant another. */
  async function refused(ctx: BotContext, outcome: Refusal): Promise<string> {
    if (outcome === "no-draft") return nothingToSend(ctx);
    await dropButtons(ctx);
    if (ctx.actor.signedUp) {
      const { personId, telegramId } = await profileOf(bot, ctx);
      await useCases.showDraft({ cause: ctx.cause, telegramId, personId });
    }
    const words = outcome === "not-ready" ? "questions-toast-not-ready" : anotherDraft;
    return ctx.t.plain(words);
  }

  /** The four kinds in place of the draft's card, with the way back to it. */
  async function chooseKind(ctx: BotContext): Promise<string | void> {
    const draft = await bot.deps.drafts.find(ctx.actor.telegramId);
    if (!draft || draft.messages.length === 0) return nothingToSend(ctx);
    await change(ctx, kindScreen(ctx.t, { draftId: draft.id, canGoBack: true }));
  }

  onButton(inPrivate, buttons.kind, async (ctx, chosen) => {
    if (!(await bot.signUpFirst(ctx))) return;
    const kind: SupportKind | null = chosen === "unknown" ? null : chosen;
    const { messages } = await useCases.changeDraft({
      cause: ctx.cause,
      telegramId: ctx.actor.telegramId,
      change: { what: "kind", kind },
    });
    if (messages > 0) return changeToDraft(ctx);
    await change(ctx, { text: ctx.t("questions-write") });
  });

  onButton(inPrivate, buttons.send, async (ctx, draftId) => {
    if (!(await bot.signUpFirst(ctx))) return;
    const outcome = await send(ctx, draftId);
    if (outcome !== "sent") return refused(ctx, outcome);
  });

  onButton(inPrivate, buttons.otherKind, chooseKind);
  onButton(inPrivate, buttons.isNew, chooseKind);
  onButton(inPrivate, buttons.back, async (ctx) => {
    if (await bot.signUpFirst(ctx)) return changeToDraft(ctx);
  });
  onButton(inPrivate, buttons.otherTown, (ctx) => openDialog(ctx, anotherTown, undefined));

  onButton(inPrivate, buttons.callMe, askPhone);
  onButton(inPrivate, buttons.doNotCall, async (ctx) => {
    if (await bot.signUpFirst(ctx)) await doNotCall(ctx);
  });
  onButton(inPrivate, buttons.discard, async (ctx, draftId) => {
    const outcome = await discard(ctx, draftId);
    if (outcome !== "discarded") return refused(ctx, outcome);
  });

  async function askPhone(ctx: BotContext): Promise<void> {
    await useCases.changeDraft({
      cause: ctx.cause,
      telegramId: ctx.actor.telegramId,
      change: { what: "call", wanted: true },
    });
    await show(ctx, askPhoneScreen(ctx));
  }

  /** «Не звоните, напишите»: the large button for the number goes too. */
  async function doNotCall(ctx: BotContext): Promise<void> {
    const { cause } = ctx;
    const { personId, telegramId } = await profileOf(bot, ctx);
    await useCases.changeDraft({ cause, telegramId, change: { what: "call", wanted: false } });
    await show(ctx, { text: ctx.t("questions-no-call"), keyboard: bot.home().keyboard(ctx) });
    await useCases.showDraft({ cause, telegramId, personId });
  }

  async function send(ctx: BotContext, draftId: string | null): Promise<Refusal | "sent"> {
    const { personId } = await profileOf(bot, ctx);
    const outcome = await useCases.sendQuestion({ cause: ctx.cause, personId, draftId });
    if (outcome.kind !== "sent") return outcome.kind;
    const screen = sentScreen({ ...outcome, dueAt: new Date(outcome.dueAt) }, ctx.t);
    await show(ctx, { ...screen, keyboard: bot.home().keyboard(ctx) });
    return "sent";
  }

  async function discard(
    ctx: BotContext,
    draftId: string | null,
  ): Promise<Exclude<Refusal, "not-ready"> | "discarded"> {
    const { telegramId } = ctx.actor;
    const outcome = await useCases.discardDraft({ cause: ctx.cause, telegramId, draftId });
    if (outcome.kind !== "discarded") return outcome.kind;
    await show(ctx, {
      text: ctx.t("questions-discarded"),
      keyboard: bot.home().keyboard(ctx),
    });
    return "discarded";
  }

  onButton(inPrivate, buttons.showDraft, async (ctx, draftId) => {
    if (!(await bot.signUpFirst(ctx))) return;
    await dropButtons(ctx);
    const { personId, telegramId } = await profileOf(bot, ctx);
    const outcome = await useCases.showDraft({ cause: ctx.cause, telegramId, personId });
    if (outcome.kind === "no-draft") return nothingToSend(ctx);
    if (outcome.draftId !== draftId) return ctx.t.plain(anotherDraft);
  });

  /** A colleague who works here forgot to reply, and their words began a draft. */
  onButton(inPrivate, buttons.answerIt, async (ctx, number, draftId) => {
    const { cause, actor } = ctx;
    const outcome = await useCases.answerWithDraft({ cause, actor, number, draftId });
    switch (outcome.kind) {
      case "answered":
        await show(ctx, {
          text: ctx.t("questions-answered-it", { number: String(number) }),
          keyboard: bot.home().keyboard(ctx),
        });
        return;
      case "moved":
        return ctx.t.plain("questions-desk-moved", { number: String(number) });
      case "not-allowed":
        return ctx.t.plain("questions-desk-not-allowed");
      default:
        return refused(ctx, outcome.kind);
    }
  });

  const askTown = (ctx: BotContext) => openDialog(ctx, anotherTown, undefined);

  return {
    composer,
    taps: {
      send: async (ctx) => (await send(ctx, null)) === "sent",
      discard: async (ctx) => (await discard(ctx, null)) === "discarded",
      doNotCall,
      askPhone,
      askTown,
    } satisfies CardTaps,

    /** «Задать вопрос»: what was begun comes first. */
    async open(ctx: BotContext): Promise<void> {
      if (!(await bot.signUpFirst(ctx))) return;
      const { cause } = ctx;
      const { personId, telegramId } = await profileOf(bot, ctx);
      const outcome = await useCases.showDraft({ cause, telegramId, personId });
      if (outcome.kind === "shown") return;
      await useCases.changeDraft({ cause, telegramId, change: { what: "begin" } });
      await show(ctx, kindScreen(ctx.t, null));
    },
  };
}

/** Bot API, KeyboardButton: request_contact works in private chats only. */
function askPhoneScreen(ctx: BotContext): Screen {
  const myPhone = { text: ctx.t.plain("questions-button-my-phone"), request_contact: true };
  return {
    text: ctx.t("questions-ask-phone"),
    keyboard: {
      keyboard: [[myPhone], [{ text: ctx.t.plain("home-menu") }]],
      resize_keyboard: true,
      is_persistent: true,
    },
  };
}
