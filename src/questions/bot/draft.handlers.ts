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

  onButton(inPrivate, buttons.send, async (ctx) => {
    if (!(await bot.signUpFirst(ctx))) return;
    if (!(await send(ctx))) return nothingToSend(ctx);
  });

  onButton(inPrivate, buttons.otherKind, (ctx) => change(ctx, kindScreen(ctx.t, true)));
  onButton(inPrivate, buttons.isNew, (ctx) => change(ctx, kindScreen(ctx.t, true)));
  onButton(inPrivate, buttons.otherTown, (ctx) => openDialog(ctx, anotherTown, undefined));

  onButton(inPrivate, buttons.callMe, askPhone);
  onButton(inPrivate, buttons.discard, async (ctx) => {
    if (!(await discard(ctx))) return nothingToSend(ctx);
  });

  async function askPhone(ctx: BotContext): Promise<void> {
    await useCases.changeDraft({
      cause: ctx.cause,
      telegramId: ctx.actor.telegramId,
      change: { what: "call" },
    });
    await show(ctx, askPhoneScreen(ctx));
  }

  /** Both say false when there is nothing to send. */
  async function send(ctx: BotContext): Promise<boolean> {
    const { personId } = await profileOf(bot, ctx);
    const outcome = await useCases.sendQuestion({ cause: ctx.cause, personId });
    if (outcome.kind === "no-draft") return false;
    const screen = sentScreen({ ...outcome, dueAt: new Date(outcome.dueAt) }, ctx.t);
    await show(ctx, { ...screen, keyboard: bot.home().keyboard(ctx) });
    return true;
  }

  async function discard(ctx: BotContext): Promise<boolean> {
    const { telegramId } = ctx.actor;
    const outcome = await useCases.discardDraft({ cause: ctx.cause, telegramId });
    if (outcome.kind === "no-draft") return false;
    await show(ctx, {
      text: ctx.t("questions-discarded"),
      keyboard: bot.home().keyboard(ctx),
    });
    return true;
  }

  onButton(inPrivate, buttons.showDraft, async (ctx) => {
    if (!(await bot.signUpFirst(ctx))) return;
    await dropButtons(ctx);
    const { personId, telegramId } = await profileOf(bot, ctx);
    const outcome = await useCases.showDraft({ cause: ctx.cause, telegramId, personId });
    if (outcome.kind === "no-draft") return nothingToSend(ctx);
  });

  const askTown = (ctx: BotContext) => openDialog(ctx, anotherTown, undefined);

  return {
    composer,
    taps: { send, discard, askPhone, askTown } satisfies CardTaps,

    /** «Задать вопрос»: what was begun comes first. */
    async open(ctx: BotContext): Promise<void> {
      if (!(await bot.signUpFirst(ctx))) return;
      const { cause } = ctx;
      const { personId, telegramId } = await profileOf(bot, ctx);
      const outcome = await useCases.showDraft({ cause, telegramId, personId });
      if (outcome.kind === "shown") return;
      await useCases.changeDraft({ cause, telegramId, change: { what: "new" } });
      await show(ctx, kindScreen(ctx.t, false));
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
