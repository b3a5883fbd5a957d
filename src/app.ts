import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { createAccessStore } from "./access/index.ts";
import { createCenters } from "./centers/index.ts";
import type { Config } from "./config.ts";
import { createOutboxStore, createSender, outboxChannel } from "./delivery/index.ts";
import { createMembers } from "./members/index.ts";
import type { Clock } from "./platform/clock.ts";
import { createDatabase } from "./platform/database.ts";
import type { Logger } from "./platform/logger.ts";
import { createPerform, forgetPerformed } from "./platform/perform.ts";
import { createRedis } from "./platform/redis.ts";
import { createTicker } from "./platform/ticker.ts";
import { createQuestions } from "./questions/index.ts";
import {
  createBot,
  createCall,
  createHome,
  createInbox,
  createInboxStore,
  createMemoryStorage,
  createPolling,
  createSessionStorage,
  createWebhook,
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
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const keepUpdatesMs = 48 * hourMs;
/** The inbox forgets what a person wrote in the same time. */
const keepStrangersMs = keepUpdatesMs;
const keepEffectsMs = 30 * 24 * hourMs;
const promptWaitMs = 2000;

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
  const outbox = createOutboxStore(prisma);
  const inboxStore = createInboxStore(prisma);
  const topicIcons = new Map<string, string>();
  const common = { prisma, perform, clock, logger, access, translations };

  const centers = createCenters({
    ...common,
    onReachable,
    onGroupMoved: (_cause, from, to) => leaveOldChat(from, to),
    onGroupLost: (chatId) => questions.leaveChat(chatId),
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
    networkName: config.networkName,
    profileOf: members.profileOf,
    signUpFirst: members.signUpFirst,
    approveColleague: async (input) => (await centers.approveColleague(input)).kind !== "forbidden",
    topicIcons,
    home: () => home,
    hasMore: (chatId) => inbox.hasMore(String(chatId)),
    settled,
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

  const sender = createSender({
    store: outbox,
    call: createCall(client),
    clock,
    logger,
    instance: randomUUID(),
    onFatal,
    async onDelivered(transaction, { key, chatId, about }, delivered) {
      if (about) await questions.onDelivered(transaction, about, delivered, chatId);
      if (delivered.kind !== "failed") return;
      const { failure } = delivered;
      // Bot API, Chat: the ids of groups are negative
      const isGroup = chatId < 0;
      if (failure === "unreachable" && !isGroup) await members.markUnreachable(transaction, chatId);
      if (failure === "chat-lost" || (failure === "unreachable" && isGroup)) {
        await centers.groupLost(transaction, { cause: `effect:${key}`, chatId });
        await questions.leaveChat(chatId, transaction);
      }
    },
    async onMigrated(fromChatId, toChatId) {
      const cause = `migrated:${fromChatId}:${toChatId}`;
      await centers.moveGroup({ cause, fromChatId, toChatId });
      await leaveOldChat(fromChatId, toChatId);
    },
  });
  const inbox = createInbox({
    store: inboxStore,
    handle: (update) => bot.handleUpdate(update),
    async onDead(update) {
      const chat = update.message?.chat ?? update.callback_query?.message?.chat;
      const from = update.message?.from ?? update.callback_query?.from;
      if (!from || chat?.type !== "private") return;
      const { language } = await access.findActor(from);
      await bot.api.sendMessage(chat.id, translations(language)("home-failure"));
    },
    clock,
    logger,
  });
  const accept = inbox.accept;
  const source =
    config.updates.kind === "polling"
      ? createPolling({ api: bot.api, accept, logger, onFatal })
      : createWebhook({ api: bot.api, accept, ...config.updates });
  const tickers = [
    createTicker("drafts", 1000, questions.dueDrafts, logger),
    createTicker("desks", 1000, () => routeWaiting("without-desk"), logger),
    createTicker("waiting", minuteMs, () => routeWaiting("all"), logger),
    createTicker("housekeeping", hourMs, housekeeping, logger),
  ];

  async function routeWaiting(
    which: "without-desk" | "all",
    cause: string = randomUUID(),
  ): Promise<void> {
    await questions.routeWaiting(cause, which);
  }

  /** A center may have become reachable: what waits for one may go there. */
  async function onReachable(cause: string): Promise<void> {
    await routeWaiting("all", cause);
  }

  /** A migrated group counts its messages anew: what stood in the old chat stands there no more. */
  async function leaveOldChat(from: number, to: number): Promise<void> {
    await outbox.moveChat(from, to, clock.now());
    await questions.leaveChat(from);
  }

  /** A prompt waits a moment for what is queued for its chat, so that it overtakes nothing. */
  async function settled(chatId: number): Promise<void> {
    const until = Date.now() + promptWaitMs;
    while (Date.now() < until && (await outbox.isBusy(chatId))) await sleep(25);
  }

  async function housekeeping(): Promise<void> {
    const before = (age: number) => new Date(clock.now().getTime() - age);
    await inboxStore.forget(before(keepUpdatesMs), before(keepEffectsMs));
    await questions.forgetStrangers(before(keepStrangersMs));
    await outbox.forget(before(keepEffectsMs));
    await forgetPerformed(prisma, before(keepEffectsMs));
  }

  return {
    async start(): Promise<Started> {
      const me = await whoAmI(bot);
      await centers.loadTerritories();
      if (config.ownerIds.length > 0) await centers.ensureOwners(config.ownerIds);
      for (const sticker of await bot.api.getForumTopicIconStickers())
        if (sticker.emoji && sticker.custom_emoji_id)
          topicIcons.set(sticker.emoji, sticker.custom_emoji_id);
      await introduceBot(bot, translations, config.networkName);
      await database.listen(outboxChannel, () => sender.wake());
      await sender.start();
      await inbox.resume();
      await source.start();
      for (const ticker of tickers) ticker.start();
      const ownerLink = await centers.ownerInvitation(me.username);
      return { botUsername: me.username, ownerLink };
    },

    /** Takes in nothing new, lets what runs end, and closes all connections. */
    async stop(): Promise<void> {
      await source.stop();
      await Promise.all(tickers.map((ticker) => ticker.stop()));
      await inbox.stop();
      await sender.stop();
      redis?.disconnect();
      await database.close();
    },
  };
}

export type App = ReturnType<typeof createApp>;
