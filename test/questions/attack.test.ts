import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Person, SandboxMessage } from "../../src/sandbox/index.ts";
import { type Network, type Staffed, startNetwork } from "../support/network.ts";

let network: Network;
let shadrinsk: Staffed;
let almenevo: Staffed;

beforeAll(async () => {
  network = await startNetwork();
  shadrinsk = await network.staff("shadrinsk", "topics");
  almenevo = await network.staff("almenevo", "private chat");
});
afterAll(() => network[Symbol.asyncDispose]());

async function asked(words: string) {
  const { group: chat } = shadrinsk;
  if (!chat) throw new TypeError("this center has no group");
  const member = await network.member("Валентина", "Шадринск");
  const number = await network.ask(member, words);
  const card = await shadrinsk.coordinator.sees(`Вопрос № ${number} ·`, { chat });
  const { message_thread_id: thread } = card;
  if (thread === undefined) throw new TypeError("the card stands in no topic");
  return { member, number, chat, card, thread };
}

/** Waits until everything that is on its way has arrived. */
async function quiet(): Promise<void> {
  const { inboxUpdate, outboxMessage } = network.database.prisma;
  await network.sandbox.whenIdle();
  await expect
    .poll(() => inboxUpdate.count({ where: { state: "new" } }), { timeout: 9000 })
    .toBe(0);
  const pending = { state: { in: ["queued", "sending"] as ("queued" | "sending")[] } };
  await expect.poll(() => outboxMessage.count({ where: pending }), { timeout: 9000 }).toBe(0);
}

function dead(): Promise<number> {
  return network.database.prisma.inboxUpdate.count({ where: { state: "dead" } });
}

/** How many of a person's messages hold these words. */
function seen(person: Person, words: string, chat?: { id: number }): number {
  const messages = person.messages(chat ? { chat } : {});
  return messages.filter(({ text, caption }) => (text ?? caption ?? "").includes(words)).length;
}

/** The callback data of the button with this text. */
function dataOf({ reply_markup }: SandboxMessage, text: string): string {
  const button = reply_markup?.inline_keyboard.flat().find((one) => one.text === text);
  return button && "callback_data" in button ? button.callback_data : "";
}

describe("words without a right", () => {
  test("a coordinator who has left cannot change an old answer", async () => {
    const { chat, member, card } = await asked("Кто подпишет?");
    const former = await network.colleague("Бывший", "shadrinsk", "coordinator");
    chat.addMember(former);
    const answer = await former.write("Подпишет директор", { chat, replyTo: card });
    await member.sees("Подпишет директор");
    await network.database.prisma.assignment.updateMany({
      where: { person: { telegramId: former.id } },
      data: { until: new Date() },
    });
    await former.edit(answer, "Никто вам не поможет");
    await former.sees("Ответ не отправлен", { chat, after: answer });
    await quiet();
    expect(seen(member, "Никто вам не поможет")).toBe(0);
  });

  test("a remark of an hour later does not pass for the rest of a long answer, handled late", async () => {
    const { member, chat, card, thread } = await asked("Как вести протокол?");
    await quiet();
    network.sandbox.faults.next("getUpdates", { error_code: 500, description: "Internal" });
    await shadrinsk.head.write("Проверка связи", { chat, thread });
    await sleep(300);
    const long = "д".repeat(4096);
    await shadrinsk.coordinator.write(long, { chat, replyTo: card });
    await shadrinsk.coordinator.write("и вторая часть", { chat, thread });
    network.sandbox.clock.advance(60 * 60 * 1000);
    await shadrinsk.coordinator.write("Между нами: странный вопрос", { chat, thread });
    await member.sees("и вторая часть", { within: 9000 });
    await quiet();
    expect(seen(member, "странный вопрос")).toBe(0);
  });

  test("what was held goes out as it stands when it is allowed, and once", async () => {
    const { member, chat, card } = await asked("Нужна ли печать?");
    const stranger = network.sandbox.person({ first_name: "Сергей" });
    chat.addMember(stranger);
    const words = await stranger.write("Нужна, кажется", { chat, replyTo: card });
    const held = await shadrinsk.head.sees("Разрешает руководитель", { chat, after: card });
    await stranger.edit(words, "Печать не нужна");
    await quiet();
    await shadrinsk.head.start();
    const elsewhere = await shadrinsk.head.sees("Здравствуйте");
    const data = dataOf(held, "Разрешить и отправить");
    await Promise.all([
      shadrinsk.head.tapData(held, data),
      shadrinsk.head.tapData(elsewhere, data),
      shadrinsk.head.tapData(elsewhere, data),
    ]);
    await quiet();
    expect(seen(member, "Печать не нужна")).toBe(1);
    expect(seen(member, "Нужна, кажется")).toBe(0);
  });

  test("an author's buttons do nothing in a group, and hold nobody up", async () => {
    const { number, chat, card } = await asked("Где форма отчёта?");
    const stranger = network.sandbox.person({ first_name: "Чужая" });
    chat.addMember(stranger);
    const before = await dead();
    const acts = ["q-helped", "q-not-helped", "q-more", "q-close", "q-view", "q-add"];
    const plain = ["q-send:abc", "q-town", "q-call", "q-kind:unknown", "q-list", "q-discard:abc"];
    for (const data of [
      ...acts.map((act) => `${act}:${number}`),
      ...plain,
      "qd-claim:2147483648",
    ]) {
      const { answer } = await stranger.tapData(card, data, { within: 2000 });
      expect([data, answer?.text]).toEqual([data, expect.stringMatching(/./)]);
    }
    expect(await dead()).toBe(before);
    const question = await network.database.prisma.question.findUniqueOrThrow({
      where: { number },
    });
    expect(question).toMatchObject({ state: "waiting", claimedById: null });
  });
});

describe("colleagues who work in a private chat", () => {
  test("are told when a reply goes to nobody, and it becomes no question of theirs", async () => {
    const member = await network.member("Тамара", "Альменево");
    const number = await network.ask(member, "Когда приём?");
    const { coordinator, head } = almenevo;
    const card = await coordinator.sees(`Вопрос № ${number} ·`);
    const answer = await coordinator.write("По вторникам", { replyTo: card });
    const copy = await head.sees("По вторникам");
    const more = await coordinator.write("И по четвергам", { replyTo: answer });
    await coordinator.sees("Автору это не отправлено", { after: more });
    const remark = await head.write("Хорошо сказано", { replyTo: copy });
    await head.sees("Автору это не отправлено", { after: remark });
    const menu = await coordinator.start();
    const greeting = await coordinator.sees("Здравствуйте", { after: menu });
    const stray = await coordinator.write("Ответ не туда", { replyTo: greeting });
    await coordinator.sees("не относится ни к одному вопросу", { after: stray });
    await quiet();
    expect(seen(member, "четвергам") + seen(member, "не туда")).toBe(0);
    const kept = await network.database.prisma.draftMessage.count({
      where: { telegramId: coordinator.id },
    });
    expect(kept).toBe(0);
  });
});

describe("somebody who has left a center without a group", () => {
  test("reads nothing more of its questions, and without anybody else the region does", async () => {
    const { prisma } = network.database;
    const { coordinator } = await network.staff("surgut", "private chat");
    const member = await network.member("Галина", "Сургут");
    const number = await network.ask(member, "Кто теперь ведёт реестр?");
    const card = await coordinator.sees(`Вопрос № ${number} ·`);
    await coordinator.write("Мы ведём", { replyTo: card });
    const answer = await member.sees("Мы ведём");
    await quiet();

    const at = { center: { code: "surgut" } };
    const left = { until: new Date() };
    await prisma.assignment.updateMany({ where: { ...at, role: "coordinator" }, data: left });
    await member.write("Наш номер 12-34", { replyTo: answer });
    await quiet();
    expect(seen(coordinator, "12-34")).toBe(0);

    await prisma.assignment.updateMany({ where: at, data: left });
    await member.write("И адрес прежний", { replyTo: answer });
    await member.sees("принял Ресурсный центр НКО Югры");
    await quiet();
    expect(seen(coordinator, "адрес прежний")).toBe(0);
  });
});

describe("what a desk cannot show", () => {
  test("a deleted topic is replaced by another with all that was written", async () => {
    const { member, number, chat, card, thread } = await asked("Что с уставом?");
    await shadrinsk.coordinator.write("Пришлите его", { chat, replyTo: card });
    const answer = await member.sees("Пришлите его");
    await quiet();
    chat.deleteTopic(thread);
    await member.write("Вот устав", { replyTo: answer });
    await shadrinsk.coordinator.sees("Вот устав", { chat, after: card });
    await quiet();
    expect(chat.topics().some(({ id }) => id === thread)).toBe(false);
    const again = await shadrinsk.coordinator.sees(`Вопрос № ${number} ·`, { chat, after: card });
    const given = await shadrinsk.coordinator.sees("Пришлите его", { chat, after: card });
    expect(given.text).toContain("отвечает");
    expect(seen(shadrinsk.coordinator, "Вот устав", chat)).toBe(1);
    const second = await shadrinsk.coordinator.write("Устав хорош", { chat, replyTo: again });
    await member.sees("Устав хорош");
    expect(second.message_thread_id).not.toBe(thread);
  });

  test("a card that may not have arrived comes once more, and can be answered", async () => {
    const { group: chat } = shadrinsk;
    if (!chat) throw new TypeError("this center has no group");
    const member = await network.member("Валентина", "Шадринск");
    const trouble = { error_code: 502, description: "Bad Gateway" };
    const toGroup = (method: string, params: Record<string, unknown>) =>
      method === "sendMessage" && params["chat_id"] === chat.id;
    network.sandbox.faults.next(toGroup, trouble, 2);
    const number = await network.ask(member, "Дошло ли?");
    const card = await shadrinsk.coordinator.sees(`Вопрос № ${number} ·`, { chat, within: 9000 });
    await shadrinsk.coordinator.write("Дошло", { chat, replyTo: card });
    await member.sees("Дошло");
  });

  test("colleagues are told of words of which nobody knows whether they arrived", async () => {
    const { member, number, chat, card } = await asked("Что с уставом?");
    await shadrinsk.coordinator.write("Пришлите", { chat, replyTo: card });
    const answer = await member.sees("Пришлите");
    await quiet();
    const broken = (method: string, params: Record<string, unknown>) =>
      method === "sendMessage" && params["chat_id"] === chat.id;
    network.sandbox.faults.next(broken, "reset", 2);
    await member.write("Вот он", { replyTo: answer });
    const told = await shadrinsk.coordinator.sees("связь с Telegram прервалась", {
      chat,
      within: 9000,
    });
    expect(told.text).toContain(`№ ${number}`);
  });

  test("colleagues are told of words that Telegram refuses to show them", async () => {
    const { member, number, chat, card } = await asked("Посмотрите снимок");
    await shadrinsk.coordinator.write("Пришлите", { chat, replyTo: card });
    const answer = await member.sees("Пришлите");
    await quiet();
    const refusal = { error_code: 400, description: "Bad Request: wrong file identifier" };
    network.sandbox.faults.next("sendPhoto", refusal);
    await member.send({ kind: "photo" }, { replyTo: answer });
    await shadrinsk.coordinator.sees(`Автор вопроса № ${number} прислал ещё одно сообщение`, {
      chat,
      after: card,
    });
  });
});

describe("trouble on the way", () => {
  test("a tap that cannot be answered is not done, or told, twice", async () => {
    const member = await network.member("Валентина", "Шадринск");
    await member.write("Не потеряйте");
    await member.tap(await member.sees("О чём оно?"), "Не знаю");
    const trouble = { error_code: 500, description: "Internal Server Error" };
    network.sandbox.faults.next("answerCallbackQuery", trouble, 3);
    await member.tap(await member.sees("Всё верно?"), "Отправить", { within: 500 });
    await quiet();
    network.sandbox.faults.clear();
    expect(seen(member, "отправлен\n")).toBe(1);
    expect(seen(member, "сломалось")).toBe(0);
  });

  test("malformed updates hold nobody up", async () => {
    const from = { id: 77, is_bot: false, first_name: "\0" };
    const chat = { id: 77, type: "private", first_name: "\ud800" };
    const updates = [
      { message: null },
      { message: {} },
      { callback_query: { message: {} } },
      { callback_query: { id: "1", from, data: "q-send:abc" } },
      { message: { message_id: 1, date: 1, chat, from, text: "а\0б\ud800" } },
      { brand_new: { deep: [[[[{}]]]] } },
      { my_chat_member: { chat: { id: -5, type: "group" } } },
    ];
    for (const update of updates) network.sandbox.pushUpdate(update);
    const member = await network.member("Живая", "Шадринск");
    expect(await network.ask(member, "Работает?")).toBeGreaterThan(0);
    const kept = await network.database.prisma.draftMessage.findFirst({
      where: { telegramId: 77 },
    });
    expect(kept?.content).toMatchObject({ text: "аб\ufffd" });
  });

  test("an emoji at the place of a cut does not make a question unreadable", async () => {
    const words = `${"а".repeat(998)}😀${"б".repeat(50)}`;
    const { member, number } = await asked(words);
    await member.press("Мои вопросы");
    const list = await member.sees("Мои вопросы");
    const button = list.buttons.flat().find((text) => text.startsWith(`№ ${number}`)) ?? "";
    await member.tap(list, button);
    const view = await member.sees("Ждёт ответа", { after: { message_id: list.message_id - 1 } });
    expect(view.text?.isWellFormed()).toBe(true);
  });
});
