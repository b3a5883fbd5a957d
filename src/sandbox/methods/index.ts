import type { SupportedMethod } from "../schemas/index.ts";
import { botHandlers } from "./bot.ts";
import { changeHandlers } from "./changes.ts";
import { chatHandlers } from "./chat.ts";
import type { Context, Handlers } from "./context.ts";
import { copyHandlers } from "./copies.ts";
import { editHandlers } from "./edits.ts";
import { mediaHandlers } from "./media.ts";
import { messageHandlers } from "./messages.ts";
import { profileHandlers } from "./profile.ts";
import { topicHandlers } from "./topics.ts";

const handlers: Handlers<SupportedMethod> = {
  ...botHandlers,
  ...changeHandlers,
  ...chatHandlers,
  ...copyHandlers,
  ...editHandlers,
  ...mediaHandlers,
  ...messageHandlers,
  ...profileHandlers,
  ...topicHandlers,
};

/**
 * Carries out a call whose parameters were checked against the method's table.
 *
 * @throws TelegramError when Telegram would refuse it.
 */
export async function perform(
  context: Context,
  method: SupportedMethod,
  parameters: Record<string, unknown>,
  signal: AbortSignal,
): Promise<unknown> {
  // The table of parameters and the handler's type come from the same Bot API types, which a string cannot tell.
  const handler = handlers[method] as (...call: [Context, unknown, AbortSignal]) => unknown;
  return await handler(context, parameters, signal);
}
