import type { Bot, Composer } from "grammy";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createAccessStore } from "../../src/access/index.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { type Person, type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import {
  type BotContext,
  createBot,
  createHome,
  createSessionStorage,
  type Dialog,
  homeScreen,
  loadTranslations,
  show,
} from "../../src/telegram/index.ts";
import { freshDatabase } from "../support/database.ts";
import { freshRedis, type TestRedis } from "../support/redis.ts";

const botToken = "100200300:dialogs-test-token-dialogs-test-tokens";
const texts = [
  "home-menu = Меню",
  "home-menu-words = меню, главное меню",
  "home-help-words = помощь",
  "home-old-button = Эта кнопка уже не действует",
  "button-news = Новости",
];

/** A bot of nothing but the mechanism, with the handlers and dialogs that a test brings. */
export interface Stage extends AsyncDisposable {
  sandbox: Sandbox;
  redis: TestRedis;
  /** Someone who has opened the chat. */
  person(): Promise<Person>;
  /** Ends the bot and starts it again with the same Redis. */
  restart(): Promise<void>;
  /** Whom the bot has heard leaving a dialog, by their words. */
  escapes: string[];
  /** What went wrong in handlers. */
  failures: unknown[];
}

export async function startStage(parts: {
  dialogs?: Dialog<never>[];
  handlers?: Composer<BotContext>[];
}): Promise<Stage> {
  const locales = mkdtempSync(path.join(tmpdir(), "locales-"));
  for (const language of ["ru", "en"]) {
    mkdirSync(path.join(locales, language));
    writeFileSync(path.join(locales, language, "test.ftl"), `${texts.join("\n")}\n`);
  }
  const translations = loadTranslations(locales);
  const [database, redis, sandbox] = await Promise.all([
    freshDatabase(),
    freshRedis(),
    startSandbox({ botToken }),
  ]);
  const failures: unknown[] = [];
  const escapes: string[] = [];
  const news = {
    label: "button-news",
    open: async (ctx: BotContext) => void (await show(ctx, { text: "Вот новости" })),
  };
  const home = createHome(translations, [news]);

  async function start(): Promise<Bot<BotContext>> {
    const bot = createBot({
      client: { token: botToken, apiRoot: sandbox.address },
      access: createAccessStore(database.prisma),
      translations,
      home,
      dialogStorage: createSessionStorage(redis.redis, createLogger({ level: "silent" })),
      dialogs: parts.dialogs ?? [],
      handlers: parts.handlers ?? [],
      settled: async () => {},
      onReturn: async () => {},
      isReplyElsewhere: async () => false,
      mayCall: async () => true,
      onCall: () => {},
      onEscape: async (ctx) => void escapes.push(ctx.message?.text ?? ""),
      async lastResort(ctx) {
        await show(ctx, homeScreen(home, ctx, `Не поняли: ${ctx.message?.text ?? ""}`));
      },
    });
    bot.catch(({ error }) => void failures.push(error));
    await bot.init();
    void bot.start({ timeout: 1 });
    return bot;
  }
  let bot = await start();

  return {
    sandbox,
    redis,
    failures,
    escapes,
    async person() {
      const person = sandbox.person({ first_name: "Валентина" });
      await person.start();
      await person.sees("Не поняли: /start");
      return person;
    },
    async restart() {
      await bot.stop();
      bot = await start();
    },
    async [Symbol.asyncDispose]() {
      await bot.stop();
      await sandbox.close();
      await redis.close();
      await database.close();
      rmSync(locales, { recursive: true });
    },
  };
}
