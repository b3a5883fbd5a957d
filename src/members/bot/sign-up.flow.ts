import type { Territory } from "../../centers/index.ts";
import type { Screen } from "../../delivery/index.ts";
import { type BotContext, change, show } from "../../telegram/index.ts";
import type { Member } from "../member.ts";
import type { OrganisationChoice } from "../set-organisation.ts";
import type { TerritoryChoice } from "../set-territory.ts";
import { consentScreen, welcomeScreen } from "./consent.screens.ts";
import { type MembersBot, refreshActor, senderOf } from "./members.bot.ts";
import { savedScreen } from "./settings.screens.ts";
import {
  askOrganisationScreen,
  askTownScreen,
  badNameScreen,
  municipalitiesScreen,
  noTownScreen,
  severalTownsScreen,
  townLine,
  townSavedScreen,
} from "./sign-up.screens.ts";

/** The question that the person answers next; null when there is none. */
export type Asked = "town" | "organisation" | null;

/** In place of the tapped screen, or below everything. */
type Put = (ctx: BotContext, screen: Screen) => Promise<unknown>;

const mostOrganisations = 6;

/**
 * The steps of the sign-up, each of which performs its use case and shows its outcome. Buttons and
 * the dialog that hears what is typed share them; someone who has signed up changes one thing by
 * the same steps, from the settings.
 */
export function createSignUpFlow(bot: MembersBot) {
  const { people, organisations, territories, useCases } = bot;

  async function showConsent(ctx: BotContext): Promise<void> {
    await show(ctx, consentScreen(bot.operator, ctx.t));
  }

  async function showFirstVisit(ctx: BotContext, kept: boolean): Promise<void> {
    const words = { network: bot.networkName, operator: bot.operator.name, kept };
    await show(ctx, welcomeScreen(words, ctx.t));
    await showConsent(ctx);
  }

  async function showMenu(ctx: BotContext, text: string): Promise<void> {
    await show(ctx, { text, keyboard: bot.home().keyboard(ctx) });
  }

  async function askTown(ctx: BotContext, put: Put = change): Promise<void> {
    await put(ctx, askTownScreen(ctx.t, { canGoBack: ctx.actor.signedUp }));
  }

  async function organisationQuestion(ctx: BotContext): Promise<Screen> {
    const member = await people.find(senderOf(ctx).id);
    const code = member?.territoryCode ?? null;
    const known = code === null ? [] : await organisations.listIn(code, mostOrganisations);
    return askOrganisationScreen({ known, signedUp: member?.signedUp ?? false }, ctx.t);
  }

  async function askOrganisation(ctx: BotContext, put: Put = change): Promise<void> {
    await put(ctx, await organisationQuestion(ctx));
  }

  async function askOrganisationName(ctx: BotContext): Promise<void> {
    const question = { known: [], signedUp: ctx.actor.signedUp };
    await change(ctx, askOrganisationScreen(question, ctx.t));
  }

  async function showMunicipalities(
    ctx: BotContext,
    regionCode: string,
    page: number,
  ): Promise<void> {
    const region = territories.find(regionCode);
    if (region?.kind !== "region") return change(ctx, noTownScreen(ctx.t));
    const municipalities = territories.municipalitiesOf(region.code);
    await change(ctx, municipalitiesScreen({ region, municipalities, page }, ctx.t));
  }

  async function showSeveral(ctx: BotContext, codes: string[]): Promise<void> {
    const found = codes.flatMap((code) => territories.find(code) ?? []);
    await show(ctx, severalTownsScreen({ found, regions: territories.regions() }, ctx.t));
  }

  async function afterTown(
    ctx: BotContext,
    member: Member,
    town: Territory | undefined,
  ): Promise<Asked> {
    const region = town && territories.find(town.regionCode);
    const line = townLine(town ? { town, region } : null, ctx.t);
    if (member.signedUp) {
      await change(ctx, savedScreen(line, ctx.t));
      return null;
    }
    await change(ctx, townSavedScreen(line, await organisationQuestion(ctx), ctx.t));
    return "organisation";
  }

  async function saveTown(ctx: BotContext, choice: TerritoryChoice): Promise<Asked> {
    const member = await people.find(senderOf(ctx).id);
    if (!member?.consented) {
      await showConsent(ctx);
      return null;
    }
    const { personId } = member;
    const outcome = await useCases.setTerritory({ cause: ctx.cause, personId, choice });
    switch (outcome.kind) {
      case "no-consent":
        await showConsent(ctx);
        return null;
      case "unknown-territory":
        await change(ctx, noTownScreen(ctx.t));
        return "town";
      case "set-outside":
        return afterTown(ctx, member, undefined);
      case "set":
        return afterTown(ctx, member, territories.find(outcome.code));
    }
  }

  async function finish(ctx: BotContext, member: Member, line: string): Promise<Asked> {
    const { personId } = member;
    // asked each time: an update that is handled again must end as it did before
    const outcome = await useCases.completeSignUp({ cause: ctx.cause, personId });
    if (outcome.kind === "complete-already") {
      await change(ctx, savedScreen(line, ctx.t));
      return null;
    }
    if (outcome.kind === "incomplete") {
      await askTown(ctx);
      return "town";
    }
    await refreshActor(bot, ctx);
    const done = ctx.t("members-signed-up");
    if (ctx.callbackQuery) await change(ctx, { text: line });
    await showMenu(ctx, ctx.callbackQuery ? done : `${line}\n\n${done}`);
    await bot.onSignedUp(ctx);
    return null;
  }

  async function saveOrganisation(ctx: BotContext, choice: OrganisationChoice): Promise<Asked> {
    const member = await people.find(senderOf(ctx).id);
    if (!member?.consented) {
      await showConsent(ctx);
      return null;
    }
    const { personId } = member;
    const outcome = await useCases.setOrganisation({ cause: ctx.cause, personId, choice });
    switch (outcome.kind) {
      case "no-consent":
        await showConsent(ctx);
        return null;
      case "unknown-organisation":
        await askOrganisation(ctx);
        return "organisation";
      case "bad-name":
        await show(ctx, badNameScreen(ctx.t));
        return "organisation";
      case "set-none":
        return finish(ctx, member, ctx.t("members-no-organisation-saved"));
      case "set": {
        const { name } = outcome.organisation;
        return finish(ctx, member, ctx.t("members-organisation-saved", { name }));
      }
    }
  }

  return {
    showConsent,
    showFirstVisit,
    showMenu,
    askTown,
    askOrganisation,
    askOrganisationName,
    showMunicipalities,
    showSeveral,
    saveTown,
    saveOrganisation,
  };
}

export type SignUpFlow = ReturnType<typeof createSignUpFlow>;
