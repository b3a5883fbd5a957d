import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Group, Person, SandboxMessage } from "../../src/sandbox/index.ts";
import { type Network, startNetwork } from "../support/network.ts";

let network: Network;
let coordinator: Person;
let chat: Group;

beforeAll(async () => {
  network = await startNetwork();
  const staffed = await network.staff("shadrinsk", "plain group");
  if (!staffed.group) throw new Error("the center works in a group");
  coordinator = staffed.coordinator;
  chat = staffed.group;
});
afterAll(() => network[Symbol.asyncDispose]());

const member = () => network.member("Валентина", "Шадринск");

async function answered(author: Person, words: string, answer: string) {
  const number = await network.ask(author, words);
  const card = await coordinator.sees(`Вопрос № ${number} · новый`, { chat });
  await coordinator.write(answer, { chat, replyTo: card });
  return { number, card, answer: await author.sees(answer) };
}

async function closedByCenter(author: Person, words: string) {
  const asked = await answered(author, words, "Да, конечно.");
  const find = () => coordinator.sees(`Вопрос № ${asked.number} ·`, { chat });
  await coordinator.tap(await find(), "Ещё…");
  await coordinator.tap(await find(), "Закрыть вопрос");
  await author.sees(`Центр закрыл вопрос № ${asked.number}`);
  return asked;
}

const questionOf = (number: number) =>
  network.database.prisma.question.findUniqueOrThrow({ where: { number } });

const draftWords = async (author: Person) => {
  const kept = await network.database.prisma.draftMessage.findMany({
    where: { telegramId: author.id },
  });
  return kept.map(({ content }) => (content as { text?: string; kind: string }).text ?? "");
};

function count(author: Person, pattern: RegExp, after: SandboxMessage): number {
  return author
    .messages()
    .filter(({ message_id, text }) => message_id > after.message_id && pattern.test(text ?? ""))
    .length;
}

describe("politeness around a question", () => {
  test.each([
    "Помогите составить устав, спасибо",
    "Прошу выслать образец договора. Спасибо",
    "Спасибо, не работает",
    "Спасибо вам большое за помощь, до свидания",
  ])("«%s» is kept where nothing is open", async (words) => {
    const author = await member();
    const written = await author.write(words);
    await author.sees("О чём оно?", { after: written });
    expect(await draftWords(author)).toEqual([words]);
  });

  test("does not send a new question as thanks for an earlier answer", async () => {
    const author = await member();
    const { number } = await answered(author, "Когда приём?", "По средам.");
    const written = await author.write("Хочу получить грант. Спасибо!");
    const offer = await author.sees("Ваше сообщение – к нему?", { after: written });
    expect(offer.buttons.flat()).toContain(`Добавить к вопросу № ${number}`);
    expect(await draftWords(author)).toEqual(["Хочу получить грант. Спасибо!"]);
  });
});

describe("a word that is also a button's", () => {
  test.each(["Да", "Нет", "Хорошо", "Консультация", "Позвоните мне"])(
    "«%s» without a reply may answer the center, and is offered to the question",
    async (word) => {
      const author = await member();
      const { number } = await answered(author, "Как подать заявку?", "Вы зарегистрированы?");
      const written = await author.write(word);
      const offer = await author.sees("Ваше сообщение – к нему?", { after: written });
      await author.tap(offer, `Добавить к вопросу № ${number}`);
      await author.sees(`Добавили к вопросу № ${number}`, { after: offer });
      await coordinator.sees(`Вопрос № ${number} · Валентина\n\n${word}`, { chat });
    },
  );

  test("names the kind where the four kinds have just been shown, until the center writes", async () => {
    const author = await member();
    const { card } = await answered(author, "Как открыть счёт?", "В любом банке.");
    const pressed = await author.press("Задать вопрос");
    await author.sees("О чём ваш вопрос?", { after: pressed });
    const kind = await author.write("консультация");
    await author.sees("Теперь напишите вопрос", { after: kind });
    await coordinator.write("Вам нужна консультация?", { chat, replyTo: card });
    await author.sees("Вам нужна консультация?");
    const written = await author.write("консультация");
    await author.sees("Всё верно?", { after: written });
    expect(await draftWords(author)).toEqual(["консультация"]);
  });
});

test("«да» that has sent a draft is no message of its own when it is handled again after a kill", async () => {
  const author = await member();
  await author.write("Как снять ролик?");
  await author.tap(await author.sees("О чём оно?"), "Информация");
  await author.sees("Всё верно?");
  const yes = await author.write("Да");
  const sent = await author.sees(/Вопрос № \d+ отправлен/, { after: yes });
  const { inboxUpdate } = network.database.prisma;
  await expect.poll(() => inboxUpdate.count({ where: { state: "new" } })).toBe(0);
  const { updateId } = await inboxUpdate.findFirstOrThrow({ orderBy: { updateId: "desc" } });
  await inboxUpdate.update({ where: { updateId }, data: { state: "new" } });
  await network.restart();
  await author.sees(/Вопрос № \d+ отправлен/, { after: sent });
  expect(await draftWords(author)).toEqual([]);
});

describe("a button of an earlier draft", () => {
  async function twoDrafts() {
    const author = await member();
    await author.write("Первый вопрос");
    const earlier = await author.sees("О чём оно?");
    await author.tap(earlier, "Информация");
    const card = await author.sees("Всё верно?");
    const data = (text: string) => {
      const button = card.reply_markup?.inline_keyboard.flat().find((one) => one.text === text);
      return button && "callback_data" in button ? button.callback_data : "";
    };
    const discard = data("Не отправлять");
    const send = data("Отправить");
    await author.tap(card, "Отправить");
    const sent = await author.sees(/Вопрос № \d+ отправлен/);
    const written = await author.write("Второй вопрос, совсем другой");
    await author.sees("Ваше сообщение – к нему?", { after: written });
    return { author, sent, written, discard, send };
  }

  test("forgets and sends nothing, says so, and shows the present one", async () => {
    const { author, sent, written, discard, send } = await twoDrafts();
    for (const data of [discard, send]) {
      const { answer } = await author.tapData(sent, data);
      expect(answer?.text).toContain("кнопка прежнего вопроса");
    }
    await author.sees("Ваше сообщение – к нему?", { after: written });
    expect(await draftWords(author)).toEqual(["Второй вопрос, совсем другой"]);
    const where = { author: { telegramId: author.id } };
    expect(await network.database.prisma.question.count({ where })).toBe(1);
  });

  test("«Отправить» sends no draft whose kind was not asked yet", async () => {
    const { author, sent } = await twoDrafts();
    const draft = await network.database.prisma.draft.findUniqueOrThrow({
      where: { telegramId: author.id },
    });
    const id = draft.createdAt.getTime().toString(36);
    const { answer } = await author.tapData(sent, `q-send:${id}`);
    expect(answer?.text).toContain("выберите, о чём вопрос");
    expect(await draftWords(author)).toHaveLength(1);
  });
});

describe("closing", () => {
  test("by the center leaves the author the word on whether it helped", async () => {
    const author = await member();
    const { number, answer } = await closedByCenter(author, "Нужна ли печать?");
    await author.tap(answer, "Спасибо, помогло");
    await author.sees("Рады, что помогло", { after: answer });
    expect(await questionOf(number)).toMatchObject({ state: "closed", helped: true });
  });

  test("by the center ends «Спросить ещё»", async () => {
    const author = await member();
    const { number, answer, card } = await answered(author, "Где архив?", "На Свердлова.");
    await author.tap(answer, "Спросить ещё");
    await author.sees("Добавим к вопросу", { after: answer });
    await coordinator.tap(card, "Ещё…");
    await coordinator.tap(await coordinator.sees(`№ ${number} ·`, { chat }), "Закрыть вопрос");
    const closed = await author.sees(`Центр закрыл вопрос № ${number}`);
    const next = await author.write("Как провести ярмарку?");
    await author.sees("О чём оно?", { after: next });
    expect(closed.buttons.flat()).toEqual(["Спросить ещё"]);
    expect(await questionOf(number)).toMatchObject({ state: "closed" });
  });

  test("of a closed question says how to go on with it", async () => {
    const author = await member();
    const { number } = await closedByCenter(author, "Нужен ли счёт?");
    await author.press("Мои вопросы");
    const list = await author.sees("«Нужен ли счёт?»");
    await author.tapData(list, `q-close:${number}`);
    await expect
      .poll(() => author.messages().find(({ message_id }) => message_id === list.message_id)?.text)
      .toContain("нажмите «Дополнить»");
  });
});

test("the oldest of four open questions can be chosen too", async () => {
  const author = await member();
  const first = await network.ask(author, "Вопрос первый");
  for (const words of ["Вопрос второй", "Вопрос третий", "Вопрос четвёртый"])
    await network.ask(author, words);
  const written = await author.write("Ещё кое-что");
  const offer = await author.sees("К какому из них", { after: written });
  expect(offer.buttons.flat()).toContain(`Добавить к вопросу № ${first}`);
});

describe("«Добавили…» is said once", () => {
  test("for an album", async () => {
    const author = await member();
    const { answer } = await answered(author, "Как оформить?", "Пришлите фото.");
    await author.tap(answer, "Спросить ещё");
    await author.sees("Добавим к вопросу", { after: answer });
    await author.sendAlbum([{ kind: "photo" }, { kind: "photo" }, { kind: "photo" }]);
    await author.sees("Добавили к вопросу", { after: answer });
    await network.sandbox.whenIdle();
    expect(count(author, /Добавили/, answer)).toBe(1);
  });

  test("for several messages, also when a tap follows them at once; and again for later ones", async () => {
    const author = await member();
    const { answer } = await answered(author, "Какие бумаги?", "Паспорт.");
    await author.tap(answer, "Спросить ещё");
    await author.sees("Добавим к вопросу", { after: answer });
    await Promise.all([
      author.write("Первое", { replyTo: answer }),
      author.write("Второе", { replyTo: answer }),
      author.write("Третье", { replyTo: answer }),
      author.press("Мои вопросы"),
    ]);
    await author.sees("«Какие бумаги?»", { after: answer });
    await author.sees("Добавили к вопросу", { after: answer });
    await network.sandbox.whenIdle();
    expect(count(author, /Добавили/, answer)).toBe(1);
    const later = await author.write("Четвёртое", { replyTo: answer });
    await author.sees("Добавили к вопросу", { after: later });
  });
});
