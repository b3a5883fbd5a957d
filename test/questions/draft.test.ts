import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Network, startNetwork } from "../support/network.ts";

let network: Network;

beforeAll(async () => {
  network = await startNetwork();
  await network.staff("shadrinsk", "topics");
});
afterAll(() => network[Symbol.asyncDispose]());

const minute = 60_000;
const hour = 60 * minute;

describe("the card «Ваш вопрос получит…»", () => {
  test("names the center, its hours and its term, and moves down with each message", async () => {
    const member = await network.member("Валентина", "Шадринск");
    await member.write("Хотим провести праздник двора");
    await member.tap(await member.sees("Ваше сообщение сохранили"), "Деньги и гранты");
    const card = await member.sees("Ваш вопрос получит Ресурсный центр НКО города Шадринска");
    expect(card.text).toContain("пн–пт 9:00–13:00, 14:00–18:00");
    expect(card.text).toContain("2 рабочих дня");
    const more = await member.write("Нужно 50 тысяч");
    const moved = await member.sees("В вопросе 2 сообщения", { after: more });
    await expect
      .poll(() => member.messages().filter(({ text }) => text?.includes("Ваш вопрос получит")))
      .toHaveLength(1);
    await member.tap(moved, "Не отправлять");
    await member.sees("не отправляем");
  });

  test("tells the usual time to an answer once enough answers show it", async () => {
    const { prisma } = network.database;
    const { id: centerId } = await prisma.center.findUniqueOrThrow({ where: { code: "surgut" } });
    await network.staff("surgut", "plain group");
    const at = network.sandbox.clock.now();
    const fact = { at, centerId, channel: "telegram", what: "answered" };
    await prisma.activity.createMany({
      data: [60, 120, 180, 240, 600].map((minutes) => ({ ...fact, minutes })),
    });
    const member = await network.member("Анна", "Сургут");
    await member.write("Сколько ждать ответа?");
    await member.tap(await member.sees("Ваше сообщение сохранили"), "Информация");
    const card = await member.sees("Ваш вопрос получит");
    expect(card.text).toContain("Обычно отвечают за 3 часа");
  });

  test("a button of the main menu works in the middle of choosing a town", async () => {
    const member = await network.member("Анна", "Шадринск");
    await member.write("Передумала");
    await member.tap(await member.sees("Ваше сообщение сохранили"), "Информация");
    await member.tap(await member.sees("Ваш вопрос получит"), "Не мой город");
    await member.sees("Где нужна помощь?");
    const pressed = await member.press("Мой центр");
    await member.sees("Ресурсный центр НКО города Шадринска", { after: pressed });
    const next = await member.write("Сургут");
    await member.sees("В вопросе 2 сообщения", { after: next });
  });

  test("another town is chosen by typing, and the question goes there", async () => {
    await network.staff("surgut", "plain group");
    const member = await network.member("Анна", "Шадринск");
    await member.write("Открываем клуб в Сургуте");
    await member.tap(await member.sees("Ваше сообщение сохранили"), "Информация");
    await member.tap(await member.sees("Ваш вопрос получит"), "Не мой город");
    await member.sees("Где нужна помощь?");
    const typed = await member.write("сургут");
    await member.sees("Ресурсный центр НКО Сургута", { after: typed });
  });

  test("another town is chosen from the lists without typing", async () => {
    const member = await network.member("Анна", "Шадринск");
    await member.write("Вопрос не про мой город");
    await member.tap(await member.sees("Ваше сообщение сохранили"), "Информация");
    await member.tap(await member.sees("Ваш вопрос получит"), "Не мой город");
    await member.tap(await member.sees("Где нужна помощь?"), "Тюменская область");
    const list = await member.sees("Выберите город, округ или район");
    await member.tap(list, list.buttons[0]?.[0] ?? "");
    const card = await member.sees("Всё верно?", { after: list });
    expect(card.text).toMatch(/Тюменской области|Ишим|Тобольск/);
  });

  test("«Позвоните мне» takes the number with one tap, and the center sees it", async () => {
    const { coordinator, group } = await network.staff("nyagan", "topics");
    if (!group) throw new Error("no group");
    const member = await network.member("Тамара", "Нягань");
    await member.write("Мне трудно писать");
    await member.tap(await member.sees("Ваше сообщение сохранили"), "Консультация");
    await member.tap(await member.sees("Ваш вопрос получит"), "Позвоните мне");
    await member.sees("По какому номеру");
    const phone = await member.press("Отправить мой номер");
    await member.sees("Номер записали");
    await member.tap(await member.sees("Вам позвонят", { after: phone }), "Отправить");
    await member.sees(/Вам позвонят\. Срок/);
    await coordinator.sees("Просит позвонить", { chat: group });
    await expect
      .poll(() => coordinator.messages({ chat: group }).some((message) => "contact" in message))
      .toBe(true);
    expect(member.keyboard().flat()).toContain("Задать вопрос");
  });

  test("a draft that was left is reminded of after a quarter of an hour and next morning, then no more", async () => {
    const member = await network.member("Галина", "Шадринск");
    await member.write("Я ещё подумаю");
    await member.sees("Ваше сообщение сохранили");
    network.sandbox.clock.advance(16 * minute);
    const first = await member.sees("не отправили его");
    network.sandbox.clock.advance(28 * hour);
    const second = await member.sees("не отправили его", { after: first });
    network.sandbox.clock.advance(72 * hour);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const reminders = member.messages().filter(({ text }) => text?.includes("не отправили его"));
    expect(reminders).toHaveLength(2);
    await member.tap(second, "Показать вопрос");
    await member.sees("Ваше сообщение сохранили", { after: second });
    await member.press("Мои вопросы");
    const list = await member.sees("Мои вопросы", { after: second });
    expect(list.buttons.flat()).toContain("Не отправлен");
  });

  test("a word corrected before sending is sent corrected", async () => {
    const member = await network.member("Галина", "Ишим");
    const { coordinator, group } = await network.staff("ishim", "plain group");
    if (!group) throw new Error("no group");
    const words = await member.write("Нужен дагавор");
    await member.tap(await member.sees("Ваше сообщение сохранили"), "Информация");
    const card = await member.sees("Ваш вопрос получит");
    await member.edit(words, "Нужен договор");
    await network.sandbox.whenIdle();
    await member.tap(card, "Отправить");
    await coordinator.sees("Нужен договор", { chat: group });
  });

  test("«Отправить» tapped twice sends once", async () => {
    const member = await network.member("Галина", "Шадринск");
    await member.write("Дважды нажала");
    await member.tap(await member.sees("Ваше сообщение сохранили"), "Не знаю");
    const card = await member.sees("Ваш вопрос получит");
    await Promise.allSettled([member.tap(card, "Отправить"), member.tap(card, "Отправить")]);
    await member.sees(/Вопрос № \d+ отправлен/);
    const author = await network.database.prisma.person.findUniqueOrThrow({
      where: { telegramId: member.id },
      include: { questions: true },
    });
    expect(author.questions).toHaveLength(1);
  });
});

describe("my questions", () => {
  test("shows states in words, the whole talk again, and lets the author close", async () => {
    const member = await network.member("Зоя", "Шадринск");
    const number = await network.ask(member, "Как стать волонтёром?");
    await member.press("Мои вопросы");
    const list = await member.sees("Мои вопросы");
    await member.tap(list, `№ ${number} · ждёт ответа`);
    const view = () => {
      const shown = member.messages().find(({ message_id }) => message_id === list.message_id);
      if (!shown) throw new Error("the list is gone");
      return shown;
    };
    await expect.poll(() => view().text).toContain("Как стать волонтёром?");
    expect(view().text).toContain("Ждёт ответа");
    await member.tap(view(), "Закрыть вопрос");
    await expect.poll(() => view().text).toContain(`Вопрос № ${number} закрыт`);
  });

  test("another member's question is not shown, whatever the button says", async () => {
    const member = await network.member("Зоя", "Шадринск");
    const number = await network.ask(member, "Личное дело");
    const stranger = await network.member("Пётр", "Шадринск");
    await stranger.press("Мои вопросы");
    const screen = await stranger.sees("Вы ещё ничего не спрашивали");
    for (const what of ["q-view", "q-close", "q-helped", "q-not-helped", "q-more", "q-add"]) {
      await stranger.tapData(screen, `${what}:${number}`);
    }
    await network.sandbox.whenIdle();
    expect(JSON.stringify(stranger.messages())).not.toContain("Личное дело");
    const question = await network.database.prisma.question.findUniqueOrThrow({
      where: { number },
    });
    expect(question).toMatchObject({ state: "waiting", helped: null });
  });
});
