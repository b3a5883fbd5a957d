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

  inPrivate.command("start", (ctx) => menu(ctx, ctx.t("home-greeting", { name: ctx.actor.name })));
  inPrivate.command("menu", (ctx) => menu(ctx, ctx.t("home-choose")));
  inPrivate.command("cancel", (ctx) => menu(ctx, ctx.t("home-cancelled")));
  inPrivate.command("help", async (ctx) => {
    const help = ctx.t("home-help", { contact: bot.operator.contact });
    await flow.showMenu(ctx, help);
    if (!isStaff(ctx.actor)) await signUpFirst(ctx);
  });
  inPrivate.on("message:text", async (ctx, next) => {
    if (!bot.home().isMenuWord(ctx.message.text)) return next();
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
