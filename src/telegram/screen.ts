import { GrammyError, HttpError } from "grammy";
import { type Screen, screenParams } from "../delivery/index.ts";
import type { BotContext } from "./context.ts";

/** Shows a screen below what is there. Returns the message's id. */
export async function show(ctx: BotContext, screen: Screen): Promise<number> {
  const { text, ...rest } = screenParams(screen);
  const message = await ctx.reply(text as string, rest);
  return message.message_id;
}

/** Shows a screen in place of the one whose button was tapped; below, where that cannot be. */
export async function change(ctx: BotContext, screen: Screen): Promise<void> {
  if (!ctx.callbackQuery?.message || screen.keyboard) {
    await show(ctx, screen);
    return;
  }
  const { text, ...rest } = screenParams(screen);
  try {
    await ctx.editMessageText(text as string, rest);
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    if (error.description.includes("message is not modified")) return;
    await show(ctx, screen);
  }
}

/** Takes the buttons off the message whose button was tapped. */
export async function dropButtons(ctx: BotContext): Promise<void> {
  await ignoreRefusal(() => ctx.editMessageReplyMarkup());
}

/** Ends the waiting mark on a tapped button; one that is too old to answer is no failure. */
export async function answerTap(ctx: BotContext, words?: string): Promise<void> {
  if (!ctx.callbackQuery) return;
  await ignoreRefusal(() =>
    ctx.answerCallbackQuery(
      // Bot API, answerCallbackQuery: 0-200 characters
      words ? { text: words.slice(0, 200), show_alert: words.length > 60 } : {},
    ),
  );
}

/**
 * For steps that only tidy up: Telegram may refuse them, or not answer, and nothing is lost. The
 * update must not be handled again for their sake, for then the person would see all else twice.
 */
export async function ignoreRefusal(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof GrammyError) && !(error instanceof HttpError)) throw error;
  }
}

/**
 * For words in a group, where we may not be allowed to write, or not be any more: a refusal ends
 * the matter, since handling the update again would bring nothing but the same refusal.
 *
 * @throws when Telegram did not answer, or not with a refusal.
 */
export async function unlessRefused(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof GrammyError) || ![400, 403].includes(error.error_code)) throw error;
  }
}
