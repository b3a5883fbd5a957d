import { PrismaPg } from "@prisma/adapter-pg";
import { Bot } from "grammy";
import { PrismaClient } from "../../../src/generated/prisma/client.ts";

/**
 * The baseline of the product: what a support bot usually does, in the shape of
 * bostrot/telegram-support-bot. For each message five round trips to the database in a row (is the
 * person banned, which ticket is open, touch it, read it again, keep the message) and one send to
 * the staff; one update after another, as bot.start does. On our tables, through Prisma.
 */
const { BOT_TOKEN: token = "", BOT_API_ROOT: apiRoot = "", DATABASE_URL = "" } = process.env;
// as its documentation begins
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: DATABASE_URL }) });
const staffChat = -1_000_000_000_000;

const bot = new Bot(token, { client: { apiRoot } });
bot.on("message:text", async (ctx) => {
  const person = await prisma.person.findUnique({ where: { telegramId: ctx.from.id } });
  if (!person || person.unreachableAt) return;
  const isOpen = { authorId: person.id, state: { not: "closed" as const } };
  const open = await prisma.question.findFirst({ where: isOpen });
  if (!open) return;
  await prisma.question.update({ where: { id: open.id }, data: { state: "waiting" } });
  const ticket = await prisma.question.findFirstOrThrow({ where: isOpen });
  await prisma.questionMessage.create({
    data: {
      questionId: ticket.id,
      side: "author",
      senderId: person.id,
      content: { kind: "text", text: ctx.message.text },
      sentAt: new Date(),
    },
  });
  await ctx.api.sendMessage(staffChat, `#T${ticket.number} ${person.name}\n\n${ctx.message.text}`);
});
process.once("SIGTERM", () => void bot.stop().then(() => prisma.$disconnect()));
await bot.start();
