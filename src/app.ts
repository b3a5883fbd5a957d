import { fileURLToPath } from "node:url";
import { createAccessStore } from "./access/index.ts";
import { createCenters } from "./centers/index.ts";
import type { Config } from "./config.ts";
import { createConsequences } from "./consequences.ts";
import {
  createOutboxStore,
  createQueueStore,
  createRestoredStore,
  createTellRestored,
  outboxChannel,
} from "./delivery/index.ts";
import { createDueWork } from "./due-work.ts";
import { createMembers } from "./members/index.ts";
import { createOperations } from "./operations/index.ts";
import type { Clock } from "./platform/clock.ts";
import { createDatabase } from "./platform/database.ts";
import { createLeadership } from "./platform/leadership.ts";
import type { Logger } from "./platform/logger.ts";
import { createPerform, forgetPerformed } from "./platform/perform.ts";
import { createRedis } from "./platform/redis.ts";
import { createTerms } from "./platform/terms.ts";
import { createOpenQuestionsStore, createQuestions } from "./questions/index.ts";
import { createTerm, type RunningTerm } from "./term.ts";
import {
  createBot,
  createHome,
  createInboxFiguresStore,
  createInboxStore,
  createMemoryStorage,
  createSessionStorage,
  type Home,
  introduceBot,
  loadTranslations,
  realReply,
  show,
  whoAmI,
} from "./telegram/index.ts";

export type AppConfig = Pick<
  Config,
  | "botToken"
  | "botApiRoot"
  | "telegramProxy"
  | "updates"
  | "databaseUrl"
  | "ownerIds"
  | "operator"
  | "networkName"
> & {
  /** Telegram's own limits where not given. */
  limits?: Partial<Config["limits"]>;
  /** Where supervisors ask how the bot is; nowhere when not given. */
  operations?: Config["operations"];
  /** Null keeps open dialogs in memory only. */
  redisUrl: string | null;
};

export interface AppDependencies {
  clock: Clock;
  logger: Logger;
  /** Called when nothing can go on, as when the token is revoked. */
  onFatal: (reason: string) => void;
}

export interface Started {
  botUsername: string;
  /** The link through which the first owner joins; null once there is one. */
  ownerLink: string | null;
}

/** 16 handlers run at once and may each hold one and ask for another; the rest is for the workers. */
const databaseConnections = 40;

/** Puts the product together. Nothing is connected or started before `start`. */
export function createApp(config: AppConfig, { clock, logger, onFatal }: AppDependencies) {
  const database = createDatabase(config.databaseUrl, { logger, connections: databaseConnections });
  const { prisma } = database;
  const redis = config.redisUrl === null ? null : createRedis(config.redisUrl, logger);
  const client = {
    token: config.botToken,
    apiRoot: config.botApiRoot,
    proxy: config.telegramProxy,
  };
  const perform = createPerform(prisma);
  const access = createAccessStore(prisma);
  const translations = loadTranslations(fileURLToPath(new URL("../locales", import.meta.url)));
  const outbox = createOutboxStore(database);
  const inboxStore = createInboxStore(database);
  const topicIcons = new Map<string, string>();
  const common = { prisma, perform, clock, logger, access, translations };

  const centers = createCenters({
    ...common,
    onReachable,
    onGroupMoved: (_cause, from, to) => outbox.moveChat(from, to, clock.now()),
    work: () => questions.groupWork,
    keyboard: (ctx) => home.keyboard(ctx),
  });
  const members = createMembers({
    ...common,
    operator: config.operator,
    networkName: config.networkName,
    territories: centers.territories,
    readDirectory: centers.readDirectory,
    home: () => home,
    keepForLater: (ctx) => questions.keepForLater(ctx),
    forgetKept: (transaction, telegramId) => questions.forgetKept(transaction, telegramId),
    onSignedUp: (ctx) => questions.showDraft(ctx),
    onReachable,
  });
  const questions = createQuestions({
    ...common,
    centers,
    outbox,
    networkName: config.networkName,
    profileOf: members.profileOf,
    signUpFirst: members.signUpFirst,
    approveColleague: async (input) => (await centers.approveColleague(input)).kind !== "forbidden",
    topicIcons,
    home: () => home,
    hasMore: (chatId) => term?.hasMore(chatId) ?? false,
    recorded: async (chatId) => term?.recorded(chatId),
  });
  const home: Home = createHome(translations, [
    ...questions.homeButtons,
    ...members.homeButtons,
    ...centers.homeButtons,
  ]);
  const bot = createBot({
    client,
    access,
    translations,
    home,
    dialogStorage: redis ? createSessionStorage(redis, logger) : createMemoryStorage(),
    dialogs: [...members.dialogs, ...questions.dialogs],
    handlers: [centers.handlers, members.handlers, questions.handlers],
    settled,
    mayCall: async () => (await term?.mayCall()) ?? true,
    onCall: (method, payload) => term?.note(method, payload),
    onReturn: members.onReturn,
    async isReplyElsewhere({ message }) {
      const replied = message && realReply(message);
      return replied ? questions.isOurs(message.chat.id, replied.message_id) : false;
    },
    onEscape: (ctx) => questions.stopListening(ctx),
    async lastResort(ctx) {
      if (await members.signUpFirst(ctx))
        await show(ctx, { text: ctx.t("home-last-resort"), keyboard: home.keyboard(ctx) });
    },
  });

  const consequences = createConsequences({
    ...common,
    centers,
    members,
    questions,
    outbox,
    inboxStore,
    bot,
  });
  const dueWork = createDueWork({
    clock,
    centers,
    questions,
    consequences,
    outbox,
    inboxStore,
    bot,
    forgetPerformed: (before) => forgetPerformed(prisma, before),
  });
  const operations = createOperations({
    address: config.operations,
    updates: config.updates.kind,
    figures: {
      ...createQueueStore(prisma),
      ...createInboxFiguresStore(prisma),
      ...createOpenQuestionsStore(prisma),
    },
    clock,
    logger,
  });
  const tellRestored = createTellRestored({
    store: createRestoredStore(prisma),
    clock,
    logger,
    onDelivered: consequences.onDelivered,
  });
  const stopping = new AbortController();
  let term: RunningTerm | null = null;
  const terms = createTerms({
    leadership: createLeadership({ database, url: config.databaseUrl, logger }),
    logger,
    async begin(lead) {
      await centers.loadTerritories();
      if (config.ownerIds.length > 0) await centers.ensureOwners(config.ownerIds);
      await tellRestored();
      term = createTerm(
        {
          updates: config.updates,
          limits: config.limits ?? {},
          client,
          bot,
          outbox,
          inboxStore,
          clock,
          logger,
          onFatal,
          observers: operations,
          ...consequences,
          onlyRows: questions.onlyRows,
          dueWork: dueWork.all,
        },
        lead,
      );
      await term.begin();
      operations.became("leading");
      const { end } = term;
      return {
        async end() {
          operations.became("standing by");
          await end();
        },
      };
    },
  });

  /** A center may have become reachable: what waits for one may go there. */
  async function onReachable(cause: string): Promise<void> {
    await dueWork.routeWaiting("all", cause);
  }

  /** A prompt waits a moment for what is queued for its chat, so that it overtakes nothing. */
  async function settled(chatId: number): Promise<void> {
    await term?.settled(chatId);
  }

  /** What people see of the bot before they write; the bot works without it as well. */
  async function introduce(): Promise<void> {
    for (const sticker of await bot.api.getForumTopicIconStickers())
      if (sticker.emoji && sticker.custom_emoji_id)
        topicIcons.set(sticker.emoji, sticker.custom_emoji_id);
    await introduceBot(bot, translations, config.networkName);
  }

  return {
    /** Stands by until no other process leads, then works. Resolves when it does. */
    async start(): Promise<Started> {
      await operations.start();
      const me = await whoAmI(
        bot,
        (error) => logger.warn({ err: error }, "Telegram cannot be reached, trying on"),
        stopping.signal,
      );
      await database.listen(outboxChannel, (payload) => term?.wake(payload));
      operations.became("standing by");
      await terms.start((error) => {
        logger.fatal({ err: error }, "the work could not be taken up again");
        onFatal("the work could not be taken up again");
      });
      try {
        await introduce();
      } catch (error) {
        logger.warn({ err: error }, "the bot could not be introduced");
      }
      const ownerLink = await centers.ownerInvitation(me.username);
      return { botUsername: me.username, ownerLink };
    },

    /** Takes in nothing new, lets what runs end, hands over the lead, and closes all connections. */
    async stop(): Promise<void> {
      stopping.abort();
      operations.became("stopping");
      await terms.stop();
      await operations.stop();
      redis?.disconnect();
      await database.close();
    },
  };
}

export type App = ReturnType<typeof createApp>;
