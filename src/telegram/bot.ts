import { type Composer, Bot as GrammyBot, GrammyError } from "grammy";
import { setTimeout as sleep } from "node:timers/promises";
import type { UserFromGetMe } from "@grammyjs/types";
import type { AccessStore } from "../access/index.ts";
import { clientOptions, isPassing, type TelegramClientOptions, waitOutFlood } from "./client.ts";
import type { BotContext } from "./context.ts";
import { type AnyDialog, createDialogs, type DialogStorage } from "./dialogs.ts";
import type { Home } from "./home.ts";
import type { Translations } from "./language.ts";
import { isGone, tryRemedies } from "./refusals.ts";
import { answerTap } from "./screen.ts";
import { isSound } from "./sound-update.ts";

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
  /** Whether this process still leads, so that it may say something. */
  mayCall: () => Promise<boolean>;
  /** Told of each call that goes straight out, for the pacing of what is queued. */
  onCall: (method: string, payload: Record<string, unknown>) => void;
  /** Whether the message replies to one that belongs to something else than a dialog. */
  isReplyElsewhere: (ctx: BotContext) => Promise<boolean>;
  /** Told when someone writes or taps whom Telegram did not let us reach before. */
  onReturn: (ctx: BotContext) => Promise<void>;
  /** Told when someone leaves whatever they were in the middle of, as by «Меню». */
  onEscape: (ctx: BotContext) => Promise<void>;
  /** What a private chat gets that nothing else has answered. */
  lastResort: (ctx: BotContext) => Promise<void>;
}

export type Bot = GrammyBot<BotContext>;

const longestPauseMs = 10_000;
/** Calls that put something new into a chat, below what is there. */
const sends = /^(send|copy|forward)/;

/** Puts the bot together; this is the order in which an update passes. */
export function createBot(deps: BotDependencies): Bot {
  const bot = new GrammyBot<BotContext>(deps.client.token, { client: clientOptions(deps.client) });
  bot.api.config.use(waitOutFlood);
  bot.api.config.use(tryRemedies);
  bot.api.config.use(async (previous, method, payload, signal) => {
    // what cannot be written must fail here: grammY's client would leave its time-out running, and
    // 20 seconds later that ends the process
    JSON.stringify(payload);
    if (sends.test(method) && "chat_id" in payload) {
      await deps.settled(Number(payload.chat_id));
      // one that was frozen in between must not say again what another process has said
      if (!(await deps.mayCall())) throw new Error("another process leads");
    }
    deps.onCall(method, { ...payload });
    return previous(method, payload, signal);
  });

  bot.filter((ctx) => !isSound(ctx)).use(() => {});
  bot.use(async (_, next) => {
    try {
      await next();
    } catch (error) {
      // nobody is there to hear it: handling it again would only hold up the chat
      if (!isGone(error)) throw error;
    }
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
  bot: Bot,
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

/**
 * Finds out who the bot is. Waits while Telegram cannot be reached.
 *
 * @param onWaiting told of each try that came to nothing.
 * @param signal ends the wait.
 * @throws when Telegram refuses the token, in words for the operator.
 */
export async function whoAmI(
  bot: Bot,
  onWaiting: (error: unknown) => void,
  signal: AbortSignal,
): Promise<UserFromGetMe> {
  for (let pause = 1000; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      await bot.init();
      return bot.botInfo;
    } catch (error) {
      if (isRefusedToken(error))
        throw new Error("Telegram does not accept BOT_TOKEN: take it from @BotFather again", {
          cause: error,
        });
      if (!isPassing(error)) throw error;
      onWaiting(error);
      await sleep(pause, undefined, { signal });
    }
  }
}

function isRefusedToken(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
}
