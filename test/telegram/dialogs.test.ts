import { Composer } from "grammy";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Person } from "../../src/sandbox/index.ts";
import { type BotContext, type Dialog, openDialog, show } from "../../src/telegram/index.ts";
import { type Stage, startStage } from "./stage.ts";

let stage: Stage;
/** What the dialog asked of the world, in order. */
let performed: string[] = [];

const order: Dialog<{ what: string }> = {
  id: "order",
  async run(talk, { what }) {
    const yes = { text: "Да", data: talk.data("yes") };
    await talk.say({ text: `Сколько нужно: ${what}?` });
    const heard = await talk.hear();
    const amount = heard.kind === "text" ? heard.text : heard.kind;
    const stored = await talk.perform(async (ctx) => {
      performed.push(`${ctx.actor.name} ${amount}`);
      return { number: performed.length };
    });
    await talk.say({
      text: `Записали ${amount} под номером ${stored.number}. Всё?`,
      buttons: [[yes]],
    });
    const answer = await talk.hear();
    await talk.say({
      text: answer.kind === "button" ? `Вы сказали ${answer.value}` : "Ждали кнопку",
    });
  },
};

const composer = new Composer<BotContext>();
composer
  .filter((ctx) => ctx.message?.text === "закажу")
  .use((ctx) => openDialog(ctx, order, { what: "стулья" }));
composer
  .filter((ctx) => ctx.message?.text === "покажи")
  .use(async (ctx) => {
    await show(ctx, { text: "Другой экран", buttons: [[{ text: "Туда", data: "elsewhere:1" }]] });
  });
composer
  .filter((ctx) => ctx.callbackQuery?.data === "elsewhere:1")
  .use(async (ctx) => {
    await ctx.answerCallbackQuery();
    await show(ctx, { text: "Пришли туда" });
  });

beforeAll(async () => {
  stage = await startStage({ dialogs: [order], handlers: [composer] });
});
beforeEach(() => {
  performed = [];
});
afterAll(() => stage[Symbol.asyncDispose]());

async function ordering(): Promise<Person> {
  const person = await stage.person();
  await person.write("закажу");
  await person.sees("Сколько нужно: стулья?");
  return person;
}

describe("a dialog", () => {
  test("asks, does what it has to once, and ends", async () => {
    const person = await ordering();
    await person.write("пять");
    const asked = await person.sees("Записали пять под номером 1");
    await person.tap(asked, "Да");
    await person.sees("Вы сказали yes");
    expect(performed).toEqual(["Валентина пять"]);
    await person.write("ещё");
    await person.sees("Не поняли: ещё");
  });

  test("hears that something came without text", async () => {
    const person = await ordering();
    await person.send({ kind: "voice" });
    await person.sees("Записали other");
  });

  test("goes on after a restart where it was, and does nothing twice", async () => {
    const person = await ordering();
    await person.write("пять");
    const asked = await person.sees("Записали пять под номером 1");
    await stage.restart();
    await person.tap(asked, "Да");
    await person.sees("Вы сказали yes");
    expect(performed).toEqual(["Валентина пять"]);
  });

  test("is forgotten by a Redis that lost everything, and the person gets a next step", async () => {
    const person = await ordering();
    await person.write("пять");
    const asked = await person.sees("Записали пять");
    // the dialog is written down after its screen was shown
    await stage.sandbox.whenIdle();
    await stage.redis.redis.flushdb();
    const { answer } = await person.tap(asked, "Да");
    expect(answer?.text).toBe("Эта кнопка уже не действует");
    await person.write("пять");
    await person.sees("Не поняли: пять");
  });

  test("begins anew when it is opened again", async () => {
    const person = await ordering();
    const again = await person.write("/start");
    await person.sees("Не поняли: /start", { after: again });
    await person.write("закажу");
    await person.write("семь");
    await person.sees("Записали семь под номером 1");
  });
});

describe("leaving a dialog", () => {
  test.each([
    ["/help", "Не поняли: /help"],
    ["/cancel", "Не поняли: /cancel"],
    ["Меню", "Не поняли: Меню"],
    [" МЕНЮ! ", "Не поняли"],
    ["Главное меню", "Не поняли: Главное меню"],
    ["Помощь", "Не поняли: Помощь"],
    ["Новости", "Вот новости"],
  ])("%j is handled as outside of it", async (words, answer) => {
    const person = await ordering();
    const written = await person.write(words);
    await person.sees(answer, { after: written });
    const later = await person.write("пять");
    await person.sees("Не поняли: пять", { after: later });
    expect(performed).toEqual([]);
    expect(stage.escapes).toContain(words.trim());
  });

  test("a button of another screen leads where it says", async () => {
    const person = await stage.person();
    await person.write("покажи");
    const other = await person.sees("Другой экран");
    await person.write("закажу");
    await person.sees("Сколько нужно");
    await person.tap(other, "Туда");
    const there = await person.sees("Пришли туда");
    const later = await person.write("пять");
    await person.sees("Не поняли: пять", { after: later });
    expect(there.message_id).toBeGreaterThan(other.message_id);
  });

  test.each(["dialog:order:yes", "dialog:nothing:1", "dialog:", "x"])(
    "invented data %j outside of it is an old button",
    async (data) => {
      const person = await stage.person();
      await person.write("покажи");
      const { answer } = await person.tapData(await person.sees("Другой экран"), data);
      expect(answer?.text).toBe("Эта кнопка уже не действует");
    },
  );

  test("one person's dialog is nobody else's", async () => {
    const [one, another] = [await ordering(), await stage.person()];
    await another.write("сто");
    await another.sees("Не поняли: сто");
    await one.write("два");
    await one.sees("Записали два под номером 1");
    expect(performed).toEqual(["Валентина два"]);
  });

  test("nothing went wrong on the way", () => {
    expect(stage.failures).toEqual([]);
  });
});
