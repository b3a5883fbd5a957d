import { expect, test } from "vitest";
import { openStage, refusal } from "./support/stage.ts";

test("a bot that was removed or left hears so, and is refused in these words", async () => {
  const { sandbox, api } = await openStage();
  const olga = sandbox.person({ first_name: "Ольга" });
  const large = sandbox.group({ title: "Центр", owner: olga, botIsMember: true });
  const basic = sandbox.group({ title: "Малая", owner: olga, basic: true, botIsMember: true });
  const strange = sandbox.group({ title: "Чужая", owner: olga });
  large.kickBot();
  expect(await refusal(api.sendMessage(large.id, "а"))).toBe(
    "Forbidden: bot was kicked from the supergroup chat",
  );
  await api.leaveChat(basic.id);
  expect(await refusal(api.sendMessage(basic.id, "а"))).toBe(
    "Forbidden: bot is not a member of the group chat",
  );
  expect(await refusal(api.getChat(strange.id))).toBe("Bad Request: chat not found");
  const changes = (await api.getUpdates()).map(({ my_chat_member }) => [
    my_chat_member?.old_chat_member.status,
    my_chat_member?.new_chat_member.status,
  ]);
  expect(changes).toEqual([
    ["member", "kicked"],
    ["member", "left"],
  ]);
});

test("an ordinary bot sees commands, replies to it and notices; an administrator sees everything", async () => {
  const { sandbox, api } = await openStage();
  const olga = sandbox.person({ first_name: "Ольга" });
  const group = sandbox.group({ title: "Центр", owner: olga, botIsMember: true });
  const card = await api.sendMessage(group.id, "карточка");
  await olga.write("разговор", { chat: group });
  await olga.write("/menu@other_bot", { chat: group });
  await olga.write("/menu", { chat: group });
  await olga.write("спросим @resource_center_bot", { chat: group });
  await olga.write("ответ", { chat: group, replyTo: card });
  group.promoteBot();
  await olga.write("ещё разговор", { chat: group });
  const texts = (await api.getUpdates()).flatMap(({ message }) => message?.text ?? []);
  expect(texts).toEqual(["/menu", "спросим @resource_center_bot", "ответ", "ещё разговор"]);
});

test("anonymous administrators write in the group's name", async () => {
  const { sandbox, api } = await openStage();
  const olga = sandbox.person({ first_name: "Ольга" });
  const group = sandbox.group({ title: "Центр", owner: olga, botIsAdmin: true });
  group.setAnonymous(olga, true);
  const message = await olga.write("ответ", { chat: group });
  await api.getUpdates({ allowed_updates: ["message", "message_reaction"] });
  await olga.react(message, "👍");
  const updates = await api.getUpdates({ offset: -5 });
  expect(updates).toHaveLength(1);
  expect(updates[0]?.message).toMatchObject({
    from: { id: 1087968824, username: "GroupAnonymousBot" },
    sender_chat: { id: group.id, title: "Центр" },
  });
  expect(await api.getChatMember(group.id, olga.id)).toMatchObject({
    status: "creator",
    is_anonymous: true,
  });
});

test("a muted group refuses the bot by kind of message, administrators are free", async () => {
  const { sandbox, api } = await openStage();
  const olga = sandbox.person({ first_name: "Ольга" });
  const vera = sandbox.person({ first_name: "Вера" });
  const group = sandbox.group({ title: "Центр", owner: olga, members: [vera], botIsMember: true });
  const photo = (await olga.send({ kind: "photo" })).photo?.at(-1)?.file_id ?? "";
  group.forbidWriting({ can_send_photos: false });
  expect(await refusal(api.sendPhoto(group.id, photo))).toBe(
    "Bad Request: not enough rights to send photos to the chat",
  );
  group.forbidWriting();
  expect(await refusal(api.sendMessage(group.id, "а"))).toBe(
    "Bad Request: not enough rights to send text messages to the chat",
  );
  await expect(vera.write("а", { chat: group })).rejects.toThrow("does not allow");
  await olga.write("а", { chat: group });
  group.promoteBot({});
  expect(await refusal(api.sendMessage(group.id, "а"))).toBe("ok");
});

test("pinning needs the right to, and people's pins are told", async () => {
  const { sandbox, api } = await openStage();
  const olga = sandbox.person({ first_name: "Ольга" });
  const group = sandbox.group({
    title: "Центр",
    owner: olga,
    botIsAdmin: { can_delete_messages: true },
  });
  const message = await olga.write("важное", { chat: group });
  expect(await refusal(api.pinChatMessage(group.id, message.message_id))).toBe(
    "Bad Request: not enough rights to manage pinned messages in the chat",
  );
  group.promoteBot({ can_pin_messages: true });
  await api.pinChatMessage(group.id, message.message_id);
  expect(group.pinned()).toEqual([message.message_id]);
  expect((await api.getChat(group.id)).pinned_message?.text).toBe("важное");
  await api.unpinChatMessage(group.id, message.message_id);
  await olga.pin(message);
  const last = (await api.getUpdates()).at(-1);
  expect(last?.message?.pinned_message?.message_id).toBe(message.message_id);
});

test("getChat and getChatMember say what the group allows and who the bot is in it", async () => {
  const { sandbox, api } = await openStage();
  const olga = sandbox.person({ first_name: "Ольга", username: "olga_v" });
  const group = sandbox.group({
    title: "Центр",
    owner: olga,
    forum: true,
    botIsAdmin: { can_manage_topics: true },
  });
  group.setReactions(["👍", "👌"]);
  group.protectContent(true);
  expect(await api.getChat(group.id)).toMatchObject({
    type: "supergroup",
    is_forum: true,
    has_protected_content: true,
    available_reactions: [
      { type: "emoji", emoji: "👍" },
      { type: "emoji", emoji: "👌" },
    ],
  });
  expect(await api.getChatMember(group.id, 4242)).toMatchObject({
    status: "administrator",
    can_manage_topics: true,
    can_delete_messages: false,
  });
  const administrators = await api.getChatAdministrators(group.id);
  expect(administrators.map(({ user }) => user.first_name)).toEqual(["Ольга"]);
  expect(await api.getChatMemberCount(group.id)).toBe(2);
  expect(await refusal(api.getChatMember(group.id, 5))).toBe("Bad Request: user not found");
});

test("a startgroup link brings the bot with its rights and sends the token into the group", async () => {
  const { sandbox, api } = await openStage();
  const olga = sandbox.person({ first_name: "Ольга" });
  const vera = sandbox.person({ first_name: "Вера" });
  const group = sandbox.group({ title: "Центр", owner: olga, members: [vera], forum: true });
  const link =
    "https://t.me/resource_center_bot?startgroup=tok-1&admin=manage_topics+delete_messages+pin_messages";
  await expect(vera.openLink(link, { group })).rejects.toThrow("may not make administrators");
  await olga.openLink(link, { group });
  const updates = await api.getUpdates();
  expect(updates.map((update) => Object.keys(update)[1])).toEqual([
    "my_chat_member",
    "message",
    "message",
  ]);
  expect(updates[0]?.my_chat_member?.new_chat_member).toMatchObject({
    status: "administrator",
    can_manage_topics: true,
    can_pin_messages: true,
    can_restrict_members: false,
  });
  expect(updates[2]?.message).toMatchObject({
    text: "/start@resource_center_bot tok-1",
    from: { id: olga.id },
    chat: { id: group.id, is_forum: true },
  });
});

test("a start link opens the private chat with its payload", async () => {
  const { sandbox, api } = await openStage();
  const olga = sandbox.person({ first_name: "Ольга" });
  await olga.openLink("https://t.me/resource_center_bot?start=invite_7");
  await expect(olga.openLink("https://t.me/resource_center_bot?start=нет")).rejects.toThrow(
    "payload",
  );
  await expect(olga.openLink("https://t.me/other_bot?start=a")).rejects.toThrow(
    "no link of the bot",
  );
  const [update] = await api.getUpdates();
  expect(update?.message?.text).toBe("/start invite_7");
});
