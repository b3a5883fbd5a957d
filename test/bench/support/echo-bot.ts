import { Bot } from "grammy";

/** The baseline: the least that a bot can be. It keeps nothing and knows nobody. */
const { BOT_TOKEN: token = "", BOT_API_ROOT: apiRoot = "" } = process.env;
const bot = new Bot(token, { client: { apiRoot } });
bot.on("message:text", (ctx) => ctx.reply(ctx.message.text));
process.once("SIGTERM", () => void bot.stop());
await bot.start();
