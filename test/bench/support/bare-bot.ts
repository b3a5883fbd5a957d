import { Bot } from "grammy";

/** The baseline: the least that a grammY bot can be. Two sends an update; it keeps nothing. */
const { BOT_TOKEN: token = "", BOT_API_ROOT: apiRoot = "" } = process.env;
const bot = new Bot(token, { client: { apiRoot } });
bot.on("message:text", async (ctx) => {
  await ctx.reply(ctx.message.text);
  await ctx.reply(ctx.message.text);
});
process.once("SIGTERM", () => void bot.stop());
await bot.start();
