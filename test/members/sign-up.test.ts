import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MembersNetwork, startMembersNetwork } from "./network.ts";

let network: MembersNetwork;

beforeAll(async () => {
  network = await startMembersNetwork();
});
afterAll(async () => network[Symbol.asyncDispose]());

describe("the first visit", () => {
  test("says who runs the bot, and asks for consent in a message of its own", async () => {
    const person = network.newcomer();
    await person.start();
    const consent = await person.sees("Согласие на обработку персональных данных");
    expect(consent.text).not.toContain("Здравствуйте");
    expect(consent.text).toContain("Фонд развития Тюмени");
    expect(consent.buttons).toEqual([["Согласен"], ["Прочитать полностью"], ["Не согласен"]]);
    expect(person.messages().at(-2)?.text).toContain("Здравствуйте");
  });

  test("leads from consent through town and organisation to the menu", async () => {
    const person = await network.agreed();
    await person.write("шадринск");
    await person.sees("Записали: город Шадринск, Курганская область");
    await person.sees("Из какой вы организации?");
    await person.write("Совет ветеранов");
    await person.sees("Записали: Совет ветеранов");
    await person.sees("всё готово");
    expect(person.keyboard().flat()).toEqual(["Мой центр", "Настройки"]);
    await expect.poll(() => network.arrived).toContain(person.id);
    expect(await network.profileOf(person)).toMatchObject({
      name: "Валентина Петровна",
      territoryCode: "kurgan.shadrinsk",
      organisation: { name: "Совет ветеранов" },
    });
  });

  test("keeps the text of the consent in the chat, and its version in the books", async () => {
    const person = await network.agreed();
    expect(person.messages().some(({ text }) => text?.includes("Вы согласны?"))).toBe(true);
    const consents = await network.database.prisma.consent.findMany({
      where: { person: { telegramId: person.id } },
    });
    expect(consents).toMatchObject([
      { purpose: "personal_data", version: "1", button: "short", withdrawnAt: null },
    ]);
  });

  test("shows the whole consent with a link to the policy", async () => {
    const person = network.newcomer();
    await person.start();
    await person.tap(await person.sees("Вы согласны?"), "Прочитать полностью");
    const full = await person.sees("Срок");
    expect(full.text).toContain("https://example.org/policy");
    expect(full.buttons.flat()).toContain("Открыть политику обработки данных");
    await person.tap(full, "Согласен");
    await person.sees("В каком городе");
  });

  test("records a consent once, however often it is tapped", async () => {
    const person = network.newcomer();
    await person.start();
    const consent = await person.sees("Вы согласны?");
    const button = consent.reply_markup?.inline_keyboard[0]?.[0];
    const data = button && "callback_data" in button ? button.callback_data : "";
    await Promise.all([person.tapData(consent, data), person.tapData(consent, data)]);
    await person.sees("В каком городе");
    const count = await network.database.prisma.consent.count({
      where: { person: { telegramId: person.id } },
    });
    expect(count).toBe(1);
  });
});

describe("a refusal", () => {
  test("is no dead end: phones of all regions, and the way back", async () => {
    const person = network.newcomer();
    await person.start();
    await person.tap(await person.sees("Вы согласны?"), "Не согласен");
    const refused = await person.sees("ничего о вас не сохранили");
    expect(refused.buttons.flat()).toContain("Курганская область");
    await person.tap(refused, "Курганская область");
    await person.tap(await person.sees("Здесь пока нет центра"), "Назад");
    await person.tap(await person.sees("покажем телефоны"), "Всё-таки согласен");
    await person.sees("В каком городе");
  });

  test("leaves nothing of the person, and counts itself without a name", async () => {
    const before = await network.database.prisma.activity.count();
    const person = network.newcomer();
    await person.write("Как получить грант на спортивную площадку?");
    await person.sees("Ваше сообщение мы сохранили");
    expect(network.kept.get(person.id)).toHaveLength(1);
    await person.tap(await person.sees("Вы согласны?"), "Не согласен");
    await person.sees("ничего о вас не сохранили");
    expect(network.kept.has(person.id)).toBe(false);
    const known = await network.database.prisma.person.count({ where: { telegramId: person.id } });
    expect(known).toBe(0);
    expect(await network.database.prisma.activity.count()).toBe(before + 1);
  });
});

describe("whatever comes before the end of the sign-up", () => {
  test("«согласна» below the consent asks for the button, and is no part of a question", async () => {
    const person = network.newcomer();
    await person.write("Как получить грант?");
    await person.sees("Вы согласны?");
    const typed = await person.write("Согласна");
    const reminder = await person.sees("нажмите кнопку «Согласен»", { after: typed });
    expect(network.kept.get(person.id)).toHaveLength(1);
    const more = await person.write("На спортивную площадку");
    await person.sees("тоже сохранили", { after: more });
    expect(network.kept.get(person.id)).toHaveLength(2);
    await person.tap(reminder, "Согласен");
    await person.sees("В каком городе");
  });

  test("«Мой центр» shows phones, and the consent to whoever wants to read it", async () => {
    const person = network.newcomer();
    await person.write("Мой центр");
    await person.tap(await person.sees("покажем телефоны"), "Прочитать согласие");
    await person.tap(await person.sees("Политика обработки данных"), "Согласен");
    await person.sees("В каком городе");
  });

  test("/start in the middle leads on to the missing step", async () => {
    const person = await network.agreed();
    const start = await person.start();
    await person.sees("В каком городе", { after: start });
  });

  test("a restart in the middle costs nothing", async () => {
    const person = await network.agreed();
    await network.restart();
    await person.write("Шадринск");
    await person.sees("Записали: город Шадринск");
  });

  test("lost dialogs cost nothing either: the next text is still the answer", async () => {
    const person = await network.agreed();
    await network.restart({ lost: true });
    await person.write("Шадринск");
    const question = await person.sees("Из какой вы организации?");
    await network.restart({ lost: true });
    await person.tap(question, "Пока без организации");
    await person.sees("всё готово");
  });

  test("a long text that Telegram cut into three is kept whole, before and after consent", async () => {
    const person = network.newcomer();
    const parts = ["а", "б", "в"].map((letter) => letter.repeat(4096));
    for (const part of parts) await person.write(part);
    await person.sees("Ваше сообщение мы сохранили");
    await network.sandbox.whenIdle();
    await person.tap(await person.sees("Вы согласны?"), "Согласен");
    await person.sees("В каком городе");
    for (const part of parts) await person.write(part);
    await network.sandbox.whenIdle();
    expect(network.kept.get(person.id)?.map((message) => message?.text)).toEqual([
      ...parts,
      ...parts,
    ]);
    await person.write("Шадринск");
    await person.sees("Записали: город Шадринск");
  });

  test("invented data of a button is answered", async () => {
    const person = await network.agreed();
    const message = await person.sees("В каком городе");
    const { answer } = await person.tapData(message, "m-town:no.such.place");
    expect(answer).toBeDefined();
    const other = await person.tapData(message, "m-region:kurgan:many");
    expect(other.answer?.text).toContain("Эта кнопка уже не действует");
  });
});

describe("the organisation", () => {
  test("is offered to the town once two people have named it, and not before", async () => {
    const first = await network.inTown("Тобольск");
    await first.write("Клуб ткачей");
    await first.sees("всё готово");
    const second = await network.inTown("Тобольск");
    const asked = await second.sees("Из какой вы организации");
    expect(asked.buttons.flat()).not.toContain("Клуб ткачей");
    await second.write("клуб ткачей");
    await second.sees("Записали: Клуб ткачей");
    const third = await network.inTown("Тобольск");
    await third.tap(await third.sees("Из какой вы организации"), "Клуб ткачей");
    await third.sees("Записали: Клуб ткачей");
    expect((await network.profileOf(third))?.organisation).toEqual(
      (await network.profileOf(first))?.organisation,
    );
  });

  test("with a number in the state's books is offered at once", async () => {
    await network.database.prisma.organisation.create({
      data: { name: "Дом ремёсел", inn: "7206012345", territoryCode: "tyumen.tobolsk" },
    });
    const person = await network.inTown("Тобольск");
    await person.tap(await person.sees("Из какой вы организации"), "Дом ремёсел");
    await person.sees("Записали: Дом ремёсел");
  });

  test("is not what asks for something: that is kept as the beginning of a question", async () => {
    const person = await network.inTown("Шадринск");
    await person.write("Требуется консультация по уставу");
    await person.tap(await person.sees("И последнее"), "Пока без организации");
    expect(network.kept.get(person.id)).toHaveLength(1);
  });

  test("is asked again when only a slip of the finger was typed", async () => {
    const person = await network.inTown("Шадринск");
    await person.write("о");
    await person.sees("название организации целиком");
    await person.write("Общество инвалидов");
    await person.sees("всё готово");
  });

  test("a question in its place is kept", async () => {
    const person = await network.inTown("Шадринск");
    await person.write("А как зарегистрировать НКО?");
    await person.tap(await person.sees("И последнее"), "Пока без организации");
    await person.sees("всё готово");
    expect(network.kept.get(person.id)).toHaveLength(1);
  });
});
