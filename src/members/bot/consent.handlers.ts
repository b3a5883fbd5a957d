import { Composer } from "grammy";
import { type BotContext, change, dropButtons, onButton } from "../../telegram/index.ts";
import { contactRegionButtons } from "./center.screens.ts";
import { fullConsentScreen, refusedScreen } from "./consent.screens.ts";
import { type MembersBot, refreshActor, senderOf } from "./members.bot.ts";
import { buttons } from "./members.buttons.ts";
import type { SignUpFirst } from "./sign-up-first.ts";
import type { SignUpFlow } from "./sign-up.flow.ts";

/** «Согласен», «Прочитать полностью» and «Не согласен». */
export function createConsentHandlers(
  bot: MembersBot,
  flow: SignUpFlow,
  signUpFirst: SignUpFirst,
): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const inPrivate = composer.filter((ctx) => ctx.chat?.type === "private");

  onButton(inPrivate, buttons.agree, async (ctx, place) => {
    const { id, first_name, last_name } = senderOf(ctx);
    const name = [first_name, last_name].filter(Boolean).join(" ");
    const input = { cause: ctx.cause, telegramId: id, name, place };
    const outcome = await bot.useCases.giveConsent(input);
    // the text that was agreed to stays in the chat
    const isConsent = place === "short" || place === "full";
    await (isConsent ? dropButtons(ctx) : change(ctx, { text: ctx.t("members-toast-agreed") }));
    if (outcome.kind === "stands-already") return ctx.t.plain("members-toast-agreed-already");
    await refreshActor(bot, ctx);
    if (await signUpFirst(ctx)) await flow.showMenu(ctx, ctx.t("home-choose"));
    return ctx.t.plain("members-toast-agreed");
  });

  onButton(inPrivate, buttons.readConsent, (ctx) =>
    change(ctx, fullConsentScreen(bot.operator, ctx.t)),
  );

  onButton(inPrivate, buttons.refuse, async (ctx) => {
    const input = { cause: ctx.cause, telegramId: senderOf(ctx).id };
    const outcome = await bot.useCases.refuseConsent(input);
    if (outcome.kind === "stands-already") return ctx.t.plain("members-toast-how-to-withdraw");
    await change(ctx, refusedScreen(contactRegionButtons(bot.territories.regions()), ctx.t));
  });
  return composer;
}
