import { Composer } from "grammy";
import { type BotContext, change, onButton, show } from "../../telegram/index.ts";
import { storedScreen } from "./consent.screens.ts";
import { type MembersBot, refreshActor, senderOf } from "./members.bot.ts";
import { buttons } from "./members.buttons.ts";
import { languagesScreen, savedScreen, settingsScreen } from "./settings.screens.ts";
import type { SignUpFirst } from "./sign-up-first.ts";
import type { SignUpFlow } from "./sign-up.flow.ts";
import { shortName } from "./sign-up.screens.ts";

/** «Настройки»: town, organisation, language, and what is kept. */
export function createSettingsHandlers(
  bot: MembersBot,
  flow: SignUpFlow,
  signUpFirst: SignUpFirst,
) {
  const composer = new Composer<BotContext>();
  const inPrivate = composer.filter((ctx) => ctx.chat?.type === "private");

  async function settings(ctx: BotContext, put: typeof show | typeof change): Promise<void> {
    if (!(await signUpFirst(ctx))) return;
    const member = await bot.people.find(senderOf(ctx).id);
    const town = bot.territories.find(member?.territoryCode ?? "");
    const view = {
      town: town ? shortName(town) : null,
      organisation: member?.organisation?.name ?? null,
    };
    await put(ctx, settingsScreen(view, ctx.t));
  }

  onButton(inPrivate, buttons.settings, (ctx) => settings(ctx, change));
  onButton(inPrivate, buttons.languages, (ctx) => change(ctx, languagesScreen(ctx.t)));
  onButton(inPrivate, buttons.language, async (ctx, language) => {
    const { personId } = ctx.actor;
    if (personId === null) {
      await signUpFirst(ctx);
      return;
    }
    await bot.useCases.setLanguage({ cause: ctx.cause, personId, language });
    await refreshActor(bot, ctx);
    await change(ctx, savedScreen(ctx.t("members-language-saved"), ctx.t));
    // the buttons of the menu speak the new language too
    await flow.showMenu(ctx, ctx.t("home-choose"));
  });
  onButton(inPrivate, buttons.stored, (ctx) => change(ctx, storedScreen(bot.operator, ctx.t)));

  return { composer, open: (ctx: BotContext) => settings(ctx, show) };
}
