import { Bot, InlineKeyboard, Keyboard } from "grammy";
import { chromium, type Browser, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { startSandbox, type Group, type Person, type Sandbox } from "../../src/sandbox/index.ts";

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** A picture of one pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let sandbox: Sandbox;
let bot: Bot;
let browser: Browser;
let page: Page;
let valentina: Person;
let olga: Person;
let failures: Error[];
let center: Group;

beforeAll(async () => {
  sandbox = await startSandbox({ botToken: "700:TEST", page: true, bot: { username: "desk_bot" } });
  valentina = sandbox.person({ first_name: "Валентина", last_name: "Петрова" });
  olga = sandbox.person({ first_name: "Ольга", last_name: "Смирнова" });
  center = sandbox.group({
    title: "Центр в Шадринске",
    owner: olga,
    forum: true,
    botIsMember: true,
    botIsAdmin: true,
  });
  sandbox.phones([
    { person: valentina, caption: "Жительница Шадринска" },
    { person: olga, caption: "Координатор", chats: [center] },
  ]);
  bot = startDesk(sandbox, center);
  browser = await chromium.launch({
    executablePath: inject("chromium"),
    args: ["--no-sandbox", "--disable-gpu", "--use-fake-device-for-media-stream"],
  });
});

afterAll(async () => {
  await browser?.close();
  await bot?.stop();
  await sandbox?.close();
});

beforeEach(async () => {
  failures = [];
  page = await openPage(WIDE);
  return async () => {
    await page.context().close();
    if (failures.length > 0) throw new AggregateError(failures, "The page failed.");
  };
});

async function openPage(viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, permissions: ["microphone"] });
  const opened = await context.newPage();
  opened.setDefaultTimeout(10_000);
  opened.on("pageerror", (error) => failures.push(error));
  await opened.goto(sandbox.address);
  return opened;
}

/** A desk of a few lines: a text opens a topic with a card, the rest is given back. */
function startDesk({ botToken, address }: Sandbox, group: Group): Bot {
  const desk = new Bot(botToken, { client: { apiRoot: address } });
  desk.command("start", (ctx) =>
    ctx.reply(`Здравствуйте! ${ctx.match}`, {
      reply_markup: new Keyboard().requestContact("Дать номер").resized(),
    }),
  );
  desk.callbackQuery("take", (ctx) => ctx.answerCallbackQuery("Вопрос за вами"));
  desk.callbackQuery("pass", (ctx) =>
    ctx.answerCallbackQuery({ text: "Передать пока некому", show_alert: true }),
  );
  desk.on("message:text").filter(
    (ctx) => ctx.chat.type === "private",
    async (ctx) => {
      await ctx.react("👌");
      const topic = await ctx.api.createForumTopic(group.id, `127 · ${ctx.message.text}`);
      await ctx.api.sendMessage(group.id, `Вопрос № 127\n${ctx.message.text}`, {
        message_thread_id: topic.message_thread_id,
        entities: [{ type: "bold", offset: 0, length: 12 }],
        reply_markup: new InlineKeyboard()
          .text("Беру", "take")
          .text("Передать", "pass")
          .row()
          .url("К боту", "https://t.me/desk_bot?start=colleague"),
      });
    },
  );
  desk.on(["message:voice", "message:photo", "message:contact"]).filter(
    (ctx) => ctx.chat.type === "private",
    (ctx) => ctx.copyMessage(ctx.chat.id),
  );
  desk.on("edited_message:text", (ctx) => ctx.reply(`Исправлено: ${ctx.editedMessage.text}`));
  void desk.start();
  return desk;
}

function phone(name: string, on: Page = page): Locator {
  return on.getByRole("region", { name });
}

function field(name: string): Locator {
  return phone(name).getByRole("textbox", { name: "Сообщение" });
}

function button(name: string, label: string | RegExp): Locator {
  return phone(name).getByRole("button", { name: label, exact: true });
}

async function startOn(name: string): Promise<void> {
  await button(name, "Начать").click();
  await phone(name).getByText("Здравствуйте!").waitFor();
}

describe("the page in a real browser", () => {
  it("carries a question from one phone into a topic on another, and shows the bot's answers to taps", async () => {
    await startOn("Валентина Петрова");
    await field("Валентина Петрова").fill("Как получить грант?");
    await button("Валентина Петрова", "Отправить сообщение").click();
    await phone("Валентина Петрова")
      .getByRole("button", { name: /Реакция 👌/u })
      .waitFor();

    await button("Ольга Смирнова", /127 · Как получить грант/u).click();
    await phone("Ольга Смирнова").locator("strong", { hasText: "Вопрос № 127" }).waitFor();
    await button("Ольга Смирнова", "Беру").click();
    await phone("Ольга Смирнова").getByRole("status").getByText("Вопрос за вами").waitFor();
    await button("Ольга Смирнова", "Передать").click();
    const alert = phone("Ольга Смирнова").getByRole("alertdialog");
    await alert.getByText("Передать пока некому").waitFor();
    await page.keyboard.press("Escape");
    await alert.waitFor({ state: "detached" });

    await phone("Ольга Смирнова").locator(".message__column").last().dblclick();
    await field("Ольга Смирнова").fill("Пришлите устав");
    await page.keyboard.press("Enter");
    await phone("Ольга Смирнова").locator(".message--own .quote").waitFor();
    const answer = olga.messages({ chat: center }).at(-1);
    expect(answer?.text).toBe("Пришлите устав");
    expect(answer?.reply_to_message?.text).toContain("Вопрос № 127");
  });

  it("follows a deep link inside the sandbox", async () => {
    await valentina.write("Где снять зал?");
    await button("Ольга Смирнова", /127 · Где снять зал/u).click();
    await button("Ольга Смирнова", "К боту").click();
    await phone("Ольга Смирнова").getByText("Здравствуйте! colleague").waitFor();
  });

  it("changes a message by the arrow key, and gives an edit up by Escape", async () => {
    await valentina.write("Опечятка");
    await field("Валентина Петрова").press("ArrowUp");
    await expect.poll(() => field("Валентина Петрова").inputValue()).toBe("Опечятка");
    await page.keyboard.press("Escape");
    await expect.poll(() => field("Валентина Петрова").inputValue()).toBe("");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => field("Валентина Петрова").inputValue()).toBe("Опечятка");
    await field("Валентина Петрова").fill("Опечатка");
    await page.keyboard.press("Enter");
    await phone("Валентина Петрова").getByText("Исправлено: Опечатка").waitFor();
    await phone("Валентина Петрова")
      .getByText(/изменено/u)
      .first()
      .waitFor();
  });

  it("sends an album from the disk, a voice message, and the own number by the bot's keyboard", async () => {
    await valentina.start();
    const photos = phone("Валентина Петрова").locator(".album .picture");
    await button("Валентина Петрова", "Прикрепить").click();
    const chosen = page.waitForEvent("filechooser");
    await button("Валентина Петрова", "Фото или видео").click();
    const picture = { name: "двор.png", mimeType: "image/png", buffer: PIXEL };
    await (await chosen).setFiles([picture, picture]);
    await field("Валентина Петрова").fill("Наш двор");
    await page.keyboard.press("Enter");
    await expect.poll(() => photos.count()).toBe(2);

    await button("Валентина Петрова", "Записать голосовое сообщение").click();
    await button("Валентина Петрова", "Отправить голосовое сообщение").click();
    await expect.poll(() => phone("Валентина Петрова").locator(".voice").count()).toBe(2);

    await button("Валентина Петрова", "Дать номер").click();
    await expect.poll(() => valentina.messages().at(-1)?.contact?.first_name).toBe("Валентина");
  });

  it("moves the sandbox's clock", async () => {
    const before = sandbox.clock.now().getTime();
    await page.getByRole("button", { name: "Перевести часы на час вперёд" }).click();
    await expect
      .poll(() => sandbox.clock.now().getTime() - before)
      .toBeGreaterThanOrEqual(60 * 60 * 1000);
  });

  it("shows one phone at a time on a narrow screen, with what is unread on the others", async () => {
    const narrow = await openPage(NARROW);
    const switcher = narrow.getByRole("navigation", { name: "Выбор телефона" });
    await phone("Валентина Петрова", narrow).waitFor();
    expect(await phone("Ольга Смирнова", narrow).isVisible()).toBe(false);
    await bot.api.sendMessage(center.id, "Коллеги, доброе утро");
    await switcher.getByRole("button", { name: /Ольга Смирнова\s*1/u }).click();
    await phone("Ольга Смирнова", narrow).getByText("Коллеги, доброе утро").waitFor();
    expect(await phone("Валентина Петрова", narrow).isVisible()).toBe(false);
    await narrow.context().close();
  });
});
