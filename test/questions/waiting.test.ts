import { expect, test } from "vitest";
import { startNetwork } from "../support/network.ts";

test("a question that no center can get waits with the owners, and goes to a center once one is there", async () => {
  await using network = await startNetwork({ staffed: false });
  const member = await network.member("Валентина", "Шадринск");
  const number = await network.ask(member, "Есть кто живой?");
  await member.sees("некому передать");
  const card = await network.owner.sees(`Вопрос № ${number} ·`);
  expect(card.text).toContain("ни один центр не может принять вопрос");

  const link = await invitation(network, "shadrinsk");
  const head = network.sandbox.person({ first_name: "Ирина" });
  await head.openLink(link);
  const received = await head.sees(`Вопрос № ${number} ·`);
  expect(received.text).toContain("Есть кто живой?");
  await member.sees(`Вопрос № ${number} принял Ресурсный центр НКО города Шадринска`);
  await expect
    .poll(
      () => network.owner.messages().find(({ message_id }) => message_id === card.message_id)?.text,
    )
    .toContain("Вопрос передан");

  await network.owner.write("Опоздал с ответом", { replyTo: card });
  await network.owner.sees("Ваш ответ автору не отправлен");
  await head.write("Мы здесь", { replyTo: received });
  await member.sees("Мы здесь");
});

test("an owner answers a waiting question from the private chat", async () => {
  await using network = await startNetwork({ staffed: false });
  const member = await network.member("Валентина", "Шадринск");
  const number = await network.ask(member, "Ау!");
  const card = await network.owner.sees(`Вопрос № ${number} ·`);
  await network.owner.write("Отвечаю сам", { replyTo: card });
  await member.sees("Отвечаю сам");
});

test("someone from another region reaches the interregional center, marked so", async () => {
  await using network = await startNetwork({ staffed: false });
  const { coordinator, group } = await network.staff("ural", "plain group");
  if (!group) throw new Error("no group");
  const member = await network.member("Олег");
  await member.start();
  await member.tap(await member.sees("Вы согласны?"), "Согласен");
  await member.tap(await member.sees("В каком городе"), "Я из другого региона");
  await member.tap(await member.sees("Из какой вы организации"), "Пока без организации");
  await member.sees("всё готово");
  const number = await network.ask(member, "Мы из Перми, можно к вам?");
  const card = await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
  expect(card.text).toContain("автор не из регионов сети");
});

test("in private chats colleagues see each other's answers", async () => {
  await using network = await startNetwork({ staffed: false });
  const { head, coordinator } = await network.staff("almenevo", "private chat");
  const member = await network.member("Валентина", "Альменево");
  const number = await network.ask(member, "Где ваш центр?");
  await head.sees(`Вопрос № ${number} ·`);
  const card = await coordinator.sees(`Вопрос № ${number} ·`);
  await coordinator.write("На улице Озёрной", { replyTo: card });
  await member.sees("На улице Озёрной");
  const seen = await head.sees("На улице Озёрной");
  expect(seen.text).toContain("отвечает Ольга");
});

test("a card that no colleague can be given goes to the owners", async () => {
  await using network = await startNetwork({ staffed: false });
  // a colleague who has never opened the chat with the bot
  await network.colleague("Ирина", "almenevo", "head");
  const member = await network.member("Валентина", "Альменево");
  const number = await network.ask(member, "Меня слышно?");
  const card = await network.owner.sees(`Вопрос № ${number} ·`);
  await network.owner.write("Слышно", { replyTo: card });
  await member.sees("Слышно");
});

/** The link that the owner makes for the head of a center. */
async function invitation(
  network: Awaited<ReturnType<typeof startNetwork>>,
  code: string,
): Promise<string> {
  const { owner, database } = network;
  const center = await database.prisma.center.findUniqueOrThrow({ where: { code } });
  await owner.start();
  await owner.press("Работа центра");
  const screen = await owner.sees(/./);
  await owner.tapData(screen, `c-invite-as:${center.id}:head`);
  const withLink = await owner.sees(/t\.me\/\S+start=/);
  const link = /https:\/\/t\.me\/\S+/.exec(withLink.text ?? "")?.[0];
  if (!link) throw new Error("no link was shown");
  return link;
}
