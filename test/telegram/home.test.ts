import { Composer } from "grammy";
import { describe, expect, test } from "vitest";
import { isStaff } from "../../src/access/index.ts";
import {
  type BotContext,
  createHome,
  loadTranslations,
  show,
  type Translate,
} from "../../src/telegram/index.ts";
import { startStage } from "./stage.ts";

const labels = [
  "questions-button-ask",
  "questions-button-mine",
  "centers-home-button",
  "members-button-center",
];
const translations = loadTranslations(new URL("../../locales", import.meta.url).pathname);

function homeWith(isFor?: (ctx: BotContext) => boolean) {
  const open = async () => {};
  return createHome(
    translations,
    labels.map((label) => ({ label, open, ...(isFor ? { isFor } : {}) })),
  );
}

function seenBy(assignments: BotContext["actor"]["assignments"], t: Translate): BotContext {
  return { t, actor: { assignments } } as unknown as BotContext;
}

describe("the main menu", () => {
  test("has its first button on a row of its own, the others two by two", () => {
    const t = translations("ru");
    const { keyboard } = homeWith().keyboard(seenBy([], t));
    expect(keyboard.map((row) => row.length)).toEqual([1, 2, 1]);
    expect(keyboard.flat()).toEqual(labels.map((label) => ({ text: t.plain(label) })));
  });

  test("hides from others what only colleagues need", () => {
    const home = homeWith((ctx) => isStaff(ctx.actor));
    const t = translations("ru");
    expect(home.keyboard(seenBy([], t)).keyboard).toEqual([]);
    const staff = home.keyboard(seenBy([{ role: "head", centerId: "c" }], t));
    expect(staff.keyboard).toHaveLength(3);
  });

  test("is left for by its words in any language and case, and by commands", () => {
    const home = homeWith();
    for (const language of ["ru", "en"] as const)
      for (const label of [...labels, "home-menu"]) {
        const word = translations(language).plain(label);
        expect(home.isEscape(word)).toBe(true);
        expect(home.isEscape(` ${word.toUpperCase()}! `)).toBe(true);
      }
    expect(home.isEscape("/anything")).toBe(true);
    expect(home.isEscape("Где взять деньги?")).toBe(false);
    for (const words of ["меню на праздник", "👍", "", "?!", "home-menu"])
      expect(home.isEscape(words)).toBe(false);
  });

  test("opens what is pressed, also after a restart, and never in a group", async () => {
    const seen: string[] = [];
    const handlers = new Composer<BotContext>();
    handlers.on("message:text", async (ctx, next) => {
      seen.push(ctx.message.text);
      if (ctx.chat.type === "private") await show(ctx, { text: "Что-то другое" });
      else await next();
    });
    await using stage = await startStage({ handlers: [handlers] });
    const person = stage.sandbox.person({ first_name: "Валентина" });
    await person.start();
    await person.sees("Что-то другое");
    await person.write("новости");
    await person.sees("Вот новости");
    await stage.restart();
    const again = await person.write("Новости");
    await person.sees("Вот новости", { after: again });
    const group = stage.sandbox.group({
      title: "Центр",
      owner: person,
      botIsMember: true,
      botIsAdmin: true,
    });
    await person.write("Новости", { chat: group });
    await expect.poll(() => seen).toEqual(["/start", "Новости"]);
  });
});
