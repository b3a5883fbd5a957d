import { run, sequentialize } from "@grammyjs/runner";
import { Bot } from "grammy";

/** The baseline that works side by side: grammY's runner, each chat in its own order. */
const { BOT_TOKEN: token = "", BOT_API_ROOT: apiRoot = "" } = process.env;
const bot = new Bot(token, { client: { apiRoot } });
bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
bot.on("message:text", async (ctx) => {
  await ctx.reply(ctx.message.text);
  await ctx.reply(ctx.message.text);
});
const runner = run(bot);
process.once("SIGTERM", () => void runner.stop());
await runner.task();
