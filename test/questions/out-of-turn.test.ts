import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Group, Person } from "../../src/sandbox/index.ts";
import { type Network, type Staffed, startNetwork } from "../support/network.ts";

let network: Network;
let center: Staffed & { group: Group };

beforeAll(async () => {
  network = await startNetwork();
  const { group, ...people } = await network.staff("shadrinsk", "plain group");
  if (!group) throw new Error("the center works in a group");
  center = { ...people, group };
});

afterAll(() => network[Symbol.asyncDispose]());

/** Someone who has agreed, and is asked for their town. */
async function askedForTown(firstName: string): Promise<Person> {
  const person = await network.member(firstName);
  await person.start();
  await person.tap(await person.sees("Вы согласны?"), "Согласен");
  await person.sees("В каком городе");
  return person;
}

async function finishSignUp(person: Person): Promise<void> {
  const written = await person.write("Шадринск");
  await person.tap(
    await person.sees("Из какой вы организации", { after: written }),
    "Пока без организации",
  );
}

/** A member whose draft is shown, and who wants to name another town for it. */
async function choosingTown(firstName: string, words: string): Promise<Person> {
  const person = await network.member(firstName, "Шадринск");
  await person.press("Задать вопрос");
  await person.tap(await person.sees("О чём ваш вопрос?"), "Не знаю");
  await person.sees("Теперь напишите вопрос");
  const written = await person.write(words);
  await person.tap(await person.sees("Всё верно?", { after: written }), "Не мой город");
  await person.sees("Где нужна помощь?", { after: written });
  return person;
}

function isSeenAtCenter(words: string): boolean {
  return center.coordinator
    .messages({ chat: center.group })
    .some(({ text, caption }) => (text ?? caption ?? "").includes(words));
}

describe("something else than was asked for", () => {
  test("a voice message where a town was asked becomes the question's draft", async () => {
    const person = await askedForTown("Валентина");
    const voice = await person.send({ kind: "voice" });
    await person.sees("сохранили для вашего вопроса", { after: voice });
    await finishSignUp(person);
    await person.tap(await person.sees("О чём оно?", { after: voice }), "Не знаю");
    await person.tap(await person.sees("Всё верно?", { after: voice }), "Отправить");
    await person.sees(/Вопрос № \d+ отправлен/);
    await expect
      .poll(() => center.coordinator.messages({ chat: center.group }).at(-1))
      .toHaveProperty("voice");
  });

  test("a whole question where a town was asked is kept word for word", async () => {
    const person = await askedForTown("Николай");
    const words = "Подскажите пожалуйста как нашему клубу получить субсидию на ремонт";
    const written = await person.write(words);
    await person.sees("сохранили для вашего вопроса", { after: written });
    await finishSignUp(person);
    await person.tap(await person.sees("О чём оно?", { after: written }), "Деньги и гранты");
    await person.tap(await person.sees("Всё верно?", { after: written }), "Отправить");
    await center.coordinator.sees(words, { chat: center.group });
  });

  test.each([
    ["/start", /Здравствуйте|В каком городе/],
    ["/help", "Как это работает"],
    ["/cancel", "В каком городе"],
    ["Меню", "В каком городе"],
  ])("%s works while a town is asked for, and the sign-up goes on", async (command, answer) => {
    const person = await askedForTown("Раиса");
    const written = await person.write(command);
    await person.sees(answer, { after: written });
    await person.sees("В каком городе", { after: written });
    await finishSignUp(person);
    await person.sees("всё готово", { after: written });
  });

  test.each([
    ["/cancel", "остановились"],
    ["/menu", "Выберите, что вам нужно"],
    ["Меню", "Выберите, что вам нужно"],
    ["Мои вопросы", "Мои вопросы"],
    ["Мой центр", "Шадринск"],
  ])("%s leaves the choice of another town, and the draft stays", async (words, answer) => {
    const person = await choosingTown("Степан", `Черновик до «${words}»`);
    const written = await person.write(words);
    await person.sees(answer, { after: written });
    await person.press("Задать вопрос");
    const card = await person.sees("Всё верно?", { after: written });
    await person.tap(card, "Отправить");
    await center.coordinator.sees(`Черновик до «${words}»`, { chat: center.group });
  });

  test("a sticker while another town is asked for is answered with the same question", async () => {
    const person = await choosingTown("Фёдор", "Вопрос с наклейкой");
    const sticker = await person.send({ kind: "sticker" });
    await person.sees("Такого места мы не нашли", { after: sticker });
    const written = await person.write("Ишим");
    const choice = await person.sees(/Всё верно\?|Какое из них/, { after: written });
    const town = choice.buttons.flat().find((text) => text === "Ишим");
    if (town) await person.tap(choice, town);
    await person.sees("Откуда вопрос: Ишим", { after: written });
  });
});

describe("people whom nobody expected", () => {
  test("someone from another region is asked nothing more, and the interregional center gets it", async () => {
    const person = await network.member("Гость");
    await person.start();
    await person.tap(await person.sees("Вы согласны?"), "Согласен");
    const written = await person.write("Новосибирск");
    await person.sees("Такого места мы не нашли", { after: written });
    await person.tap(
      await person.sees(/Выбрать из списка|не нашли/, { after: written }),
      "Я из другого региона",
    );
    await person.tap(
      await person.sees("Из какой вы организации", { after: written }),
      "Пока без организации",
    );
    await person.sees("всё готово");
    const number = await network.ask(person, "А нам из Новосибирска помогут?");
    const sent = await person.sees(`Вопрос № ${number} отправлен`);
    expect(sent.text).toContain("Уральский межрегиональный ресурсный центр");
  });

  test("someone who blocked the bot is answered without harm, and the center is told", async () => {
    const person = await network.member("Галина", "Шадринск");
    const number = await network.ask(person, "Вопрос перед блокировкой");
    const chat = center.group;
    const card = await center.coordinator.sees("Вопрос перед блокировкой", { chat });
    await person.block();
    await network.sandbox.whenIdle();
    await center.coordinator.write("Ответ в пустоту", { chat, replyTo: card });
    await center.coordinator.sees("Автор не получил ответ", { chat });

    await person.unblock();
    await person.start();
    await network.sandbox.whenIdle();
    await center.coordinator.write("Ответ вернувшейся", { chat, replyTo: card });
    const answer = await person.sees("Ответ вернувшейся");
    expect(answer.text).toContain(`Ответ на вопрос № ${number}`);
  });

  test("a coordinator who writes from a group that is not connected is told so in one line", async () => {
    const group = network.sandbox.group({
      title: "Чужой чат",
      owner: center.head,
      members: [center.coordinator],
      botIsMember: true,
      botIsAdmin: true,
    });
    const help = await center.coordinator.write("/help", { chat: group });
    const line = await center.coordinator.sees("пока не подключена к центру", {
      chat: group,
      after: help,
    });
    const reply = await center.coordinator.write("Тайный ответ автору", {
      chat: group,
      replyTo: line,
    });
    await center.coordinator.sees("пока не подключена к центру", { chat: group, after: reply });
    await network.sandbox.whenIdle();
    expect(isSeenAtCenter("Тайный ответ автору")).toBe(false);
    const copies = network.sandbox.ledger.calls("copyMessage");
    expect(copies.filter(({ params }) => params["from_chat_id"] === group.id)).toEqual([]);
  });

  test("someone who presses an old button before signing up is led to the next step", async () => {
    const person = await network.member("Новенький");
    await person.start();
    const consent = await person.sees("Вы согласны?");
    await person.tapData(consent, "q-send:abc123");
    await person.sees("Вы согласны?", { after: consent });
  });
});
