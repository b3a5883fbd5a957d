import type { AccessStore } from "../../access/index.ts";
import type { Directory } from "../../centers/index.ts";
import type { BotContext, Home, Translations } from "../../telegram/index.ts";
import type { createCompleteSignUp } from "../complete-sign-up.ts";
import type { DataOperator } from "../consent.ts";
import type { createGiveConsent } from "../give-consent.ts";
import type { createNoteReachability } from "../note-reachability.ts";
import type { OrganisationStore } from "../organisation-store.ts";
import type { PersonStore } from "../person-store.ts";
import type { Territories } from "../read-town.ts";
import type { createRefuseConsent } from "../refuse-consent.ts";
import type { createSetLanguage } from "../set-language.ts";
import type { createSetOrganisation } from "../set-organisation.ts";
import type { createSetTerritory } from "../set-territory.ts";

/** What became of a message that came before its author had signed up. */
export interface KeptForLater {
  /** Nothing of this person had been kept before. */
  isFirst: boolean;
  /** An earlier item of the same album was kept, and the person has been told. */
  continuesAlbum: boolean;
}

/** All that the members' dialogs, handlers and screens work with. */
export interface MembersBot {
  people: PersonStore;
  organisations: OrganisationStore;
  territories: Territories;
  readDirectory: () => Promise<Directory>;
  access: AccessStore;
  translations: Translations;
  operator: DataOperator;
  networkName: string;
  /** The main menu; a function, since the menu is made of the buttons of all features. */
  home: () => Pick<Home, "keyboard" | "isEscape" | "isMenuWord" | "isHelpWord">;
  keepForLater: (ctx: BotContext) => Promise<KeptForLater>;
  onSignedUp: (ctx: BotContext) => Promise<void>;
  onReachable: (cause: string) => Promise<void>;
  useCases: {
    giveConsent: ReturnType<typeof createGiveConsent>;
    refuseConsent: ReturnType<typeof createRefuseConsent>;
    setTerritory: ReturnType<typeof createSetTerritory>;
    setOrganisation: ReturnType<typeof createSetOrganisation>;
    completeSignUp: ReturnType<typeof createCompleteSignUp>;
    setLanguage: ReturnType<typeof createSetLanguage>;
    noteReachability: ReturnType<typeof createNoteReachability>;
  };
}

/** Who sent the update. What has no sender never reaches a feature. */
export function senderOf(ctx: BotContext) {
  if (!ctx.from) throw new TypeError("the update has no sender");
  return ctx.from;
}

/** Reads the sender again after a change, so that the rest of the update sees it. */
export async function refreshActor(bot: MembersBot, ctx: BotContext): Promise<void> {
  ctx.actor = await bot.access.findActor(senderOf(ctx));
  ctx.t = bot.translations(ctx.actor.language);
}
