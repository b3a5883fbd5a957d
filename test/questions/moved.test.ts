import { expect, test } from "vitest";
import { startNetwork } from "../support/network.ts";

test("a group that gets a new id gets new cards there, and nothing goes astray", async () => {
  await using network = await startNetwork({ staffed: false });
  const { head, coordinator, group } = await network.staff("shadrinsk", "plain group");
  if (!group) throw new Error("no group");
  const valentina = await network.member("Валентина", "Шадринск");
  const boris = await network.member("Борис", "Шадринск");
  const first = await network.ask(valentina, "Секрет Валентины");
  const second = await network.ask(boris, "Вопрос Бориса");
  await coordinator.sees(`Вопрос № ${second} ·`, { chat: group });

  const chat = network.sandbox.group({
    title: "Центр shadrinsk",
    owner: head,
    members: [coordinator],
    botIsMember: true,
    botIsAdmin: true,
  });
  network.sandbox.faults.next((_method, params) => params["chat_id"] === group.id, {
    error_code: 400,
    description: "Bad Request: group chat was upgraded to a supergroup chat",
    parameters: { migrate_to_chat_id: chat.id },
  });
  const screen = valentina.screen();
  if (!screen) throw new Error("nothing is shown");
  await valentina.tapData(screen, `q-more:${first}`);
  await valentina.write("И ещё одно");

  const forValentina = await coordinator.sees(`Вопрос № ${first} ·`, { chat });
  const forBoris = await coordinator.sees(`Вопрос № ${second} ·`, { chat });
  await coordinator.sees("И ещё одно", { chat });
  await coordinator.write("Ответ Валентине", { chat, replyTo: forValentina });
  await coordinator.write("Ответ Борису", { chat, replyTo: forBoris });
  await valentina.sees("Ответ Валентине");
  await boris.sees("Ответ Борису");
  expect(JSON.stringify(boris.messages())).not.toContain("Валентин");
});

test("an owner whom Telegram did not let us reach sees what waits as soon as they write", async () => {
  await using network = await startNetwork({ staffed: false });
  const { prisma } = network.database;
  await prisma.person.update({
    where: { telegramId: network.owner.id },
    data: { unreachableAt: network.sandbox.clock.now() },
  });
  const member = await network.member("Валентина", "Шадринск");
  const number = await network.ask(member, "Кто-нибудь?");
  await network.owner.start();
  const card = await network.owner.sees(`Вопрос № ${number} ·`);
  await network.owner.write("Да", { replyTo: card });
  const answer = await member.sees("Ответ на вопрос");
  expect(answer.text).toContain("Ресурсные центры НКО");
});

test("a reply to a card is an answer also while a dialog waits for a town", async () => {
  await using network = await startNetwork({ staffed: false });
  const coordinator = await network.member("Ольга", "Альменево");
  const { prisma } = network.database;
  const center = await prisma.center.findUniqueOrThrow({ where: { code: "almenevo" } });
  await prisma.person.update({
    where: { telegramId: coordinator.id },
    data: { assignments: { create: { centerId: center.id, role: "coordinator" } } },
  });
  const member = await network.member("Валентина", "Альменево");
  const number = await network.ask(member, "Где вы находитесь?");
  const card = await coordinator.sees(`Вопрос № ${number} ·`);
  await coordinator.press("Настройки");
  const settings = await coordinator.sees("Настройки");
  await coordinator.tap(settings, "Изменить город");
  await coordinator.sees("В каком городе", { within: 3000 }).catch(() => undefined);
  await coordinator.write("Улица Ленина, дом пять", { replyTo: card });
  await member.sees("Улица Ленина, дом пять");
});

test("a message handled again after a kill is not heard twice by a dialog", async () => {
  await using network = await startNetwork();
  const member = await network.member("Валентина");
  await member.start();
  await member.tap(await member.sees("Вы согласны?"), "Согласен");
  await member.sees("В каком городе");
  await member.write("Шадринск");
  await member.sees("Из какой вы организации");
  await network.sandbox.whenIdle();
  const { prisma } = network.database;
  const last = await prisma.inboxUpdate.findFirstOrThrow({ orderBy: { updateId: "desc" } });
  await expect
    .poll(async () => (await prisma.inboxUpdate.findFirst({ where: { state: "new" } })) === null)
    .toBe(true);
  await prisma.inboxUpdate.update({
    where: { updateId: last.updateId },
    data: { state: "new", doneAt: null },
  });
  await network.restart();
  await expect
    .poll(async () => (await prisma.inboxUpdate.findFirst({ where: { state: "new" } })) === null)
    .toBe(true);
  expect(await prisma.organisation.count()).toBe(0);
  await member.write("Совет ветеранов");
  await member.sees("Совет ветеранов");
});

test("a link hidden in a question reaches the center", async () => {
  await using network = await startNetwork({ staffed: false });
  const { coordinator, group } = await network.staff("shadrinsk", "plain group");
  if (!group) throw new Error("no group");
  const member = await network.member("Валентина", "Шадринск");
  await member.write("Вот конкурс, подходит ли нам?", {
    entities: [{ type: "text_link", offset: 4, length: 7, url: "https://example.org/contest" }],
  });
  await member.tap(await member.sees("Ваше сообщение сохранили"), "Не знаю");
  await member.tap(await member.sees("Всё верно?"), "Отправить");
  await coordinator.sees("подходит ли нам", { chat: group });
  expect(JSON.stringify(coordinator.messages({ chat: group }))).toContain(
    "https://example.org/contest",
  );
});

test("the tail of a long answer arrives although a colleague answers in between", async () => {
  await using network = await startNetwork({ staffed: false });
  const { head, coordinator, group } = await network.staff("shadrinsk", "topics");
  if (!group) throw new Error("no group");
  const one = await network.member("Валентина", "Шадринск");
  const two = await network.member("Борис", "Шадринск");
  const chat = group;
  const first = await network.ask(one, "Первый");
  const second = await network.ask(two, "Второй");
  const cardOne = await coordinator.sees(`Вопрос № ${first} ·`, { chat });
  const cardTwo = await head.sees(`Вопрос № ${second} ·`, { chat });
  await coordinator.write("начало ".repeat(700).slice(0, 4096), { chat, replyTo: cardOne });
  await head.write("Ответ Борису", { chat, replyTo: cardTwo });
  await coordinator.write("конец ответа", { chat, thread: cardOne.message_thread_id ?? 0 });
  await one.sees("конец ответа");
  await two.sees("Ответ Борису");
  expect(JSON.stringify(two.messages())).not.toContain("конец ответа");
});
