import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Group, Person, SandboxMessage } from "../../src/sandbox/index.ts";
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

/** A member with a draft on the screen. */
async function drafting(
  firstName: string,
  words: string,
): Promise<{ person: Person; written: SandboxMessage; card: SandboxMessage }> {
  const person = await network.member(firstName, "Шадринск");
  await person.press("Задать вопрос");
  await person.tap(await person.sees("О чём ваш вопрос?"), "Не знаю");
  await person.sees("Теперь напишите вопрос");
  const written = await person.write(words);
  return { person, written, card: await person.sees("Всё верно?", { after: written }) };
}

/** All that has been written by now is gone. */
async function loseRedis(): Promise<void> {
  const { prisma } = network.database;
  await expect.poll(() => prisma.inboxUpdate.count({ where: { state: "new" } })).toBe(0);
  await network.redis.redis.flushdb();
}

describe("a Redis that lost everything", () => {
  test("between the words and «Отправить» costs no word", async () => {
    const { person, card } = await drafting("Валентина", "Слова, которые не пропадут");
    await loseRedis();
    await person.tap(card, "Отправить");
    await person.sees(/Вопрос № \d+ отправлен/, { after: card });
    await center.coordinator.sees("Слова, которые не пропадут", { chat: center.group });
  });

  test("in the middle of a dialog leaves the person with a next step, and the draft in place", async () => {
    const { person, written, card } = await drafting("Сергей", "Вопрос из другого города");
    await person.tap(card, "Не мой город");
    const asked = await person.sees("Где нужна помощь?", { after: written });
    await loseRedis();
    const { answer } = await person.tap(asked, "Назад");
    expect(answer?.text).toContain("Эта кнопка уже не действует");
    const menu = await person.write("Меню");
    await person.press("Задать вопрос");
    await person.tap(await person.sees("Всё верно?", { after: menu }), "Отправить");
    await center.coordinator.sees("Вопрос из другого города", { chat: center.group });
  });

  test("in the middle of the sign-up does not stop it", async () => {
    const person = await network.member("Ольга");
    await person.start();
    await person.tap(await person.sees("Вы согласны?"), "Согласен");
    await person.sees("В каком городе");
    await loseRedis();
    const written = await person.write("Шадринск");
    const next = await person.sees(/Из какой вы организации|В каком городе/, { after: written });
    expect(next.buttons.length).toBeGreaterThan(0);
  });
});

describe("a restart", () => {
  test("in the middle of the sign-up goes on where the person was", async () => {
    const person = await network.member("Анна");
    await person.start();
    await person.tap(await person.sees("Вы согласны?"), "Согласен");
    await person.sees("В каком городе");
    await network.restart();
    const written = await person.write("Шадринск");
    await person.tap(
      await person.sees("Из какой вы организации", { after: written }),
      "Пока без организации",
    );
    await person.sees("всё готово", { after: written });
  });

  test("in the middle of a dialog goes on where the person was", async () => {
    const { person, written, card } = await drafting("Юрий", "Вопрос для Тобольска");
    await person.tap(card, "Не мой город");
    await person.sees("Где нужна помощь?", { after: written });
    await network.restart();
    const town = await person.write("Тобольск");
    await person.sees("Откуда вопрос: Тобольск", { after: town });
  });

  test("between the words and «Отправить» costs nothing", async () => {
    const { person, card } = await drafting("Егор", "Вопрос через перезапуск");
    await network.restart();
    await person.tap(card, "Отправить");
    await person.sees(/Вопрос № \d+ отправлен/, { after: card });
    await center.coordinator.sees("Вопрос через перезапуск", { chat: center.group });
  });

  test("answers what was written while nobody was there", async () => {
    const { person, card } = await drafting("Клара", "Вопрос перед ночью");
    await person.tap(card, "Отправить");
    const question = await center.coordinator.sees("Вопрос перед ночью", { chat: center.group });
    const stopped = network.restart();
    await center.coordinator.write("Ответ во время перезапуска", {
      chat: center.group,
      replyTo: question,
    });
    await stopped;
    await person.sees("Ответ во время перезапуска");
    await network.sandbox.whenIdle();
    const answers = person.messages().filter(({ text }) => text?.includes("Ответ во время"));
    expect(answers).toHaveLength(1);
  });
});
