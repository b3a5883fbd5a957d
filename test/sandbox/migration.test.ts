import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../src/sandbox/index.ts";
import { BOT_TOKEN, openStage, refusal } from "./support/stage.ts";

async function openBasic() {
  const stage = await openStage();
  const olga = stage.sandbox.person({ first_name: "Ольга" });
  const group = stage.sandbox.group({
    title: "Центр",
    owner: olga,
    basic: true,
    botIsAdmin: true,
  });
  const card = await stage.api.sendMessage(group.id, "Карточка", {
    reply_markup: { inline_keyboard: [[{ text: "Взять", callback_data: "take" }]] },
  });
  return { ...stage, olga, group, card };
}

test("a basic group becomes a supergroup with another id that numbers its messages anew", async () => {
  const { api, group, card, olga } = await openBasic();
  const { from, to } = group.migrate();
  expect(from).toBe(card.chat.id);
  expect(to).toBeLessThan(-1_000_000_000_000);
  expect(group.id).toBe(to);
  const updates = await api.getUpdates();
  expect(
    updates.map(({ my_chat_member: member, message }) => [
      (member ?? message)?.chat.id,
      member?.new_chat_member.status ??
        message?.migrate_to_chat_id ??
        message?.migrate_from_chat_id,
    ]),
  ).toEqual([
    [from, "left"],
    [to, "administrator"],
    [from, to],
    [to, from],
  ]);
  expect(updates[3]?.message?.message_id).toBe(1);
  const sent = await api.sendMessage(to, "уже здесь");
  expect(sent).toMatchObject({ message_id: 2, chat: { type: "supergroup", title: "Центр" } });
  await olga.write("и я", { chat: group });
  expect(olga.messages({ chat: group }).map(({ text }) => text)).toEqual([
    undefined,
    "уже здесь",
    "и я",
  ]);
  expect(() => group.migrate()).toThrow("no basic group");
});

test("the bot is told in whatever order was asked for, or of a part only", async () => {
  const { api, group } = await openBasic();
  const { from, to } = group.migrate({ updates: ["new notice", "old member"] });
  const chats = (await api.getUpdates()).map(
    ({ my_chat_member, message }) => (my_chat_member ?? message)?.chat.id,
  );
  expect(chats).toEqual([to, from]);
});

test("calls that write to the old id are answered with the new one", async () => {
  const { api, group, olga, card } = await openBasic();
  const { from, to } = group.migrate();
  const calls = [
    api.sendMessage(from, "а"),
    api.deleteMessage(from, card.message_id),
    api.getChatMember(from, olga.id),
    api.pinChatMessage(from, card.message_id),
  ];
  for (const call of calls) {
    await expect(call).rejects.toMatchObject({
      error_code: 400,
      description: "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: { migrate_to_chat_id: to },
    });
  }
  expect((await api.getChat(from)).type).toBe("group");
});

test("old messages stay in the old chat, their buttons work, and what they show can be changed", async () => {
  const { api, group, olga, card } = await openBasic();
  const { from } = group.migrate();
  const old = olga
    .messages({ chat: from })
    .find(({ message_id }) => message_id === card.message_id);
  if (!old) throw new Error("the old card is gone");
  const tapping = olga.tap(old, "Взять");
  const query = (await api.getUpdates()).at(-1)?.callback_query;
  expect(query).toMatchObject({ data: "take", message: { chat: { id: from, type: "group" } } });
  await api.answerCallbackQuery(query?.id ?? "", { text: "Взято" });
  expect(await tapping).toEqual({ answer: { text: "Взято" } });
  expect(await refusal(api.editMessageText(from, card.message_id, "Взято"))).toBe("ok");
});

test("whoever waits for words in a group sees them under its new id", async () => {
  const { api, group, olga } = await openBasic();
  const seen = olga.sees("после переезда", { chat: group });
  const { to } = group.migrate();
  await api.sendMessage(to, "после переезда");
  expect((await seen).chat.id).toBe(to);
});

test("turning topics on makes a supergroup, with people and rights as before", async () => {
  const { api, group, olga, card } = await openBasic();
  group.forbidWriting({ can_send_photos: false });
  group.setForum(true);
  expect(group.id).not.toBe(card.chat.id);
  expect(await api.getChat(group.id)).toMatchObject({
    is_forum: true,
    permissions: { can_send_photos: false },
  });
  expect((await api.getChatMember(group.id, olga.id)).status).toBe("creator");
  expect(await refusal(api.createForumTopic(group.id, "127"))).toBe("ok");
});

test("a second start with the same state follows the old id", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const stateFile = join(folder, "world.json");
  const first = await startSandbox({ botToken: BOT_TOKEN, stateFile });
  const olga = first.person({ id: 7001, first_name: "Ольга" });
  const settings = { id: -4001, title: "Центр", owner: olga, basic: true, botIsMember: true };
  const { to } = first.group(settings).migrate();
  await first.close();
  const second = await startSandbox({ botToken: BOT_TOKEN, stateFile });
  onTestFinished(() => second.close());
  expect(second.group(settings).id).toBe(to);
  expect(second.groups().map(({ id }) => id)).toEqual([to]);
});
