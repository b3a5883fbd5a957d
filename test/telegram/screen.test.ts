import { Composer } from "grammy";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Person, SandboxMessage } from "../../src/sandbox/index.ts";
import type { Screen } from "../../src/delivery/index.ts";
import { answerTap, type BotContext, change, dropButtons, show } from "../../src/telegram/index.ts";
import { type Stage, startStage } from "./stage.ts";

const button = { text: "Дальше", data: "next" };
const first: Screen = { text: "Первый <b>экран</b>", buttons: [[button]] };

let stage: Stage;
let second: Screen;
let drop = false;
let words: string | undefined;

const composer = new Composer<BotContext>();
composer
  .filter((ctx) => ctx.message?.text === "покажи")
  .use(async (ctx) => void (await show(ctx, first)));
composer
  .filter((ctx) => ctx.callbackQuery?.data === "next")
  .use(async (ctx) => {
    if (drop) await dropButtons(ctx);
    else await change(ctx, second);
    await answerTap(ctx, words);
  });

beforeAll(async () => {
  stage = await startStage({ handlers: [composer] });
});
beforeEach(() => {
  second = { text: "Второй экран" };
  drop = false;
  words = undefined;
});
afterAll(() => stage[Symbol.asyncDispose]());

async function shown(): Promise<{ person: Person; screen: SandboxMessage }> {
  const person = await stage.person();
  await person.write("покажи");
  return { person, screen: await person.sees("Первый экран") };
}

describe("a screen", () => {
  test("is shown with its formatting and its buttons", async () => {
    const { screen } = await shown();
    expect(screen.entities).toEqual([{ type: "bold", offset: 7, length: 5 }]);
    expect(screen.buttons).toEqual([["Дальше"]]);
  });

  test("changes in place, and its buttons go with it", async () => {
    const { person, screen } = await shown();
    await person.tap(screen, "Дальше");
    const changed = await person.sees("Второй экран");
    expect(changed.message_id).toBe(screen.message_id);
    expect(changed.buttons).toEqual([]);
  });

  test("comes below when its message has been deleted", async () => {
    const { person, screen } = await shown();
    const data = person.tapData(screen, "next");
    await person.delete(screen);
    await data;
    await person.sees("Второй экран");
  });

  test("comes below when it brings large buttons, which no message can be changed to", async () => {
    second = { text: "С меню", keyboard: { keyboard: [[{ text: "Меню" }]] } };
    const { person, screen } = await shown();
    await person.tap(screen, "Дальше");
    expect((await person.sees("С меню")).message_id).toBeGreaterThan(screen.message_id);
    expect(person.keyboard()).toEqual([["Меню"]]);
  });

  test("that is the same as before stays as it is", async () => {
    second = first;
    const { person, screen } = await shown();
    await person.tap(screen, "Дальше");
    await person.tap(screen, "Дальше");
    expect(person.messages().filter(({ text }) => text === "Первый экран")).toHaveLength(1);
  });

  test("loses its buttons alone, also when it has none any more", async () => {
    drop = true;
    const { person, screen } = await shown();
    await person.tap(screen, "Дальше");
    await person.tapData(screen, "next");
    expect((await person.sees("Первый экран")).buttons).toEqual([]);
  });
});

describe("the answer to a tap", () => {
  test("is silent without words, a line with few, a window with many", async () => {
    const { person, screen } = await shown();
    expect((await person.tap(screen, "Дальше")).answer).toMatchObject({});
    words = "Готово";
    expect((await person.tapData(screen, "next")).answer).toMatchObject({ text: "Готово" });
    words = "слово ".repeat(60);
    const { answer } = await person.tapData(screen, "next");
    expect(answer).toMatchObject({ show_alert: true });
    expect(answer?.text?.length).toBeLessThanOrEqual(200);
  });

  test("that comes too late or is lost takes nothing back", async () => {
    for (const fault of [
      {
        error_code: 400,
        description:
          "Bad Request: query is too old and response timeout expired or query ID is invalid",
      },
      "reset",
    ] as const) {
      const { person, screen } = await shown();
      stage.sandbox.faults.next("answerCallbackQuery", fault);
      await person.tap(screen, "Дальше", { within: 300 });
      await person.sees("Второй экран");
    }
  });

  test("nothing went wrong on the way", () => {
    expect(stage.failures).toEqual([]);
  });
});
