import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MembersNetwork, startMembersNetwork } from "./network.ts";

let network: MembersNetwork;

beforeAll(async () => {
  network = await startMembersNetwork();
});
afterAll(async () => network[Symbol.asyncDispose]());

describe("the settings", () => {
  test("change the town by typing, and the sign-up is not begun again", async () => {
    const person = await network.signedUp();
    await person.press("Настройки");
    await person.tap(await person.sees("Что изменить?"), "Изменить город");
    await person.sees("В каком городе");
    const written = await person.write("Ишим");
    await person.tap(await person.sees("Записали: ", { after: written }), "К настройкам");
    await person.sees("Что изменить?");
    expect(await network.profileOf(person)).toMatchObject({ territoryCode: "tyumen.ishim" });
  });

  test("change the organisation, and the earlier membership is history", async () => {
    const person = await network.signedUp();
    for (const name of ["Клуб пчеловодов", "Совет дома"]) {
      const pressed = await person.press("Настройки");
      const settings = await person.sees("Что изменить?", { after: pressed });
      await person.tap(settings, "Изменить организацию");
      await person.sees("Из какой вы организации", { after: pressed });
      await person.write(name);
      await person.sees(`Записали: ${name}`);
    }
    const memberships = await network.database.prisma.membership.findMany({
      where: { person: { telegramId: person.id } },
      orderBy: { from: "asc" },
    });
    expect(memberships.map(({ until }) => until === null)).toEqual([false, true]);
  });

  test("change the language, of the menu too", async () => {
    const person = await network.signedUp();
    await person.press("Настройки");
    await person.tap(await person.sees("Что изменить?"), "Изменить язык");
    await person.tap(await person.sees("На каком языке"), "English");
    await person.sees("From now on");
    await person.sees("Choose what you need");
    expect(person.keyboard().flat()).toContain("Settings");
  });

  test("show what is kept, and lead back", async () => {
    const person = await network.signedUp();
    await person.press("Настройки");
    await person.tap(await person.sees("Что изменить?"), "Что мы храним");
    const stored = await person.sees("Вот что мы храним");
    expect(stored.text).toContain("Срок.");
    await person.tap(stored, "Назад");
    await person.sees("Что изменить?");
  });

  test("a menu button leaves the question that is open", async () => {
    const person = await network.signedUp();
    await person.press("Настройки");
    await person.tap(await person.sees("Что изменить?"), "Изменить город");
    await person.sees("В каком городе");
    await person.press("Мой центр");
    await person.sees("Ваш город или район: город Шадринск");
    await person.write("Ишим");
    await person.sees("Мы не поняли");
    expect(await network.profileOf(person)).toMatchObject({ territoryCode: "kurgan.shadrinsk" });
  });
});

describe("my center", () => {
  beforeAll(async () => {
    const file = path.join(import.meta.dirname, "../../prisma/data/demo-centers.csv");
    const content = readFileSync(file, "utf8");
    await network.centers.loadCenters({ cause: "test:load-centers", content });
  });

  test("is the municipal one, and those above it by their phones", async () => {
    const person = await network.signedUp();
    await person.press("Мой центр");
    const { text = "" } = await person.sees("Ресурсный центр НКО города Шадринска");
    expect(text).toContain("Телефон: +7 (35253) 0-00-01");
    expect(text).toContain("Адрес: Шадринск, ул. Добрых дел, 2");
    expect(text).toMatch(/Работает: .*9:00/);
    expect(text).toContain("Чем помогает: деньги на проект");
    expect(text.indexOf("Если не дозвонились")).toBeLessThan(text.indexOf("РЦ Курганской области"));
    expect(text).toContain("Уральский межрегиональный РЦ: +7 (3452) 00-00-01");
  });

  test("is shown with all others by region, also to those who have not agreed", async () => {
    const person = network.newcomer();
    await person.start();
    await person.sees("Вы согласны?");
    await person.write("Мой центр");
    await person.tap(await person.sees("покажем телефоны"), "Свердловская область");
    const { text } = await person.sees("Ресурсный центр НКО Нижнего Тагила");
    expect(text).toContain("Ресурсный центр НКО Свердловской области");
  });

  test("for people from other regions is the interregional one", async () => {
    const person = await network.agreed();
    await person.tap(await person.sees("В каком городе"), "Я из другого региона");
    await person.tap(await person.sees("Из какой вы организации"), "Пока без организации");
    await person.sees("всё готово");
    await person.press("Мой центр");
    await person.sees("Уральский межрегиональный ресурсный центр НКО");
  });
});

describe("colleagues", () => {
  async function colleague() {
    const person = network.newcomer();
    await network.database.prisma.person.create({
      data: {
        telegramId: person.id,
        name: "Марина",
        assignments: { create: { role: "network_staff" } },
      },
    });
    return person;
  }

  test("get their menu without a sign-up", async () => {
    const person = await colleague();
    await person.start();
    await person.sees("Здравствуйте, Марина!");
    expect(person.keyboard().flat()).toContain("Работа центра");
  });

  test("who let the bot in again make their center reachable", async () => {
    const person = await colleague();
    await person.start();
    await person.sees("Здравствуйте, Марина!");
    await person.block();
    await network.sandbox.whenIdle();
    await person.unblock();
    await expect.poll(() => network.reachable).toHaveLength(1);
  });
});

test("someone who blocks the bot is marked, and unmarked when they come back", async () => {
  const person = await network.signedUp();
  const isUnreachable = async () =>
    (await network.database.prisma.person.findUnique({ where: { telegramId: person.id } }))
      ?.unreachableAt !== null;
  await person.block();
  await expect.poll(isUnreachable).toBe(true);
  await person.unblock();
  await expect.poll(isUnreachable).toBe(false);
});
