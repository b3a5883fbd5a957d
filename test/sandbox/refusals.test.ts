import { expect, test } from "vitest";
import { openStage, rawCall, refusal } from "./support/stage.ts";

async function openForum() {
  const stage = await openStage();
  const olga = stage.sandbox.person({ first_name: "Ольга" });
  await olga.start();
  const group = stage.sandbox.group({
    title: "Центр",
    owner: olga,
    forum: true,
    topics: ["Вопросы"],
    botIsAdmin: true,
  });
  const thread = group.topics()[0]?.id ?? 0;
  return { ...stage, olga, group, thread };
}

test("where topics were switched off there are none, and a reply to an old one goes into the group", async () => {
  const { api, olga, group, thread } = await openForum();
  const { message_id } = await olga.write("из темы", { chat: group, thread });
  group.setForum(false);
  const into = { message_thread_id: thread };
  expect(await refusal(api.sendMessage(group.id, "а", into))).toBe(
    "Bad Request: message thread not found",
  );
  expect(await refusal(api.createForumTopic(group.id, "б"))).toBe(
    "Bad Request: the chat is not a forum",
  );
  const sent = await api.sendMessage(group.id, "в", { reply_parameters: { message_id } });
  expect(sent.is_topic_message).toBeUndefined();
  await olga.write("г", { chat: group, replyTo: sent });
});

test("a restricted bot is told so and may not write until it may again", async () => {
  const { api, group } = await openForum();
  group.muteBot();
  expect(await refusal(api.sendMessage(group.id, "а"))).toBe(
    "Bad Request: not enough rights to send text messages to the chat",
  );
  expect(await api.getChatMember(group.id, 4242)).toMatchObject({
    status: "restricted",
    is_member: true,
    can_send_messages: false,
  });
  group.unmuteBot();
  expect(await refusal(api.sendMessage(group.id, "а"))).toBe("ok");
  const statuses = (await api.getUpdates({ offset: -2 })).map(
    ({ my_chat_member }) => my_chat_member?.new_chat_member.status,
  );
  expect(statuses).toEqual(["restricted", "member"]);
});

test("a deleted group is gone in these words", async () => {
  const { sandbox, api, olga, group } = await openForum();
  const basic = sandbox.group({ title: "Малая", owner: olga, basic: true, botIsMember: true });
  basic.deleteGroup();
  group.deleteGroup();
  expect(await refusal(api.sendMessage(basic.id, "а"))).toBe(
    "Forbidden: the group chat was deleted",
  );
  expect(await refusal(api.sendMessage(group.id, "а"))).toBe(
    "Forbidden: bot was kicked from the supergroup chat",
  );
  await expect(olga.write("а", { chat: basic })).rejects.toThrow("was deleted");
});

test("nothing of the bot changes any more for somebody whose account is gone", async () => {
  const { api, olga } = await openForum();
  const { message_id } = await api.sendMessage(olga.id, "а");
  olga.deactivate();
  expect(await refusal(api.editMessageText(olga.id, message_id, "б"))).toBe(
    "Forbidden: user is deactivated",
  );
});

test("whoever takes no voice messages gets none, also not as a copy", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна", forbidsVoice: true });
  const boris = sandbox.person({ first_name: "Борис" });
  await anna.start();
  const voice = await boris.send({ kind: "voice" });
  const refused = "Bad Request: VOICE_MESSAGES_FORBIDDEN";
  expect(await refusal(api.sendVoice(anna.id, voice.voice?.file_id ?? ""))).toBe(refused);
  expect(await refusal(api.copyMessage(anna.id, boris.id, voice.message_id))).toBe(refused);
  expect(await refusal(api.sendDocument(anna.id, voice.voice?.file_id ?? ""))).toContain("type");
});

test("half an emoji is no text, and an entity may not cut one in two", async () => {
  const { api, olga } = await openForum();
  expect(await refusal(api.sendMessage(olga.id, "до \ud83d"))).toBe(
    "Bad Request: strings must be encoded in UTF-8",
  );
  const bold = (offset: number, length: number) =>
    refusal(
      api.sendMessage(olga.id, "😀 привет", { entities: [{ type: "bold", offset, length }] }),
    );
  expect(await bold(0, 2)).toBe("ok");
  expect(await bold(1, 3)).toBe(
    "Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 4",
  );
  expect(await bold(0, 1)).toBe(
    "Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4",
  );
});

test("too large a markup and an edit without a change are refused, and so is one of what is gone", async () => {
  const { api, olga } = await openForum();
  const many = Array.from({ length: 101 }, (_, index) => [
    { text: String(index), callback_data: "a" },
  ]);
  expect(
    await refusal(api.sendMessage(olga.id, "а", { reply_markup: { inline_keyboard: many } })),
  ).toBe("Bad Request: reply markup is too long");
  const { message_id } = await api.sendMessage(olga.id, "а");
  expect(await refusal(api.editMessageText(olga.id, message_id, "а"))).toContain(
    "message is not modified: specified new message content",
  );
  await api.deleteMessage(olga.id, message_id);
  expect(await refusal(api.editMessageText(olga.id, message_id, "б"))).toBe(
    "Bad Request: message to edit not found",
  );
  expect(await refusal(api.deleteMessage(olga.id, message_id))).toBe(
    "Bad Request: message to delete not found",
  );
});

test("what has not the shape of a token is not found, a wrong token is not authorised", async () => {
  const { sandbox } = await openStage();
  const answer = async (botToken: string) =>
    await rawCall({ ...sandbox, botToken }, "getMe").then(({ error_code, description }) => [
      error_code,
      description,
    ]);
  expect(await answer("nonsense")).toEqual([404, "Not Found"]);
  expect(await answer("4242:revoked")).toEqual([401, "Unauthorized"]);
});
