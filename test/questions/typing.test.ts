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

const member = () => network.member("Валентина", "Шадринск");

async function answered(author: Person, words: string): Promise<SandboxMessage> {
  const { coordinator, group } = shadrinsk;
  if (!group) throw new Error("no group");
  const number = await network.ask(author, words);
  const card = await coordinator.sees(`Вопрос № ${number} · новый`, { chat: group });
  await coordinator.write("Конкурс идёт до 1 декабря.", { chat: group, replyTo: card });
  return author.sees("Конкурс идёт до 1 декабря.");
}

async function stateOf(author: Person): Promise<string[]> {
  const questions = await network.database.prisma.question.findMany({
    where: { author: { telegramId: author.id } },
  });
  return questions.map(({ state }) => state);
}

describe("whoever types instead of tapping", () => {
  test("sends a question with the words of the buttons, none of which becomes a part of it", async () => {
    const author = await member();
    await author.write("Где взять деньги на скамейки?");
    await author.sees("О чём оно?");
    const kind = await author.write("деньги");
    const card = await author.sees("Ваш вопрос получит", { after: kind });
    expect(card.text).toContain("О чём: Деньги и гранты");
    expect(card.text).toContain("Ваш вопрос: «Где взять деньги на скамейки?»");
    expect(card.text).not.toContain("В вопросе");
    const sent = await author.write("Отправить!");
    await author.sees(/Вопрос № \d+ отправлен/, { after: sent });
  });

  test("may say «да» to the card, and «не отправлять»", async () => {
    const author = await member();
    await author.write("Нужен совет по отчёту");
    await author.sees("О чём оно?");
    const kind = await author.write("не знаю");
    await author.sees("О чём: центр разберётся сам", { after: kind });
    const discarded = await author.write("Не отправлять");
    await author.sees("не отправляем", { after: discarded });
    const again = await author.write("Всё-таки нужен совет по отчёту");
    await author.sees("О чём оно?", { after: again });
    const second = await author.write("Консультация");
    await author.sees("Всё верно?", { after: second });
    const yes = await author.write("Да");
    await author.sees(/Вопрос № \d+ отправлен/, { after: yes });
    expect(await stateOf(author)).toEqual(["waiting"]);
  });

  test("gets the menu for a «да» that answers nothing, and a greeting for a greeting", async () => {
    const author = await member();
    const yes = await author.write("да");
    await author.sees("Выберите, что вам нужно", { after: yes });
    const greeting = await author.write("Добрый день!");
    await author.sees("Здравствуйте, Валентина!", { after: greeting });
    await author.press("Мои вопросы");
    await author.sees("Вы ещё ничего не спрашивали");
  });
});

describe("thanks", () => {
  test("after an answer reach the center, ask nothing but whether it helped, and reopen nothing", async () => {
    const author = await member();
    await answered(author, "Когда конкурс для клуба?");
    const thanks = await author.write("Спасибо большое! 🙏");
    const reply = await author.sees("Пожалуйста!", { after: thanks });
    expect(reply.text).toContain("Помог ли вам ответ");
    const { coordinator, group } = shadrinsk;
    if (!group) throw new Error("no group");
    await coordinator.sees("Спасибо большое!", { chat: group });
    expect(await stateOf(author)).toEqual(["answered"]);
    await author.tap(reply, "Спасибо, помогло");
    await author.sees("Рады, что помогло", { after: reply });
  });

  test("that are a reply to the answer reopen nothing either; a question after them does", async () => {
    const author = await member();
    const answer = await answered(author, "Когда конкурс для хора?");
    const thanks = await author.write("Благодарю вас", { replyTo: answer });
    await author.sees("Пожалуйста!", { after: thanks });
    expect(await stateOf(author)).toEqual(["answered"]);
    const more = await author.write("Спасибо, а куда нести документы?", { replyTo: answer });
    await author.sees("Добавили к вопросу", { after: more });
    expect(await stateOf(author)).not.toEqual(["answered"]);
  });

  test("without any question get a kind word", async () => {
    const author = await member();
    const thanks = await author.write("спасибо");
    await author.sees("Пожалуйста! Если появится вопрос", { after: thanks });
  });
});

test("«Спросить ещё» holds its promise also with an unsent draft beside it", async () => {
  const author = await member();
  const answer = await answered(author, "Где обучение для бухгалтера?");
  const draft = await author.write("Мне бы ещё узнать про помещение");
  const where = await author.sees("Ваше сообщение – к нему?", { after: draft });
  expect(where.text).toContain("«Где обучение для бухгалтера?»");
  await author.tap(answer, "Спросить ещё");
  await author.sees("Добавим к вопросу", { after: where });
  const more = await author.write("Сколько стоит обучение?");
  await author.sees("Добавили к вопросу", { after: more });
});

test("«Мои вопросы» says what each question was about", async () => {
  const author = await member();
  await network.ask(author, "Как <стать> самозанятым?");
  await author.press("Мои вопросы");
  const list = await author.sees("«Как <стать> самозанятым?»");
  expect(list.text).toContain("Ждёт ответа. Срок:");
});

test("a number that was typed for a call brings the menu back, and the card asks for a missing one", async () => {
  const author = await member();
  await author.write("Мне трудно писать");
  await author.tap(await author.sees("О чём оно?"), "Не знаю");
  await author.tap(await author.sees("Ваш вопрос получит"), "Позвоните мне");
  await author.sees("По какому номеру");
  const menu = await author.press("Меню");
  await author.sees("Выберите, что вам нужно", { after: menu });
  const again = await author.press("Задать вопрос");
  await author.sees("Напишите ещё номер телефона", { after: again });
  await author.write("8 (35253) 1-22-33");
  await author.sees("Номер записали", { after: again });
  await author.sees("Вам позвонят: вы об этом попросили", { after: again });
  expect(author.keyboard().flat()).toContain("Мои вопросы");
});

test("a question that its author has closed is not opened again by what they write next", async () => {
  const author = await member();
  const answer = await answered(author, "Нужен ли клубу устав?");
  await author.tap(answer, "Спросить ещё");
  await author.sees("Добавим к вопросу", { after: answer });
  await author.press("Мои вопросы");
  const list = await author.sees("«Нужен ли клубу устав?»", { after: answer });
  await author.tap(list, list.buttons[0]?.[0] ?? "");
  await author.tap(await author.sees("Ответ у вас есть", { after: answer }), "Закрыть вопрос");
  await author.sees("Захотите продолжить", { after: answer });
  const next = await author.write("Теперь про другое: как провести ярмарку?");
  await author.sees("О чём оно?", { after: next });
  expect(await stateOf(author)).toEqual(["closed"]);
});

test("the menu comes for «МЕНЮ!» too", async () => {
  const author = await member();
  const written = await author.write("МЕНЮ!");
  await author.sees("Выберите, что вам нужно", { after: written });
});

test("a colleague who writes in the private chat without a reply is told how to answer", async () => {
  const { coordinator } = shadrinsk;
  await coordinator.start();
  const written = await coordinator.write("Приходите к нам во вторник");
  await coordinator.sees("ответьте на карточку вопроса", { after: written });
  expect(coordinator.messages().some(({ text }) => text?.includes("Вы согласны?"))).toBe(false);
});
