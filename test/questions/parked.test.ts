import { describe, expect, test } from "vitest";
import type { Group, Person } from "../../src/sandbox/index.ts";
import { type Network, startNetwork } from "../support/network.ts";

const hourMs = 60 * 60_000;

/** Shadrinsk with a group, Kurgan above it, and one who asks. */
async function start(workplace: "topics" | "plain group" = "plain group") {
  const network = await startNetwork({ staffed: false });
  const region = await network.staff("kurgan", "plain group");
  const { head, coordinator, group } = await network.staff("shadrinsk", workplace);
  if (!group || !region.group) throw new Error("no group");
  await head.start();
  const member = await network.member("Валентина", "Шадринск");
  return { network, head, coordinator, group, above: { ...region, group: region.group }, member };
}

/** Waits until the bot has noted that nothing can be said in a group. */
async function isSilent({ database }: Network, group: Group): Promise<void> {
  await expect
    .poll(async () => {
      const row = await database.prisma.group.findUnique({ where: { chatId: group.id } });
      return row?.lostAt ?? row?.mutedAt ?? null;
    })
    .not.toBeNull();
}

/** On to the next working day of Shadrinsk, at this hour of its own (five hours ahead of UTC). */
function goTo({ sandbox }: Network, hour: number): void {
  const now = sandbox.clock.now();
  const next = new Date(now);
  do next.setUTCDate(next.getUTCDate() + 1);
  while ([0, 6].includes(next.getUTCDay()));
  next.setUTCHours(hour - 5, 0, 0, 0);
  sandbox.clock.advance(next.getTime() - now.getTime());
}

async function writeMore(member: Person, number: number, words: string): Promise<void> {
  const screen = member.screen();
  if (!screen) throw new Error("nothing is shown");
  await member.tapData(screen, `q-more:${number}`);
  await member.write(words);
  await member.sees(`Добавили к вопросу № ${number}`);
}

const texts = (person: Person, chat: Group) =>
  person.messages({ chat }).map(({ text }) => text ?? "");

describe("a center whose group has put the bot out", () => {
  test("is told what waits there, and its head answers from the private chat", async () => {
    const { network, head, coordinator, group, member } = await start();
    await using _ = network;
    const number = await network.ask(member, "Вы ещё там?");
    await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
    group.kickBot();
    const news = await head.sees("Бота больше нет в группе");
    expect(news.text).toContain("Там ждёт 1 вопрос");
    expect(news.text).toContain("Верните бота в группу");
    await network.owner.sees("Бота больше нет в группе");
    await head.tap(news, `Показать № ${number}`);
    const card = await head.sees(`Вопрос № ${number} ·`, { after: news });
    expect(card.text).toContain("Вы ещё там?");
    await writeMore(member, number, "И ещё одно");
    await head.sees("И ещё одно");
    // tapped again the card is shown again, and what it stands for does not change
    await head.tap(news, `Показать № ${number}`);
    const again = await head.sees(`Вопрос № ${number} ·`, { after: card });
    expect(again.message_id).toBeGreaterThan(card.message_id);
    await head.write("Мы здесь", { replyTo: again });
    await member.sees("Мы здесь");
    // whoever has opened it keeps it
    goTo(network, 12);
    await network.sandbox.whenIdle();
    expect(member.messages().some(({ text }) => text?.includes("принял"))).toBe(false);
  });

  test("gets one message when it takes the bot back, and what it asks for", async () => {
    const { network, coordinator, group, member } = await start("topics");
    await using _ = network;
    const other = await network.member("Борис", "Шадринск");
    const first = await network.ask(member, "Первый вопрос");
    const second = await network.ask(other, "Второй вопрос");
    await coordinator.sees(`Вопрос № ${second} ·`, { chat: group });
    group.kickBot();
    await isSilent(network, group);
    await writeMore(member, first, "Слова, пока вас не было");
    await other.tapData(
      other.screen() ?? ({ chat: { id: 0 }, message_id: 0 } as never),
      `q-close:${second}`,
    );
    await other.sees(`Вопрос № ${second} закрыт`);
    const third = await network.ask(other, "Третий вопрос");
    const before = texts(coordinator, group).length;
    group.promoteBot();
    const summary = await coordinator.sees("Я снова здесь", { chat: group });
    expect(summary.text).toContain(`№ ${first} · Шадринск`);
    expect(summary.text).toContain(`№ ${third} · Шадринск`);
    expect(summary.text).not.toContain(`№ ${second} `);
    expect(summary.buttons).toEqual([
      [`Показать № ${first}`],
      [`Показать № ${third}`],
      ["Показать все"],
    ]);
    const come = texts(coordinator, group)
      .slice(before)
      .filter((text) => text !== "");
    expect(come).toHaveLength(1);

    const opened = await coordinator.tap(summary, `Показать № ${first}`);
    expect(opened.answer?.text).toContain("в своей теме");
    const words = await coordinator.sees("Слова, пока вас не было", { chat: group });
    expect(words.message_thread_id).toBeDefined();
    const { answer } = await coordinator.tap(summary, "Показать все");
    expect(answer?.text).toContain("Показываю. Вопросов: 1.");
    const card = await coordinator.sees(`Вопрос № ${third} ·`, { chat: group });
    expect(await coordinator.tap(summary, "Показать все")).toMatchObject({
      answer: { text: "Всё уже показано." },
    });
    await coordinator.write("Ответ из группы", { chat: group, replyTo: card });
    await other.sees("Ответ из группы");
  });

  test("keeps its questions for one hour of its work, then the center above has them", async () => {
    const { network, coordinator, group, above, member } = await start();
    await using _ = network;
    goTo(network, 17);
    const number = await network.ask(member, "Дождусь ли?");
    const old = await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
    // half an hour before the end of work
    network.sandbox.clock.advance(hourMs / 2);
    group.kickBot();
    await isSilent(network, group);
    await writeMore(member, number, "Очень жду");
    network.sandbox.clock.advance(14 * hourMs);
    const quiet = await network.ask(await network.member("Борис", "Курган"), "Вопрос Борису");
    await above.coordinator.sees(`Вопрос № ${quiet} ·`, { chat: above.group });
    expect(texts(above.coordinator, above.group).join()).not.toContain(`Вопрос № ${number} ·`);
    // half an hour into the next day
    network.sandbox.clock.advance(2.2 * hourMs);
    const card = await above.coordinator.sees(`Вопрос № ${number} ·`, { chat: above.group });
    await above.coordinator.sees("Очень жду", { chat: above.group });
    await member.sees(`Вопрос № ${number} принял Ресурсный центр НКО Курганской области`);

    group.promoteBot();
    await coordinator.sees("Новые вопросы опять приходят в эту группу", { chat: group });
    const tapped = await coordinator.tap(old, "Беру");
    expect(tapped.answer?.text).toContain("ведёт Ресурсный центр НКО Курганской области");
    await expect
      .poll(() =>
        coordinator.messages({ chat: group }).find((m) => m.message_id === old.message_id),
      )
      .toMatchObject({ text: expect.stringContaining("Вопрос передан") });
    await coordinator.write("Опоздали", { chat: group, replyTo: old });
    await coordinator.sees("Ваш ответ автору не отправлен", { chat: group });
    await above.coordinator.write("Отвечает Курган", { chat: above.group, replyTo: card });
    await member.sees("Отвечает Курган");
  });

  test("gets new questions in private chats at once, or the center above does", async () => {
    const { network, head, coordinator, group, above, member } = await start();
    await using _ = network;
    group.kickBot();
    await isSilent(network, group);
    const number = await network.ask(member, "Куда попадёт?");
    await head.sees(`Вопрос № ${number} ·`);
    await network.database.prisma.person.updateMany({
      where: { telegramId: { in: [head.id, coordinator.id] } },
      data: { unreachableAt: network.sandbox.clock.now() },
    });
    const next = await network.ask(member, "А теперь?");
    await above.coordinator.sees(`Вопрос № ${next} ·`, { chat: above.group });
  });

  test("loses them to the owners where no other center can be reached", async () => {
    await using network = await startNetwork({ staffed: false });
    const { coordinator, group } = await network.staff("shadrinsk", "plain group");
    if (!group) throw new Error("no group");
    const member = await network.member("Валентина", "Шадринск");
    const number = await network.ask(member, "Есть кто?");
    await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
    group.kickBot();
    await isSilent(network, group);
    // its people have never opened the chat with the bot
    goTo(network, 17);
    const card = await network.owner.sees(`Вопрос № ${number} ·`, { within: 10_000 });
    await network.owner.write("Есть", { replyTo: card });
    await member.sees("Есть");
  });

  test("goes on in another group as soon as it has one", async () => {
    const { network, head, coordinator, group, member } = await start();
    await using _ = network;
    const number = await network.ask(member, "Где вы?");
    await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
    group.kickBot();
    await isSilent(network, group);
    const another = network.sandbox.group({
      title: "Новая группа",
      owner: head,
      members: [coordinator],
      botIsAdmin: true,
    });
    await network.database.prisma.group.create({
      data: {
        chatId: another.id,
        title: "Новая группа",
        centers: { connect: { code: "shadrinsk" } },
      },
    });
    const card = await coordinator.sees(`Вопрос № ${number} ·`, { chat: another });
    await coordinator.write("Здесь", { chat: another, replyTo: card });
    await member.sees("Здесь");
  });
});

describe("a group where the bot may not write", () => {
  test("is refused once, and nothing more is tried there until it may", async () => {
    const { network, head, coordinator, group, member } = await start();
    await using _ = network;
    const number = await network.ask(member, "Вы меня слышите?");
    await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
    const { ledger } = network.sandbox;
    group.demoteBot();
    group.forbidWriting();
    const parked = () =>
      network.database.prisma.outboxMessage.count({ where: { chatId: group.id, state: "parked" } });
    await writeMore(member, number, "Раз");
    await expect.poll(parked).toBe(1);
    await writeMore(member, number, "Два");
    await writeMore(member, number, "Три");
    await expect.poll(parked).toBe(3);
    const news = await head.sees("Бот не может писать в группу");
    expect(news.text).toContain("Разрешите боту писать");
    const tried = () =>
      ledger.calls("sendMessage", false).filter(({ params }) => params["chat_id"] === group.id);
    expect(tried()).toHaveLength(1);

    group.promoteBot();
    const summary = await coordinator.sees("Я снова здесь", { chat: group });
    expect(texts(coordinator, group).join()).not.toContain("Три");
    await coordinator.tap(summary, `Показать № ${number}`);
    await coordinator.sees("Раз", { chat: group });
    await coordinator.sees("Три", { chat: group });
    expect(tried()).toHaveLength(1);
  });

  test("is noted when the bot is told so, and answers go on from there", async () => {
    const { network, head, coordinator, group, member } = await start();
    await using _ = network;
    const number = await network.ask(member, "Слышно?");
    const card = await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
    group.muteBot();
    await head.sees("Бот не может писать в группу");
    await coordinator.write("Слышно", { chat: group, replyTo: card });
    await member.sees("Слышно");
    // an answered question does not climb, and its receipt is not made up for
    goTo(network, 17);
    group.unmuteBot();
    await coordinator.sees("Новые вопросы опять приходят в эту группу", { chat: group });
    const received = card.message_id;
    const shown = coordinator.messages({ chat: group }).map(({ message_id }) => message_id);
    expect(shown).toContain(received);
  });

  test("hears, when it is open again, that an answer given meanwhile has not arrived", async () => {
    const { network, head, coordinator, group, member } = await start();
    await using _ = network;
    const number = await network.ask(member, "Слышно?");
    const card = await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
    group.muteBot();
    await head.sees("Бот не может писать в группу");
    await member.block();
    await coordinator.write("Слышно", { chat: group, replyTo: card });
    const { prisma } = network.database;
    const held = () =>
      prisma.outboxMessage.count({
        where: { effectKey: { startsWith: "not-delivered:" }, state: "parked" },
      });
    await expect.poll(held, { timeout: 5000 }).toBe(1);
    group.unmuteBot();
    await coordinator.sees("Автор не получил", { chat: group });
  });
});

test("who may not answer opens nothing, whatever button they make up", async () => {
  const { network, coordinator, group, member } = await start();
  await using _ = network;
  const number = await network.ask(member, "Тайна");
  await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
  const stranger = await network.member("Мария", "Шадринск");
  const screen = stranger.screen();
  if (!screen) throw new Error("nothing is shown");
  const { answer } = await stranger.tapData(screen, `qd-show:${number}`);
  expect(answer?.text).toContain("только сотрудник центра");
  expect(await network.database.prisma.questionDesk.count()).toBe(1);
  expect(JSON.stringify(stranger.messages())).not.toContain("Тайна");
});
