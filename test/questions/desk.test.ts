import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Network, type Staffed, startNetwork } from "../support/network.ts";

let network: Network;
let shadrinsk: Staffed;

beforeAll(async () => {
  network = await startNetwork();
  shadrinsk = await network.staff("shadrinsk", "topics");
});
afterAll(() => network[Symbol.asyncDispose]());

/** The group of a center that has one. */
function groupOf({ group }: Staffed) {
  if (!group) throw new TypeError("this center has no group");
  return group;
}

/** A question of a new member, and its card as the coordinator sees it. */
async function asked(words: string) {
  const member = await network.member("Валентина", "Шадринск");
  const number = await network.ask(member, words);
  const chat = groupOf(shadrinsk);
  const card = await shadrinsk.coordinator.sees(`Вопрос № ${number} ·`, { chat });
  const thread = card.message_thread_id;
  if (thread === undefined) throw new Error("the card stands in no topic");
  return { member, number, chat, card, thread };
}

/** Waits until everything that is on its way has arrived. */
async function quiet(): Promise<void> {
  await network.sandbox.whenIdle();
  await expect
    .poll(() => network.database.prisma.inboxUpdate.count({ where: { state: "new" } }))
    .toBe(0);
  await expect
    .poll(() =>
      network.database.prisma.outboxMessage.count({
        where: { state: { in: ["queued", "sending"] } },
      }),
    )
    .toBe(0);
}

describe("talk between colleagues", () => {
  test("ten plain messages in a question's topic never leave the group", async () => {
    const { member, chat, thread } = await asked("Как открыть счёт?");
    await quiet();
    const before = member.messages().length;
    for (let index = 1; index <= 10; index += 1)
      await shadrinsk.coordinator.write(`Между нами ${index}`, { chat, thread });
    await quiet();
    expect(member.messages()).toHaveLength(before);
  });

  test("a reply to a colleague is talk", async () => {
    const { member, chat, thread } = await asked("Кому писать?");
    const remark = await shadrinsk.head.write("Оля, возьмёшь?", { chat, thread });
    await quiet();
    const before = member.messages().length;
    await shadrinsk.coordinator.write("Да, сейчас", { chat, thread, replyTo: remark });
    await quiet();
    expect(member.messages()).toHaveLength(before);
  });

  test("a newcomer's plain message can be sent to the author with one tap", async () => {
    const newcomer = await network.colleague("Нина", "shadrinsk", "coordinator");
    const { member, chat, thread } = await asked("Где образец устава?");
    chat.addMember(newcomer);
    await newcomer.write("Образец есть на сайте", { chat, thread });
    const hint = await newcomer.sees("Отправить автору вопроса?", { chat, thread });
    await newcomer.tap(hint, "Отправить автору");
    await member.sees("Образец есть на сайте");
  });

  test("an anonymous administrator is told how to switch that off, and nothing leaves", async () => {
    const { member, chat, card } = await asked("Когда семинар?");
    const hidden = await network.colleague("Вера", "shadrinsk", "coordinator");
    chat.addMember(hidden);
    chat.promote(hidden);
    chat.setAnonymous(hidden, true);
    await quiet();
    const before = member.messages().length;
    await hidden.write("В пятницу", { chat, replyTo: card });
    await shadrinsk.coordinator.sees(/[Аа]ноним/, { chat, after: card });
    await quiet();
    expect(member.messages()).toHaveLength(before);
  });
});

describe("who may answer", () => {
  test("a reply by someone unregistered waits until the head allows it", async () => {
    const { member, chat, card } = await asked("Можно ли без печати?");
    const stranger = network.sandbox.person({ first_name: "Сергей" });
    chat.addMember(stranger);
    await stranger.write("Можно, печать не нужна", { chat, replyTo: card });
    const held = await shadrinsk.head.sees("Разрешает руководитель", { chat, after: card });

    const refused = await shadrinsk.coordinator.tap(held, "Разрешить и отправить");
    expect(refused.answer?.text).toContain("только сотрудник");
    await shadrinsk.head.tap(held, "Разрешить и отправить");
    await member.sees("печать не нужна");
    await stranger.write("И ещё: устав в двух экземплярах", { chat, replyTo: card });
    await member.sees("в двух экземплярах");
  });

  test("what a stranger wrote at a desk that was left goes out by nobody's tap", async () => {
    const { member, number, chat, card } = await asked("Кто подпишет?");
    const stranger = network.sandbox.person({ first_name: "Сергей" });
    chat.addMember(stranger);
    await stranger.write("Подпишу сам", { chat, replyTo: card });
    const held = await shadrinsk.head.sees("Разрешает руководитель", { chat, after: card });
    await network.database.prisma.questionDesk.updateMany({
      where: { question: { number } },
      data: { leftAt: network.sandbox.clock.now() },
    });
    await shadrinsk.coordinator.sees(`Вопрос № ${number} ·`, { chat, after: held });
    for (const colleague of [shadrinsk.coordinator, shadrinsk.head]) {
      const { answer } = await colleague.tap(held, "Разрешить и отправить");
      expect(answer?.text).toContain("уже не у вас");
    }
    await quiet();
    expect(JSON.stringify(member.messages())).not.toContain("Подпишу сам");
  });

  test("a coordinator of another center can do nothing here, by any button", async () => {
    const other = await network.colleague("Чужой", "surgut", "coordinator");
    const { number, chat, card } = await asked("Кто проверит отчёт?");
    chat.addMember(other);
    const claim = await other.tap(card, "Беру");
    expect(claim.answer?.text).toContain("только сотрудник");
    const close = await other.tapData(card, `qd-close:${number}`);
    expect(close.answer?.text).toContain("только сотрудник");
    const question = await network.database.prisma.question.findUniqueOrThrow({
      where: { number },
    });
    expect(question).toMatchObject({ state: "waiting", claimedById: null });
  });

  test.each(["qd-close:999999", "qd-close:-1", "qd-kind:1:gold", "qd-held:nonsense", "zzz"])(
    "invented callback data %s changes nothing and gets a plain word",
    async (data) => {
      const { card } = await asked("Проверка");
      const { answer } = await shadrinsk.coordinator.tapData(card, data);
      expect(answer?.text).toBeTruthy();
    },
  );

  test("two who take a question see each other", async () => {
    const { chat, card, number } = await asked("Нужен совет по смете");
    await shadrinsk.coordinator.tap(card, "Беру");
    await expect
      .poll(
        () =>
          shadrinsk.head.messages({ chat }).find(({ message_id }) => message_id === card.message_id)
            ?.text,
      )
      .toContain("в работе: Ольга");
    const late = await shadrinsk.head.tapData(card, `qd-claim:${number}`);
    expect(late.answer?.text).toContain("Ольга");
  });
});

describe("the life of a question", () => {
  test("the kind that the author did not know is set by a coordinator, with its history", async () => {
    const { card, number } = await asked("Не знаю, куда обратиться");
    await shadrinsk.coordinator.tapData(card, `qd-kind:${number}:consulting`);
    const question = await network.database.prisma.question.findUniqueOrThrow({
      where: { number },
      include: { changes: true },
    });
    expect(question.kind).toBe("consulting");
    expect(question.changes).toContainEqual(
      expect.objectContaining({ what: "kind", before: null, after: "consulting" }),
    );
  });

  test("closed by the center, it goes on with the author's next word", async () => {
    const { member, number, chat, card, thread } = await asked("Где взять справку?");
    await shadrinsk.coordinator.tapData(card, `qd-close:${number}`);
    const closed = await member.sees(`Центр закрыл вопрос № ${number}`);
    await expect.poll(() => chat.topics().find(({ id }) => id === thread)?.closed).toBe(true);

    await member.tap(closed, "Спросить ещё");
    await member.sees(`Добавим к вопросу № ${number}`);
    await member.write("А без неё можно?");
    await shadrinsk.coordinator.sees("А без неё можно?", { chat, thread });
    await expect.poll(() => chat.topics().find(({ id }) => id === thread)?.closed).toBe(false);
  });

  test("«Не помогло» tells the center, and takes the author's next words", async () => {
    const { member, number, chat, card, thread } = await asked("Как заполнить отчёт?");
    await shadrinsk.coordinator.write("По образцу", { chat, replyTo: card });
    await member.tap(await member.sees("По образцу"), "Не помогло");
    await member.sees("чего не хватило");
    await shadrinsk.coordinator.sees("не помог", { chat, thread });
    await member.write("Не вижу образца");
    await shadrinsk.coordinator.sees("Не вижу образца", { chat, thread });
    const question = await network.database.prisma.question.findUniqueOrThrow({
      where: { number },
    });
    expect(question).toMatchObject({ state: "claimed", helped: false });
  });

  test("«Меню» ends «Спросить ещё»: what comes then is asked about", async () => {
    const { member, number, chat, card } = await asked("Где ваш кабинет?");
    await shadrinsk.coordinator.write("Второй этаж", { chat, replyTo: card });
    await member.tap(await member.sees("Второй этаж"), "Спросить ещё");
    await member.sees(`Добавим к вопросу № ${number}`);
    const menu = await member.write("Меню");
    await member.sees("Выберите, что вам нужно", { after: menu });
    const words = await member.write("Нужен образец договора");
    const which = await member.sees(/./, { after: words });
    expect(which.buttons.flat()).toContain("Это новый вопрос");
  });

  test("with several open questions the author is asked which one is meant", async () => {
    const { member, number } = await asked("Первый вопрос");
    const second = await network.ask(member, "Второй вопрос", "Информация");
    await member.write("Ещё подробность");
    const which = await member.sees(/Ваше сообщение – к нему|К какому из них/);
    expect(which.buttons.flat()).toEqual([
      `Добавить к вопросу № ${second}`,
      `Добавить к вопросу № ${number}`,
      "Это новый вопрос",
      "Не отправлять",
    ]);
    await member.tap(which, `Добавить к вопросу № ${number}`);
    await member.sees(`Добавили к вопросу № ${number}`);
    await shadrinsk.coordinator.sees("Ещё подробность", { chat: groupOf(shadrinsk) });
  });

  test("an answer that a blocked chat refuses is shown to the coordinator, and can be repeated", async () => {
    const { member, chat, card } = await asked("Перезвоните, пожалуйста");
    await member.block();
    const answer = await shadrinsk.coordinator.write("Звоните нам", { chat, replyTo: card });
    const failed = await shadrinsk.coordinator.sees("Автор не получил ответ", { chat });
    const reactions = () =>
      shadrinsk.coordinator
        .messages({ chat })
        .find(({ message_id }) => message_id === answer.message_id)
        ?.reactions.map(({ emoji }) => emoji);
    await expect.poll(reactions).toEqual(["🤔"]);
    const cardText = () =>
      shadrinsk.coordinator
        .messages({ chat })
        .find(({ message_id }) => message_id === card.message_id)?.text;
    await expect.poll(cardText).toContain("в работе: Ольга");
    await member.unblock();
    await shadrinsk.coordinator.tap(failed, "Повторить");
    await member.sees("Звоните нам");
    await expect.poll(reactions).toEqual(["👌"]);
    await expect.poll(cardText).toContain("есть ответ");
  });

  test("corrections of either side reach the other", async () => {
    const { member, chat, card, thread } = await asked("Сколько стоит пошлина?");
    const answer = await shadrinsk.coordinator.write("Четыре тысячи", { chat, replyTo: card });
    await member.sees("Четыре тысячи");
    await shadrinsk.coordinator.edit(answer, "Четыре с половиной тысячи");
    await member.sees("Четыре с половиной тысячи");
    const own = member.messages().find(({ text }) => text === "Сколько стоит пошлина?");
    if (!own) throw new Error("the author's words are gone");
    await member.edit(own, "Сколько стоит пошлина для АНО?");
    await shadrinsk.coordinator.sees("для АНО", { chat, thread });
  });
});
