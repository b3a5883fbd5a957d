import { Composer } from "grammy";
import { isStaff } from "../../access/index.ts";
import type { BotContext } from "../../telegram/index.ts";
import { type MembersBot, senderOf } from "./members.bot.ts";
import type { SignUpFirst } from "./sign-up-first.ts";
import type { SignUpFlow } from "./sign-up.flow.ts";

/** /start, /menu, /help, /cancel and «Меню»: they bring the menu back from anywhere. */
export function createStartHandlers(
  bot: MembersBot,
  flow: SignUpFlow,
  signUpFirst: SignUpFirst,
): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const inPrivate = composer.filter((ctx) => ctx.chat?.type === "private");

  async function menu(ctx: BotContext, text: string): Promise<void> {
    // colleagues need no sign-up for their work
    if (isStaff(ctx.actor) || (await signUpFirst(ctx))) await flow.showMenu(ctx, text);
  }

  inPrivate.command("start", (ctx) => {
    const greeting = isStaff(ctx.actor) ? "home-greeting-staff" : "home-greeting";
    return menu(ctx, ctx.t(greeting, { name: ctx.actor.name }));
  });
  inPrivate.command("menu", (ctx) => menu(ctx, ctx.t("home-choose")));
  inPrivate.command("cancel", (ctx) => menu(ctx, ctx.t("home-cancelled")));
  async function help(ctx: BotContext): Promise<void> {
    const words = isStaff(ctx.actor) ? "home-help-staff" : "home-help";
    await flow.showMenu(ctx, ctx.t(words, { contact: bot.operator.contact }));
    if (!isStaff(ctx.actor)) await signUpFirst(ctx);
  }

  inPrivate.command("help", help);
  inPrivate.on("message:text", async (ctx, next) => {
    const { text } = ctx.message;
    if (bot.home().isHelpWord(text)) return help(ctx);
    if (!bot.home().isMenuWord(text)) return next();
    await menu(ctx, ctx.t("home-choose"));
  });

  inPrivate.on("my_chat_member", async (ctx) => {
    const { status } = ctx.myChatMember.new_chat_member;
    const outcome = await bot.useCases.noteReachability({
      cause: ctx.cause,
      telegramId: senderOf(ctx).id,
      isReachable: status === "member",
    });
    if (outcome.kind === "back" && outcome.isStaff) await bot.onReachable(ctx.cause);
  });
  return composer;
}
