import { Bot, type Composer, GrammyError } from "grammy";
import type { UserFromGetMe } from "@grammyjs/types";
import type { AccessStore } from "../access/index.ts";
import { clientOptions, type TelegramClientOptions, waitOutFlood } from "./client.ts";
import type { BotContext } from "./context.ts";
import { type AnyDialog, createDialogs, type DialogStorage } from "./dialogs.ts";
import type { Home } from "./home.ts";
import type { Translations } from "./language.ts";
import { answerTap } from "./screen.ts";

export interface BotDependencies {
  client: TelegramClientOptions;
  access: AccessStore;
  translations: Translations;
  home: Home;
  dialogStorage: DialogStorage;
  dialogs: AnyDialog[];
  /** The handlers of all features, in the order in which they are asked. */
  handlers: Composer<BotContext>[];
  /** Waits until what is queued for a chat has been sent, so that a prompt overtakes nothing. */
  settled: (chatId: number) => Promise<void>;
  /** Whether the message replies to one that belongs to something else than a dialog. */
  isReplyElsewhere: (ctx: BotContext) => Promise<boolean>;
  /** Told when someone writes or taps whom Telegram did not let us reach before. */
  onReturn: (ctx: BotContext) => Promise<void>;
  /** Told when someone leaves whatever they were in the middle of, as by «Меню». */
  onEscape: (ctx: BotContext) => Promise<void>;
  /** What a private chat gets that nothing else has answered. */
  lastResort: (ctx: BotContext) => Promise<void>;
}

/** Calls that put something new into a chat, below what is there. */
const sends = /^(send|copy|forward)/;

/** Puts the bot together; this is the order in which an update passes. */
export function createBot(deps: BotDependencies): Bot<BotContext> {
  const bot = new Bot<BotContext>(deps.client.token, { client: clientOptions(deps.client) });
  bot.api.config.use(waitOutFlood);
  bot.api.config.use(async (previous, method, payload, signal) => {
    if (sends.test(method) && "chat_id" in payload) await deps.settled(Number(payload.chat_id));
    return previous(method, payload, signal);
  });

  bot.use(async (ctx, next) => {
    ctx.cause = `update:${ctx.update.update_id}`;
    if (!ctx.from) return next();
    ctx.actor = await deps.access.findActor(ctx.from);
    ctx.t = deps.translations(ctx.actor.language);
    return next();
  });
  // what has no sender, like a post of a channel, concerns nobody here
  const fromSomeone = bot.filter((ctx) => ctx.from !== undefined);
  fromSomeone.chatType("private").on(["message", "callback_query"], async (ctx, next) => {
    if (ctx.actor.isUnreachable) await deps.onReturn(ctx);
    await next();
  });
  fromSomeone.use(
    createDialogs(deps.dialogs, {
      storage: deps.dialogStorage,
      translations: deps.translations,
      isEscape: deps.home.isEscape,
      onEscape: deps.onEscape,
      isReplyElsewhere: deps.isReplyElsewhere,
    }),
  );
  fromSomeone.use(deps.home.composer);
  for (const handlers of deps.handlers) fromSomeone.use(handlers);
  fromSomeone.on("callback_query", (ctx) => answerTap(ctx, ctx.t.plain("home-old-button")));
  fromSomeone.chatType("private").on("message", (ctx) => deps.lastResort(ctx));
  return bot;
}

/** Sets what people see before they press «Старт», and the list of commands. */
export async function introduceBot(
  bot: Bot<BotContext>,
  translations: Translations,
  networkName: string,
): Promise<void> {
  for (const language of ["ru", "en"] as const) {
    const t = translations(language);
    // Russian is what everyone sees whose language has no texts of its own
    const code = language === "ru" ? {} : { language_code: language };
    await bot.api.setMyDescription(t.plain("home-description", { network: networkName }), code);
    await bot.api.setMyShortDescription(
      t.plain("home-short-description", { network: networkName }),
      code,
    );
    const privateCommands = ["start", "menu", "help"].map((command) => ({
      command,
      description: t.plain(`home-command-${command}`),
    }));
    await bot.api.setMyCommands(privateCommands, {
      ...code,
      scope: { type: "all_private_chats" },
    });
    const groupCommands = [{ command: "help", description: t.plain("home-command-group-help") }];
    await bot.api.setMyCommands(groupCommands, { ...code, scope: { type: "all_group_chats" } });
  }
}

/** Finds out who the bot is, with words for the two ways in which that usually fails. */
export async function whoAmI(bot: Bot<BotContext>): Promise<UserFromGetMe> {
  try {
    await bot.init();
    return bot.botInfo;
  } catch (error) {
    if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404))
      throw new Error("Telegram does not accept BOT_TOKEN: take it from @BotFather again", {
        cause: error,
      });
    throw error;
  }
}
