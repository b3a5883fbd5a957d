import { Composer } from "grammy";
import type { AccessStore, Actor } from "../access/index.ts";
import { type GroupWork, hoursText } from "../centers/index.ts";
import type { About, Delivered, OutboxStore } from "../delivery/index.ts";
import type { KeptForLater, Profile, SignUpFirst } from "../members/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { Logger } from "../platform/logger.ts";
import type { Perform, Transaction } from "../platform/perform.ts";
import {
  type BotContext,
  type Home,
  type HomeButton,
  readContent,
  type Translations,
} from "../telegram/index.ts";
import { createAnotherTownDialog } from "./bot/another-town.dialog.ts";
import { createAuthorHandlers } from "./bot/author.handlers.ts";
import { createColleagueHandlers } from "./bot/colleague.handlers.ts";
import { createDeskHandlers } from "./bot/desk.handlers.ts";
import { createDraftHandlers } from "./bot/draft.handlers.ts";
import { createEditsHandlers } from "./bot/edits.handlers.ts";
import { createParkedHandlers } from "./bot/parked.handlers.ts";
import { createPresenter } from "./bot/presenter.ts";
import type { QuestionsBot } from "./bot/questions.bot.ts";
import { type CentersDoor, type QuestionsDependencies } from "./dependencies.ts";
import { createDesks } from "./desks.ts";
import { createDeskStore } from "./desk-store.ts";
import { createDraftStore } from "./draft-store.ts";
import { createFiguresStore } from "./figures-store.ts";
import { createHeldStore } from "./held-store.ts";
import { createLeaveSilentGroups } from "./leave-silent-groups.ts";
import { createMissedInGroup } from "./missed-in-group.ts";
import { createParkedStore } from "./parked-store.ts";
import { createQuestionStore } from "./question-store.ts";
import { createRecordDelivery } from "./record-delivery.ts";
import { createDueDrafts } from "./remind-draft.ts";
import { createRouteWaiting } from "./route-waiting.ts";
import { createSeating } from "./seating.ts";
import { createUseCases } from "./use-cases.ts";

export { createOpenQuestionsStore, type OpenQuestions } from "./open-questions-store.ts";

export interface QuestionsFeatureDependencies {
  prisma: Database["prisma"];
  perform: Perform;
  clock: Clock;
  logger: Logger;
  access: AccessStore;
  translations: Translations;
  centers: CentersDoor;
  outbox: Pick<OutboxStore, "park" | "unpark" | "parkedChats" | "discardParked">;
  networkName: string;
  profileOf: (personId: string) => Promise<Profile | null>;
  signUpFirst: SignUpFirst;
  /** Makes someone a coordinator of a center by a word of its head; null when that may not be. */
  approveColleague: (input: {
    cause: string;
    actor: Actor;
    centerId: string;
    colleague: { telegramId: number; name: string };
  }) => Promise<boolean>;
  topicIcons: ReadonlyMap<string, string>;
  home: () => Pick<Home, "keyboard">;
  hasMore: (chatId: number) => boolean;
  recorded: (chatId: number) => Promise<void>;
}

/** Asking, routing, answering and closing: the life of a question. */
export function createQuestions(input: QuestionsFeatureDependencies) {
  const { prisma, access, approveColleague, translations, outbox } = input;
  const deps: QuestionsDependencies = {
    ...input,
    questions: createQuestionStore(prisma),
    drafts: createDraftStore(prisma),
    desks: createDeskStore(prisma),
    held: createHeldStore(prisma),
    parked: createParkedStore(prisma),
    figures: createFiguresStore(prisma),
    presenter: createPresenter(translations, hoursText),
  };
  const desks = createDesks(deps);
  const useCases = createUseCases(
    deps,
    desks,
    async ({ cause, actor, telegramId, name, centerId }) => {
      const colleague = { telegramId, name };
      const approved = await approveColleague({ cause, actor, centerId, colleague });
      return approved ? access.findActor({ id: telegramId, first_name: name }) : null;
    },
  );
  const bot: QuestionsBot = { ...input, deps, useCases };

  const anotherTown = createAnotherTownDialog({
    territories: input.centers.territories,
    async choose(ctx, territoryCode) {
      const { cause, actor } = ctx;
      const change = { what: "place", territoryCode } as const;
      await useCases.changeDraft({ cause, telegramId: actor.telegramId, change });
    },
    showDraft: (ctx) => showDraft(ctx),
    keepWords: (ctx) => authors.keepWords(ctx),
  });
  const drafts = createDraftHandlers(bot, anotherTown);
  const authors = createAuthorHandlers(bot, drafts.taps);
  const recordDelivery = createRecordDelivery(deps, desks);
  const seating = createSeating(deps, desks);
  const missed = createMissedInGroup(deps);
  const handlers = new Composer<BotContext>(
    createColleagueHandlers(bot),
    createDeskHandlers(bot),
    createParkedHandlers(bot),
    createEditsHandlers(bot),
    drafts.composer,
    authors.composer,
  );
  const homeButtons: HomeButton[] = [
    { label: "questions-button-ask", open: drafts.open },
    { label: "questions-button-mine", open: authors.open },
  ];

  async function showDraft(ctx: BotContext): Promise<void> {
    const { telegramId } = ctx.actor;
    const { personId } = await access.findActor({ id: telegramId, first_name: ctx.actor.name });
    if (personId) await useCases.showDraft({ cause: ctx.cause, telegramId, personId });
  }

  async function isOurs(chatId: number, messageId: number): Promise<boolean> {
    return (await deps.desks.copyAt(chatId, messageId)) !== null;
  }

  return {
    handlers,
    dialogs: [anotherTown],
    homeButtons,

    /** Keeps a message as the beginning of a question, also of someone who is not known yet. */
    async keepForLater(ctx: BotContext): Promise<KeptForLater> {
      if (!ctx.message) return { isFirst: false, continuesAlbum: false };
      const content = readContent(ctx.message);
      const { telegramId } = ctx.actor;
      const { isFirst, continuesAlbum } = await useCases.keepDraft({
        cause: ctx.cause,
        telegramId,
        content,
      });
      return { isFirst, continuesAlbum };
    },

    /** Ends «Спросить ещё»: the person's next words are a question of their own again. */
    stopListening: (ctx: BotContext) => deps.drafts.stopListening(ctx.actor.telegramId),

    /** Forgets a draft, when its author refuses to have their data kept. */
    forgetKept: (transaction: Transaction, telegramId: number) =>
      deps.drafts.remove(transaction, telegramId),

    /** Shows the draft that waited for the end of the sign-up, when there is one. */
    showDraft,

    /** Forgets drafts from before the moment of people who never agreed. */
    forgetStrangers: deps.drafts.forgetStrangers,

    /** Sees to it that every open question has a desk. */
    routeWaiting: createRouteWaiting(deps, seating),

    /** Ends the waiting for groups where nothing can be said. */
    leaveSilentGroups: createLeaveSilentGroups(deps, seating),

    /** What is worked on in groups, for the directory that knows how they are. */
    groupWork: {
      park: outbox.park,
      unpark: outbox.unpark,
      parkedChats: outbox.parkedChats,
      async discardParked(transaction, chatId) {
        await outbox.discardParked(transaction, chatId, deps.clock.now());
      },
      leave: (transaction, chatId) => deps.desks.leaveChat(transaction, chatId, deps.clock.now()),
      isOurs,
      ...missed,
    } satisfies GroupWork,

    /** Does what is due for drafts. */
    dueDrafts: createDueDrafts(deps, useCases.showDraft, async (telegramId) => {
      const { personId, signedUp } = await access.findActor({ id: telegramId, first_name: "" });
      return personId ? { personId, signedUp } : null;
    }),

    onlyRows: recordDelivery.onlyRows,

    /** Takes note of what became of an effect of this feature. */
    async onDelivered(
      transaction: Transaction,
      about: About,
      delivered: Delivered,
      chatId: number,
    ): Promise<void> {
      if (about.feature === "questions")
        await recordDelivery.record(transaction, about, delivered, chatId);
    },

    /** Whether a message belongs to a question, so that a reply to it does. */
    isOurs,
  };
}
