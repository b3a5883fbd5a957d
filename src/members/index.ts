import { Composer } from "grammy";
import type { AccessStore } from "../access/index.ts";
import type { Directory } from "../centers/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Perform, Transaction } from "../platform/perform.ts";
import type { BotContext, Home, HomeButton, Translations } from "../telegram/index.ts";
import { createCenterHandlers } from "./bot/center.handlers.ts";
import { createConsentHandlers } from "./bot/consent.handlers.ts";
import type { KeptForLater, MembersBot } from "./bot/members.bot.ts";
import { createSettingsHandlers } from "./bot/settings.handlers.ts";
import { createSignUpDialog } from "./bot/sign-up.dialog.ts";
import { createSignUpFirst } from "./bot/sign-up-first.ts";
import { createSignUpFlow } from "./bot/sign-up.flow.ts";
import { createSignUpHandlers } from "./bot/sign-up.handlers.ts";
import { createStartHandlers } from "./bot/start.handlers.ts";
import { createCompleteSignUp } from "./complete-sign-up.ts";
import type { DataOperator } from "./consent.ts";
import { createGiveConsent } from "./give-consent.ts";
import type { Profile } from "./member.ts";
import { createNoteReachability } from "./note-reachability.ts";
import { createOrganisationStore } from "./organisation-store.ts";
import { createPersonStore } from "./person-store.ts";
import type { Territories } from "./read-town.ts";
import { createRefuseConsent, type ForgetKept } from "./refuse-consent.ts";
import { createSetLanguage } from "./set-language.ts";
import { createSetOrganisation } from "./set-organisation.ts";
import { createSetTerritory } from "./set-territory.ts";

export type { KeptForLater } from "./bot/members.bot.ts";
export type { SignUpFirst } from "./bot/sign-up-first.ts";
export type { DataOperator } from "./consent.ts";
export type { Profile } from "./member.ts";
export type { ForgetKept } from "./refuse-consent.ts";
export { readTown } from "./read-town.ts";
export { isBareThanks, readSmallTalk } from "./small-talk.ts";

export interface MembersDependencies {
  prisma: Parameters<typeof createPersonStore>[0];
  perform: Perform;
  clock: Clock;
  access: AccessStore;
  translations: Translations;
  territories: Territories;
  readDirectory: () => Promise<Directory>;
  operator: DataOperator;
  networkName: string;
  /** The main menu; a function, since the menu is made of the buttons of all features. */
  home: () => Pick<Home, "keyboard" | "isEscape" | "isMenuWord" | "isHelpWord">;
  /**
   * Keeps the message as the beginning of a question, also of someone who has not agreed yet. Runs
   * inside a dialog: it may not open another.
   */
  keepForLater: (ctx: BotContext) => Promise<KeptForLater>;
  /** Forgets what `keepForLater` has kept, when its author refuses the consent. */
  forgetKept: ForgetKept;
  /** Shows what waited for the end of the sign-up. Runs inside a dialog: it may not open another. */
  onSignedUp: (ctx: BotContext) => Promise<void>;
  /** A colleague has let the bot in again, so a center may have become reachable. */
  onReachable: (cause: string) => Promise<void>;
}

/** Who writes to us: sign-up, consent, town, organisation, language, and whether we reach them. */
export function createMembers(deps: MembersDependencies) {
  const people = createPersonStore(deps.prisma);
  const organisations = createOrganisationStore(deps.prisma);
  const { perform, clock, territories, forgetKept } = deps;
  const bot: MembersBot = {
    ...deps,
    people,
    organisations,
    useCases: {
      giveConsent: createGiveConsent({ people, perform, clock }),
      refuseConsent: createRefuseConsent({ people, perform, clock, forgetKept }),
      setTerritory: createSetTerritory({ people, perform, territories }),
      setOrganisation: createSetOrganisation({ people, organisations, perform, clock }),
      completeSignUp: createCompleteSignUp({ people, perform, clock }),
      setLanguage: createSetLanguage({ people, perform }),
      noteReachability: createNoteReachability({ people, perform, clock }),
    },
  };

  const flow = createSignUpFlow(bot);
  const dialog = createSignUpDialog(bot, flow);
  const signUpFirst = createSignUpFirst(bot, flow, dialog);
  const center = createCenterHandlers(bot);
  const settings = createSettingsHandlers(bot, flow, signUpFirst);
  const handlers = new Composer<BotContext>();
  handlers.use(
    createStartHandlers(bot, flow, signUpFirst),
    createConsentHandlers(bot, flow, signUpFirst),
    createSignUpHandlers(bot, flow, dialog),
    center.composer,
    settings.composer,
  );
  const homeButtons: HomeButton[] = [
    { label: "members-button-center", words: "members-words-center", open: center.open },
    { label: "members-button-settings", open: settings.open },
  ];

  return {
    handlers,
    dialogs: [dialog],
    homeButtons,
    signUpFirst,

    /** @returns null for someone who is not known any more. */
    profileOf: (personId: string): Promise<Profile | null> => people.findById(personId),

    /** Takes note, in the sender's transaction, that Telegram refuses our messages to a person. */
    async markUnreachable(transaction: Transaction, telegramId: number): Promise<void> {
      await people.setReachability(transaction, telegramId, clock.now());
    },

    /** Someone writes to us again whom Telegram did not let us reach. */
    async onReturn({ cause, actor }: BotContext): Promise<void> {
      const { telegramId } = actor;
      const back = { cause, telegramId, isReachable: true };
      const outcome = await bot.useCases.noteReachability(back);
      if (outcome.kind === "back" && outcome.isStaff) await deps.onReachable(cause);
    },
  };
}
