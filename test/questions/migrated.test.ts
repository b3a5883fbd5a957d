import { describe, expect, test } from "vitest";
import type { Group, MigrationUpdate, Person, SandboxMessage } from "../../src/sandbox/index.ts";
import { type Network, startNetwork } from "../support/network.ts";

/** Shadrinsk in a basic group, and two who have asked. */
async function start() {
  const network = await startNetwork({ staffed: false });
  const coordinator = await network.colleague("Ольга", "shadrinsk", "coordinator");
  const group = network.sandbox.group({
    title: "Центр Шадринска",
    owner: network.sandbox.person({ first_name: "Ирина" }),
    members: [coordinator],
    basic: true,
    botIsAdmin: true,
  });
  await network.database.prisma.group.create({
    data: {
      chatId: group.id,
      title: group.title,
      isAdmin: true,
      centers: { connect: { code: "shadrinsk" } },
    },
  });
  const valentina = await network.member("Валентина", "Шадринск");
  const boris = await network.member("Борис", "Шадринск");
  const first = await network.ask(valentina, "Вопрос Валентины");
  const second = await network.ask(boris, "Вопрос Бориса");
  const chat = group.id;
  const old = await coordinator.sees(`Вопрос № ${first} ·`, { chat });
  await coordinator.sees(`Вопрос № ${second} ·`, { chat });
  await expect.poll(() => hasPairsOf(network, chat)).toBe(2);
  return { network, coordinator, group, oldChat: chat, valentina, boris, first, second, old };
}

/** The cards of a question in a group; each should be there once. */
function cards(person: Person, chat: Group, number: number): SandboxMessage[] {
  return person
    .messages({ chat })
    .filter(({ text, buttons }) => text?.startsWith(`Вопрос № ${number} ·`) && buttons.length > 0);
}

async function hasPairsOf(network: Network, chatId: number): Promise<number> {
  return network.database.prisma.messageCopy.count({ where: { chatId } });
}

const orders: MigrationUpdate[][] = [
  ["old member", "new member", "old notice", "new notice"],
  ["new notice", "old notice", "new member", "old member"],
  ["new member", "new notice", "old member", "old notice"],
  ["old notice", "old notice", "new notice", "new notice"],
  ["old member"],
];

describe("a basic group that becomes a supergroup", () => {
  test.each(orders.map((updates) => ({ updates, told: updates.join(", ") })))(
    "has one new card of each question when told by: $told",
    async ({ updates }) => {
      const { network, coordinator, group, oldChat, valentina, boris, first, second } =
        await start();
      await using _ = network;
      const { to } = group.migrate({ updates });
      expect(group.id).toBe(to);
      const forValentina = await coordinator.sees(`Вопрос № ${first} ·`, { chat: group });
      const forBoris = await coordinator.sees(`Вопрос № ${second} ·`, { chat: group });
      expect(forBoris.text).toContain("Вопрос Бориса");
      await coordinator.write("Ответ Валентине", { chat: group, replyTo: forValentina });
      await coordinator.write("Ответ Борису", { chat: group, replyTo: forBoris });
      await valentina.sees("Ответ Валентине");
      await boris.sees("Ответ Борису");
      await network.sandbox.whenIdle();
      expect(cards(coordinator, group, first)).toHaveLength(1);
      expect(cards(coordinator, group, second)).toHaveLength(1);
      // a pair of the old chat means a message of the old chat for ever
      expect(await hasPairsOf(network, oldChat)).toBe(2);
      expect(JSON.stringify(boris.messages())).not.toContain("Валентин");
    },
  );

  test("and of which only a refused call tells, gets what was on its way once", async () => {
    const { network, coordinator, group, valentina, first } = await start();
    await using _ = network;
    group.migrate({ updates: [] });
    const screen = valentina.screen();
    if (!screen) throw new Error("nothing is shown");
    await valentina.tapData(screen, `q-more:${first}`);
    await valentina.write("И ещё одно");
    await coordinator.sees("И ещё одно", { chat: group });
    await coordinator.sees(`Вопрос № ${first} ·`, { chat: group });
    const words = coordinator
      .messages({ chat: group })
      .filter(({ text }) => text?.includes("И ещё одно"));
    expect(words).toHaveLength(1);
    expect(cards(coordinator, group, first)).toHaveLength(1);
  });

  test("takes the taps on old cards, and says where the new ones are", async () => {
    const { network, coordinator, group, first, old } = await start();
    await using _ = network;
    group.migrate();
    await coordinator.sees(`Вопрос № ${first} ·`, { chat: group });
    const { answer } = await coordinator.tap(old, "Беру");
    expect(answer?.text).toContain("Вопрос за вами");
    expect(answer?.text).toContain("Карточка теперь в группе «Центр Шадринска»");
    await expect.poll(() => cards(coordinator, group, first)[0]?.text).toContain("в работе: Ольга");
  });

  test("loses no answer that was on its way to us", async () => {
    const { network, coordinator, group, oldChat, valentina, old } = await start();
    await using _ = network;
    // what was written in the old chat is handled after the notices of the move
    group.migrate({ updates: ["new notice", "old notice"] });
    await expect
      .poll(() =>
        network.database.prisma.questionDesk.count({ where: { chatId: oldChat, leftAt: null } }),
      )
      .toBe(0);
    network.sandbox.pushUpdate({
      message: {
        message_id: old.message_id + 50,
        date: old.date,
        chat: { id: oldChat, type: "group", title: "Центр Шадринска" },
        from: { id: coordinator.id, is_bot: false, first_name: "Ольга" },
        text: "Ответ из старого чата",
        reply_to_message: {
          message_id: old.message_id,
          date: old.date,
          chat: { id: oldChat, type: "group", title: "Центр Шадринска" },
          from: { id: 100200300, is_bot: true, first_name: "Ресурсный центр" },
          text: old.text,
        },
      },
    });
    await valentina.sees("Ответ из старого чата");
  });
});
