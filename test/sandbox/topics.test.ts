import { expect, test } from "vitest";
import { openStage, refusal } from "./support/stage.ts";

async function openForum() {
  const stage = await openStage();
  const olga = stage.sandbox.person({ first_name: "Ольга" });
  const group = stage.sandbox.group({
    title: "Центр",
    owner: olga,
    forum: true,
    topics: ["Старая"],
    botIsAdmin: true,
  });
  const old = group.topics()[0]?.id ?? 0;
  return { ...stage, olga, group, old };
}

test("every message in a topic carries the notice that opened it, unless it is a real reply", async () => {
  const { api, olga, group } = await openForum();
  const { message_thread_id: thread } = await api.createForumTopic(group.id, "127 · Шадринск");
  const card = await api.sendMessage(group.id, "карточка", { message_thread_id: thread });
  expect(card).toMatchObject({
    message_thread_id: thread,
    is_topic_message: true,
    reply_to_message: {
      message_id: thread,
      forum_topic_created: { name: "127 · Шадринск" },
      from: { is_bot: true },
    },
  });
  await olga.write("кто возьмёт?", { chat: group, thread });
  await olga.write("ответ", { chat: group, replyTo: card });
  await olga.write("тоже разговор", { chat: group, replyTo: { message_id: thread } });
  const talk = (await api.getUpdates()).map(({ message }) => message?.reply_to_message?.message_id);
  expect(talk).toEqual([thread, card.message_id, thread]);
});

test("in General there is no thread, but a reply carries the number of the first message of its chain", async () => {
  const { api, olga, group } = await openForum();
  const first = await olga.write("первое", { chat: group });
  const second = await olga.write("второе", { chat: group, replyTo: first });
  await olga.write("третье", { chat: group, replyTo: second });
  const messages = (await api.getUpdates()).map(({ message }) => message);
  expect(messages.map((message) => message?.message_thread_id)).toEqual([
    undefined,
    first.message_id,
    first.message_id,
  ]);
  expect(messages.every((message) => message?.is_topic_message === undefined)).toBe(true);
  expect(await refusal(api.sendMessage(group.id, "а", { message_thread_id: 1 }))).toBe(
    "Bad Request: message thread not found",
  );
  expect(
    await refusal(api.sendMessage(group.id, "а", { message_thread_id: first.message_id })),
  ).toBe("Bad Request: message thread not found");
});

test("a reply of the bot goes to the topic of what it answers", async () => {
  const { api, olga, group, old } = await openForum();
  const { message_id } = await olga.write("а", { chat: group, thread: old });
  const reply = await api.sendMessage(group.id, "б", { reply_parameters: { message_id } });
  expect(reply).toMatchObject({ message_thread_id: old, reply_to_message: { message_id } });
});

test("a closed topic takes messages only from those who manage topics", async () => {
  const { sandbox, api, olga, group, old } = await openForum();
  const vera = sandbox.person({ first_name: "Вера" });
  group.addMember(vera);
  group.closeTopic(old);
  expect(await refusal(api.sendMessage(group.id, "а", { message_thread_id: old }))).toBe("ok");
  await expect(vera.write("б", { chat: group, thread: old })).rejects.toThrow("closed");
  await olga.write("в", { chat: group, thread: old });
  group.promoteBot({ can_pin_messages: true });
  expect(await refusal(api.sendMessage(group.id, "а", { message_thread_id: old }))).toBe(
    "Bad Request: TOPIC_CLOSED",
  );
  group.closeGeneral();
  expect(await refusal(api.sendMessage(group.id, "а"))).toBe("Bad Request: TOPIC_CLOSED");
});

test("a deleted topic takes its messages along and is not found any more", async () => {
  const { api, olga, group } = await openForum();
  const { message_thread_id: thread } = await api.createForumTopic(group.id, "127");
  const card = await api.sendMessage(group.id, "карточка", { message_thread_id: thread });
  await api.deleteForumTopic(group.id, thread);
  expect(olga.messages({ chat: group, thread })).toEqual([]);
  expect(await refusal(api.sendMessage(group.id, "а", { message_thread_id: thread }))).toBe(
    "Bad Request: message thread not found",
  );
  expect(await refusal(api.editMessageText(group.id, card.message_id, "б"))).toBe(
    "Bad Request: message to edit not found",
  );
  expect(await refusal(api.closeForumTopic(group.id, thread))).toBe(
    "Bad Request: TOPIC_ID_INVALID",
  );
});

test("the bot's own topics it may change without the right, others' not", async () => {
  const { api, group, old } = await openForum();
  const { message_thread_id: own } = await api.createForumTopic(group.id, "127");
  group.promoteBot({ can_delete_messages: true });
  expect(await refusal(api.editForumTopic(group.id, own, { name: "127 · ответ дан" }))).toBe("ok");
  expect(await refusal(api.closeForumTopic(group.id, own))).toBe("ok");
  expect(await refusal(api.editForumTopic(group.id, old, { name: "а" }))).toBe(
    "Bad Request: not enough rights to edit the topic",
  );
  expect(await refusal(api.createForumTopic(group.id, "128"))).toBe(
    "Bad Request: not enough rights to create a topic",
  );
  group.promoteBot({ can_manage_topics: true });
  expect(await refusal(api.deleteForumTopic(group.id, old))).toBe(
    "Bad Request: not enough rights to delete the topic",
  );
});

test("a change that changes nothing is refused, and icons come from a fixed set", async () => {
  const { api, group } = await openForum();
  const icons = await api.getForumTopicIconStickers();
  const icon = icons.find(({ emoji }) => emoji === "✅")?.custom_emoji_id ?? "";
  const { message_thread_id: thread } = await api.createForumTopic(group.id, "127", {
    icon_custom_emoji_id: icon,
  });
  expect(group.topics().find(({ id }) => id === thread)?.iconCustomEmojiId).toBe(icon);
  const edit = (settings: object) => refusal(api.editForumTopic(group.id, thread, settings));
  expect(await edit({ name: "127", icon_custom_emoji_id: icon })).toBe(
    "Bad Request: TOPIC_NOT_MODIFIED",
  );
  expect(await edit({ icon_custom_emoji_id: "1" })).toBe("Bad Request: DOCUMENT_INVALID");
  await api.closeForumTopic(group.id, thread);
  expect(await refusal(api.closeForumTopic(group.id, thread))).toBe(
    "Bad Request: TOPIC_NOT_MODIFIED",
  );
  expect(await refusal(api.createForumTopic(group.id, "я".repeat(129)))).toContain("sandbox");
});

test("a group without topics has none", async () => {
  const { sandbox, api } = await openStage();
  const olga = sandbox.person({ first_name: "Ольга" });
  const group = sandbox.group({ title: "Без тем", owner: olga, botIsAdmin: true });
  expect(await refusal(api.createForumTopic(group.id, "а"))).toBe(
    "Bad Request: the chat is not a forum",
  );
});

test("what people do to topics is told to the bot, its own doing is not", async () => {
  const { api, group, old } = await openForum();
  group.closeTopic(old);
  group.reopenTopic(old);
  const own = await api.createForumTopic(group.id, "127");
  await api.closeForumTopic(group.id, own.message_thread_id);
  const kinds = (await api.getUpdates()).map(({ message }) =>
    Object.keys(message ?? {}).find((key) => key.startsWith("forum_topic")),
  );
  expect(kinds).toEqual(["forum_topic_closed", "forum_topic_reopened"]);
});
