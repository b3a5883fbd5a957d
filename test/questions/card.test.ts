import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Person, SandboxMessage } from "../../src/sandbox/index.ts";
import { type Network, type Staffed, startNetwork } from "../support/network.ts";

let network: Network;
let shadrinsk: Staffed;

beforeAll(async () => {
  network = await startNetwork();
  shadrinsk = await network.staff("shadrinsk", "plain group");
});
afterAll(() => network[Symbol.asyncDispose]());

/** A member whose draft is shown. */
async function withCard(words: string): Promise<{ author: Person; card: SandboxMessage }> {
  const author = await network.member("Валентина", "Шадринск");
  await author.write(words);
  await author.tap(await author.sees("О чём оно?"), "Информация");
  return { author, card: await author.sees("Всё верно?") };
}

async function choosingTown(words: string): Promise<{ author: Person; asked: SandboxMessage }> {
  const { author, card } = await withCard(words);
  await author.tap(card, "Не мой город");
  return { author, asked: await author.sees("Где нужна помощь?", { after: card }) };
}

const drafted = (author: Person) =>
  network.database.prisma.draftMessage.count({ where: { telegramId: author.id } });

describe("in the middle of «Не мой город»", () => {
  test("a voice message belongs to the question", async () => {
    const { author, asked } = await choosingTown("Здание аварийное");
    await author.send({ kind: "voice" });
    await author.sees("В вопросе 2 сообщения", { after: asked });
    expect(await drafted(author)).toBe(2);
  });

  test("a photo with words belongs to the question", async () => {
    const { author, asked } = await choosingTown("Крыша течёт");
    await author.send({ kind: "photo", caption: "Вот она" });
    await author.sees("В вопросе 2 сообщения", { after: asked });
  });

  test("a whole sentence belongs to the question, and is no town", async () => {
    const { author, asked } = await choosingTown("Как быть с клубом");
    await author.write("И ещё забыла сказать: можно ли получить субсидию?");
    const card = await author.sees("В вопросе 2 сообщения", { after: asked });
    expect(card.text).toContain("Откуда вопрос: Шадринск");
    const next = await author.write("Это всё");
    await author.sees("В вопросе 3 сообщения", { after: next });
  });

  test("nobody is left without an answer, however often no place was understood", async () => {
    const { author } = await choosingTown("Вопрос не отсюда");
    for (let tries = 0; tries < 8; tries += 1) {
      const written = await author.write(`Кукуево${tries}`);
      await author.sees(/Такого места мы не нашли|Всё верно\?/, { after: written });
    }
    expect(author.screen()?.text).toContain("Всё верно?");
  });

  test("«Назад», typed, goes back", async () => {
    const { author, asked } = await choosingTown("Передумала искать");
    await author.write("назад");
    await author.sees("Всё верно?", { after: asked });
  });
});

describe("the card", () => {
  test("comes back from «Другая помощь» with «Назад», as it was", async () => {
    const { author, card } = await withCard("Нужна справка");
    await author.tap(card, "Другая помощь");
    const kinds = await author.sees("Ваше сообщение сохранили. О чём оно?");
    await author.tap(kinds, "Назад");
    const again = await author.sees("Всё верно?");
    expect(again.message_id).toBe(card.message_id);
    expect(again.text).toContain("О чём: Информация");
  });

  test("takes «Позвоните мне» back", async () => {
    const { author, card } = await withCard("Лучше напишите мне");
    await author.tap(card, "Позвоните мне");
    const phone = await author.sees("По какому номеру");
    await author.press("Меню");
    await author.sees("Выберите, что вам нужно", { after: phone });
    await author.press("Задать вопрос");
    const asked = await author.sees("Напишите ещё номер телефона", { after: phone });
    await author.tap(asked, "Не звоните, напишите");
    await author.sees("ответят письменно", { after: asked });
    const written = await author.sees("Всё верно?", { after: asked });
    expect(written.text).not.toContain("Вам позвонят");
    expect(written.buttons.flat()).toContain("Позвоните мне");
    expect(author.keyboard().flat()).toContain("Задать вопрос");
  });

  test("of a colleague says that the number for a call is missing", async () => {
    const { author, card } = await withCard("Позвоните, а номер потом");
    await author.tap(card, "Позвоните мне");
    const phone = await author.sees("По какому номеру");
    await author.press("Меню");
    await author.sees("Выберите, что вам нужно", { after: phone });
    await author.press("Задать вопрос");
    await author.tap(await author.sees("Всё верно?", { after: phone }), "Отправить");
    const { coordinator, group } = shadrinsk;
    await coordinator.sees("номера не оставил(а)", group ? { chat: group } : {});
  });
});

describe("a colleague of a center that works in private chats", () => {
  test("who forgets to reply can still send the words to the author", async () => {
    const { coordinator } = await network.staff("almenevo", "private chat");
    await network.database.prisma.person.update({
      where: { telegramId: coordinator.id },
      data: {
        signedUpAt: network.sandbox.clock.now(),
        territoryCode: "kurgan.almenevsky",
        consents: { create: { purpose: "personal_data", version: "1", button: "short" } },
      },
    });
    const author = await network.member("Раиса", "Альменево");
    const number = await network.ask(author, "Когда приходить?");
    await coordinator.sees(`Вопрос № ${number} ·`);
    const written = await coordinator.write("Приходите во вторник");
    const offer = await coordinator.sees("никуда не отправлено", { after: written });
    expect(offer.text).toContain("«Когда приходить?»");
    expect(offer.buttons.flat()).toContain("Это мой вопрос");
    await coordinator.tap(offer, `Ответить на вопрос № ${number}`);
    const answer = await author.sees("Приходите во вторник");
    expect(answer.text).toContain(`Ответ на вопрос № ${number}`);
    await coordinator.sees("отправлен автору", { after: offer });
    expect(await drafted(coordinator)).toBe(0);
  });

  test("finds in /help how to answer", async () => {
    const coordinator = await network.colleague("Нина", "almenevo", "coordinator");
    await coordinator.start();
    const help = await coordinator.write("/help");
    const text = await coordinator.sees("Как отвечать на вопросы", { after: help });
    expect(text.text).toContain("Ответьте на карточку");
  });
});
