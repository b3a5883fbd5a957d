import { describe, expect, test } from "vitest";
import type { Group, Person } from "../../src/sandbox/index.ts";
import { startNetwork } from "../support/network.ts";

async function start() {
  const network = await startNetwork({ staffed: false });
  const { coordinator, group } = await network.staff("shadrinsk", "topics");
  if (!group) throw new Error("no group");
  const member = await network.member("Валентина", "Шадринск");
  const number = await network.ask(member, "Первые слова");
  const card = await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
  return { network, coordinator, group, member, number, card, topic: topicOf(group) };
}

function topicOf(group: Group): number {
  const topic = group.topics().at(-1);
  if (!topic) throw new Error("no topic");
  return topic.id;
}

async function writeMore(member: Person, number: number, words: string): Promise<void> {
  const screen = member.screen();
  if (!screen) throw new Error("nothing is shown");
  await member.tapData(screen, `q-more:${number}`);
  await member.write(words);
}

describe("a question's topic", () => {
  test("that was deleted is made again, with all that was written", async () => {
    const { network, coordinator, group, member, number, topic } = await start();
    await using _ = network;
    group.deleteTopic(topic);
    await writeMore(member, number, "Вторые слова");
    const card = await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
    expect(card.text).toContain("Первые слова");
    expect(card.message_thread_id).not.toBe(topic);
    const words = await coordinator.sees("Вторые слова", { chat: group });
    expect(words.message_thread_id).toBe(card.message_thread_id);
    await coordinator.write("Ответ", { chat: group, replyTo: words });
    await member.sees("Ответ на вопрос");
  });

  test("that was closed over the author's words is opened again, where the bot may", async () => {
    const { network, coordinator, group, member, number, topic } = await start();
    await using _ = network;
    // the bot has opened the topic, and may open it again without the right over all topics
    group.promoteBot({ can_delete_messages: true });
    group.closeTopic(topic);
    await writeMore(member, number, "Вторые слова");
    const words = await coordinator.sees("Вторые слова", { chat: group });
    expect(words.message_thread_id).toBe(topic);
    expect(group.topics().find(({ id }) => id === topic)?.closed).toBe(false);
    await coordinator.write("Ответ", { chat: group, replyTo: words });
    await member.sees("Ответ на вопрос");
  });

  test("that stays closed is left for the group itself, with the question's number", async () => {
    const { network, coordinator, group, member, number, topic } = await start();
    await using _ = network;
    group.promoteBot({ can_delete_messages: true });
    network.sandbox.faults.next((method) => method === "reopenForumTopic", {
      error_code: 400,
      description: "Bad Request: not enough rights to reopen the topic",
    });
    group.closeTopic(topic);
    await writeMore(member, number, "Вторые слова");
    const words = await coordinator.sees("Вторые слова", { chat: group });
    // a reply in the group itself has a thread's number, which is no topic's
    expect(words.is_topic_message).toBeUndefined();
    expect(words.text).toContain(`Вопрос № ${number}`);
    const card = await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
    await coordinator.write("Ответ", { chat: group, replyTo: card });
    await member.sees("Ответ на вопрос");
  });
});

describe("a group with topics", () => {
  test("that switches them off goes on as a plain group", async () => {
    const { network, coordinator, group, member, number } = await start();
    await using _ = network;
    group.setForum(false);
    await writeMore(member, number, "Вторые слова");
    await coordinator.sees("Вторые слова", { chat: group });
    const other = await network.ask(await network.member("Борис", "Шадринск"), "Вопрос Бориса");
    const card = await coordinator.sees(`Вопрос № ${other} ·`, { chat: group });
    expect(card.message_thread_id).toBeUndefined();
  });

  test("where the bot may open none any more has new questions in the group itself", async () => {
    const { network, coordinator, group, member, number, topic } = await start();
    await using _ = network;
    group.promoteBot({ can_delete_messages: true });
    const boris = await network.member("Борис", "Шадринск");
    const other = await network.ask(boris, "Вопрос Бориса");
    const card = await coordinator.sees(`Вопрос № ${other} ·`, { chat: group });
    expect(card.message_thread_id).toBeUndefined();
    await writeMore(member, number, "Вторые слова");
    const words = await coordinator.sees("Вторые слова", { chat: group });
    expect(words.message_thread_id).toBe(topic);
    const row = await network.database.prisma.group.findFirst({ where: { chatId: group.id } });
    expect(row).toMatchObject({ mutedAt: null, lostAt: null });
  });

  test("that refuses a topic is not taken for one that refuses words", async () => {
    const { network, coordinator, group } = await start();
    await using _ = network;
    network.sandbox.faults.next((method) => method === "createForumTopic", {
      error_code: 400,
      description: "Bad Request: not enough rights to create a topic",
    });
    const boris = await network.member("Борис", "Шадринск");
    const number = await network.ask(boris, "Вопрос Бориса");
    const card = await coordinator.sees(`Вопрос № ${number} ·`, { chat: group });
    expect(card.message_thread_id).toBeUndefined();
    const row = await network.database.prisma.group.findFirst({ where: { chatId: group.id } });
    expect(row).toMatchObject({ mutedAt: null, lostAt: null, canManageTopics: false });
  });
});
