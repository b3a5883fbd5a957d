import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Demo, startDemo } from "../../src/demo/demo.ts";
import { temporaryFolder } from "./support/demo-process.ts";

const pictures = path.join(import.meta.dirname, "../../test-results/demo");
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };
const question = "Протекает крыша в зале, где собираются ветераны. Где взять деньги на ремонт?";
const answer = "Есть районный конкурс, до 150 тысяч. Приходите, поможем с заявкой.";

const resources = new AsyncDisposableStack();
let browser: Browser;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await chromium.launch({
    executablePath: inject("chromium"),
    args: ["--no-sandbox", "--disable-gpu"],
  });
});

afterAll(async () => {
  await browser?.close();
});

async function openPage({ address }: Demo, viewport: typeof wide): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    locale: "ru-RU",
    reducedMotion: "reduce",
    timezoneId: "Asia/Yekaterinburg",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(address);
  await page.getByRole("region").first().waitFor();
  return page;
}

function phone(page: Page, name: string): Locator {
  return page.getByRole("region", { name });
}

/** A picture for people to look at, once what fades has faded. */
async function takePicture(page: Page, name: string): Promise<void> {
  await page.getByRole("status").waitFor({ state: "hidden" });
  await page.screenshot({ path: path.join(pictures, name), animations: "disabled" });
}

async function press(on: Locator, name: string | RegExp): Promise<void> {
  await on.getByRole("button", { name, exact: true }).last().click();
}

async function write(on: Locator, text: string): Promise<void> {
  await on.getByRole("textbox", { name: "Сообщение" }).fill(text);
  await press(on, "Отправить сообщение");
}

test("in a real browser a question goes from phone to phone, and its answer comes back", async () => {
  const demo = await startDemo(
    {
      folder: temporaryFolder(),
      port: 0,
      fresh: false,
      say: () => undefined,
      onFatal: (reason) => {
        throw new Error(reason);
      },
    },
    resources,
  );
  try {
    const page = await openPage(demo, wide);
    await takePicture(page, "start-1440.png");
    await page.getByRole("button", { name: "Перевести часы до девяти утра" }).click();
    await page
      .getByText(/^0?9:00$/)
      .first()
      .waitFor();
    const valentina = phone(page, "Валентина Петровна");
    const olga = phone(page, "Ольга Смирнова");

    await press(valentina, "Задать вопрос");
    await press(valentina, "Деньги и гранты");
    await valentina.getByText("Теперь напишите вопрос").waitFor();
    await write(valentina, question);
    await press(valentina, "Отправить");
    await valentina.getByText("Вопрос № 1 отправлен").waitFor();

    await press(olga, /1 · Шадринск · Деньги и гранты/);
    await olga.getByText("Протекает крыша").waitFor();
    await press(olga, "Беру");
    await olga.getByText("в работе: Ольга Смирнова").waitFor();
    await olga.locator(".message__column", { hasText: "Протекает крыша" }).dblclick();
    await write(olga, answer);
    await valentina.getByText("Приходите, поможем с заявкой.").waitFor();
    await olga.getByRole("button", { name: /Реакция 👌/u }).waitFor();
    await takePicture(page, "answer-1440.png");
    await phone(page, "Рустам Галиев").scrollIntoViewIfNeeded();
    await takePicture(page, "desks-1440.png");

    const small = await openPage(demo, narrow);
    await phone(small, "Валентина Петровна").getByText("Приходите, поможем").waitFor();
    await takePicture(small, "author-390.png");
    await small
      .getByRole("navigation", { name: "Выбор телефона" })
      .getByRole("button", { name: /Ольга Смирнова/ })
      .click();
    await phone(small, "Ольга Смирнова").waitFor();
    await takePicture(small, "topics-390.png");
    await press(phone(small, "Ольга Смирнова"), /1 · Шадринск · Деньги и гранты/);
    await phone(small, "Ольга Смирнова").getByText(answer).waitFor();
    await takePicture(small, "desk-390.png");

    await press(valentina, "Спасибо, помогло");
    await valentina.getByText("Рады, что помогло!").waitFor();
    await olga.getByText("Автор закрыл вопрос № 1: помогло.").waitFor();
    for (const person of [demo.cast.timur, demo.cast.marina, demo.cast.rustam])
      expect(JSON.stringify(person.messages())).not.toContain("крыша");
  } finally {
    await resources.disposeAsync();
  }
}, 120_000);
