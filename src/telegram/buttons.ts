import type { Composer } from "grammy";
import type { z } from "zod";
import type { BotContext } from "./context.ts";
import { answerTap } from "./screen.ts";

/** A kind of inline button: what its data looks like, and how it is read back. */
export interface Button<Args extends (string | number | undefined)[]> {
  id: string;
  /** The callback data; Bot API, InlineKeyboardButton: 1-64 bytes. */
  data(...args: Args): string;
  /** Undefined for data that this button never has: it may be old or invented. */
  read(data: string): Args | undefined;
}

/**
 * Defines a button. Its data is the id and the arguments joined by colons; whatever comes back is
 * checked by the schema, since anyone can send anything as callback data.
 */
export function defineButton<Args extends (string | number | undefined)[]>(
  id: string,
  schema: z.ZodType<Args>,
): Button<Args> {
  return {
    id,
    data(...args) {
      const data = [id, ...args].join(":");
      if (Buffer.byteLength(data) > 64) throw new RangeError(`callback data is too long: ${data}`);
      return data;
    },
    read(data) {
      const [head, ...parts] = data.split(":");
      if (head !== id) return undefined;
      const parsed = schema.safeParse(parts);
      return parsed.success ? parsed.data : undefined;
    },
  };
}

/**
 * Handles the taps on a button. The tap is answered afterwards, with the words that the handler
 * returns; data that does not fit goes on to the handler of last resort.
 */
export function onButton<Args extends (string | number | undefined)[]>(
  composer: Composer<BotContext>,
  button: Button<Args>,
  handle: (ctx: BotContext, ...args: Args) => Promise<string | void>,
): void {
  composer.on("callback_query:data", async (ctx, next) => {
    const args = button.read(ctx.callbackQuery.data);
    if (!args) return next();
    const words = await handle(ctx, ...args);
    await answerTap(ctx, words ?? undefined);
  });
}
