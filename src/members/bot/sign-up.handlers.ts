import { Composer } from "grammy";
import {
  type BotContext,
  change,
  type Dialog,
  onButton,
  openDialog,
} from "../../telegram/index.ts";
import type { MembersBot } from "./members.bot.ts";
import { buttons } from "./members.buttons.ts";
import type { SignUpArgs } from "./sign-up.dialog.ts";
import type { Asked, SignUpFlow } from "./sign-up.flow.ts";
import { regionsScreen } from "./sign-up.screens.ts";

/** The buttons of the sign-up, which the settings use too. They know no dialog of their own. */
export function createSignUpHandlers(
  bot: MembersBot,
  flow: SignUpFlow,
  dialog: Dialog<SignUpArgs>,
): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const inPrivate = composer.filter((ctx) => ctx.chat?.type === "private");

  /** Whatever was asked on a screen may also be typed. */
  async function listen(ctx: BotContext, asked: Asked): Promise<void> {
    if (asked !== null) await openDialog(ctx, dialog, { asked, heard: null });
  }

  onButton(inPrivate, buttons.typeTown, async (ctx) => {
    await flow.askTown(ctx);
    await listen(ctx, "town");
  });
  onButton(inPrivate, buttons.regions, async (ctx) => {
    await change(ctx, regionsScreen(bot.territories.regions(), ctx.t));
    await listen(ctx, "town");
  });
  onButton(inPrivate, buttons.municipalities, async (ctx, code, page) => {
    await flow.showMunicipalities(ctx, code, page);
    await listen(ctx, "town");
  });
  onButton(inPrivate, buttons.town, async (ctx, code) => {
    if (bot.territories.find(code)?.kind === "region") {
      await flow.showMunicipalities(ctx, code, 0);
      return listen(ctx, "town");
    }
    await listen(ctx, await flow.saveTown(ctx, { kind: "municipality", code }));
  });
  onButton(inPrivate, buttons.outside, async (ctx) => {
    await listen(ctx, await flow.saveTown(ctx, { kind: "outside" }));
  });

  onButton(inPrivate, buttons.organisation, async (ctx, id) => {
    await listen(ctx, await flow.saveOrganisation(ctx, { kind: "known", id }));
  });
  onButton(inPrivate, buttons.noOrganisation, async (ctx) => {
    await listen(ctx, await flow.saveOrganisation(ctx, { kind: "none" }));
  });
  onButton(inPrivate, buttons.typeOrganisation, async (ctx) => {
    await flow.askOrganisationName(ctx);
    await listen(ctx, "organisation");
  });
  onButton(inPrivate, buttons.changeOrganisation, async (ctx) => {
    await flow.askOrganisation(ctx);
    await listen(ctx, "organisation");
  });
  return composer;
}
