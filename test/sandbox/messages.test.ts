import { expect, test } from "vitest";
import { openStage, refusal } from "./support/stage.ts";

const HOUR = 60 * 60 * 1000;

test("supergroups number their own messages; private chats and basic groups share one sequence", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const vera = sandbox.person({ first_name: "Вера" });
  const basic = sandbox.group({ title: "Малая", owner: anna, basic: true, botIsMember: true });
  const large = sandbox.group({ title: "Большая", owner: anna, botIsMember: true });
  const ids = [
    (await anna.start()).message_id,
    (await vera.start()).message_id,
    (await api.sendMessage(basic.id, "а")).message_id,
    (await api.sendMessage(anna.id, "б")).message_id,
  ];
  expect(ids).toEqual([1, 2, 3, 4]);
  expect((await api.sendMessage(large.id, "в")).message_id).toBe(2);
  expect((await anna.write("г", { chat: large })).message_id).toBe(3);
});

test("whoever never started, blocked the bot or is gone cannot be written to", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  expect(await refusal(api.sendMessage(anna.id, "а"))).toBe(
    "Forbidden: bot can't initiate conversation with a user",
  );
  await anna.start();
  expect(await refusal(api.sendMessage(anna.id, "а"))).toBe("ok");
  await anna.block();
  expect(await refusal(api.sendMessage(anna.id, "а"))).toBe(
    "Forbidden: bot was blocked by the user",
  );
  await expect(anna.write("а")).rejects.toThrow("unblock");
  await anna.start();
  anna.deactivate();
  expect(await refusal(api.sendMessage(anna.id, "а"))).toBe("Forbidden: user is deactivated");

  const updates = await api.getUpdates();
  expect(updates.map((update) => Object.keys(update)[1])).toEqual([
    "message",
    "my_chat_member",
    "my_chat_member",
    "message",
  ]);
  expect(updates.map(({ my_chat_member }) => my_chat_member?.new_chat_member.status)).toEqual([
    undefined,
    "kicked",
    "member",
    undefined,
  ]);
});

test("a reply must exist unless it may be left out, and a quote must be an exact part", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const { message_id } = await anna.write("Как подать заявку на грант?");
  const reply = (parameters: object) =>
    api.sendMessage(anna.id, "ответ", { reply_parameters: { message_id, ...parameters } });

  expect((await reply({})).reply_to_message?.message_id).toBe(message_id);
  expect((await reply({ quote: "заявку на грант" })).quote).toMatchObject({
    text: "заявку на грант",
    position: 11,
  });
  expect(await refusal(reply({ quote: "заявку на гранд" }))).toBe(
    "Bad Request: QUOTE_TEXT_INVALID",
  );
  expect(await refusal(reply({ message_id: 999 }))).toBe(
    "Bad Request: message to be replied not found",
  );
  const alone = await reply({ message_id: 999, allow_sending_without_reply: true });
  expect(alone.reply_to_message).toBeUndefined();
});

test("the reply keyboard stays until it is replaced or removed, and goes with its message", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const keyboard = (...texts: string[]) => ({ reply_markup: { keyboard: [texts] } });
  await api.sendMessage(anna.id, "а", keyboard("Да", "Нет"));
  await api.sendMessage(anna.id, "б");
  expect(anna.keyboard()).toEqual([["Да", "Нет"]]);
  await expect(anna.press("Может быть")).rejects.toThrow("«Да» «Нет»");
  await api.sendMessage(anna.id, "в", { reply_markup: { remove_keyboard: true } });
  expect(anna.keyboard()).toEqual([]);
  const last = await api.sendMessage(anna.id, "г", keyboard("Ещё"));
  await api.deleteMessage(anna.id, last.message_id);
  expect(anna.keyboard()).toEqual([]);
  await api.sendMessage(anna.id, "д", {
    reply_markup: { keyboard: [["Раз"]], one_time_keyboard: true },
  });
  await anna.press("Раз");
  expect(anna.keyboard()).toEqual([]);
});

test("a keyboard may ask for the phone number and the place", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна", phone_number: "+79120000000" });
  await anna.start();
  await api.sendMessage(anna.id, "Как с вами связаться?", {
    reply_markup: {
      keyboard: [
        [{ text: "Дать номер", request_contact: true }],
        [{ text: "Где я", request_location: true }],
      ],
    },
  });
  const contact = await anna.press("Дать номер");
  expect(contact.contact).toEqual({
    phone_number: "+79120000000",
    first_name: "Анна",
    user_id: anna.id,
  });
  expect((await anna.press("Где я")).location).toBeDefined();
});

test("buttons are checked: 64 bytes of data, real links, a hundred of them", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const withButtons = (row: object[]) =>
    refusal(api.sendMessage(anna.id, "а", { reply_markup: { inline_keyboard: [row as never] } }));
  const button = (data: string) => ({ text: "а", callback_data: data });
  expect(await withButtons([button("я".repeat(32))])).toBe("ok");
  expect(await withButtons([button(`${"я".repeat(32)}a`)])).toBe(
    "Bad Request: BUTTON_DATA_INVALID",
  );
  expect(await withButtons([{ text: "а", url: "не ссылка" }])).toBe(
    "Bad Request: BUTTON_URL_INVALID",
  );
  expect(await withButtons([{ text: "а" }])).toContain("Text buttons are unallowed");
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => button(String(index)));
  expect(await withButtons(many(100))).toBe("ok");
  expect(await withButtons(many(101))).toBe("Bad Request: reply markup is too long");
});

test("an edit must change something, and only own messages can be edited", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const hers = await anna.write("моё");
  const ours = await api.sendMessage(anna.id, "<b>Меню</b>", {
    parse_mode: "HTML",
    reply_markup: { inline_keyboard: [[{ text: "Да", callback_data: "yes" }]] },
  });
  const edit = (text: string, buttons: boolean) =>
    refusal(
      api.editMessageText(anna.id, ours.message_id, text, {
        parse_mode: "HTML",
        ...(buttons && {
          reply_markup: { inline_keyboard: [[{ text: "Да", callback_data: "yes" }]] },
        }),
      }),
    );
  expect(await edit("<strong>Меню</strong>", true)).toBe(
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
  );
  expect(await edit("Меню", true)).toBe("ok");
  expect(await edit("Меню", false)).toBe("ok");
  expect(anna.messages().at(-1)?.buttons).toEqual([]);
  expect(await refusal(api.editMessageText(anna.id, hers.message_id, "б"))).toBe(
    "Bad Request: message can't be edited",
  );
  expect(await refusal(api.editMessageText(anna.id, 999, "б"))).toBe(
    "Bad Request: message to edit not found",
  );
  expect(await refusal(api.editMessageCaption(anna.id, ours.message_id, { caption: "б" }))).toBe(
    "Bad Request: there is no caption in the message to edit",
  );
});

test("a text may be edited into a photo, as a text of a person into media", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const hers = await anna.write("вот");
  await anna.editToMedia(hers, { kind: "photo", caption: "фото" });
  const photo = anna.messages()[0]?.photo?.at(-1)?.file_id ?? "";
  const ours = await api.sendMessage(anna.id, "а");
  await api.editMessageMedia(anna.id, ours.message_id, {
    type: "photo",
    media: photo,
    caption: "б",
  });
  expect(anna.messages().at(-1)).toMatchObject({ caption: "б", photo: [{}, { file_id: photo }] });
  const updates = await api.getUpdates();
  expect(updates[1]?.edited_message).toMatchObject({
    caption: "фото",
    message_id: hers.message_id,
  });
});

test("in private chats messages can be deleted for 48 hours", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const hers = await anna.write("а");
  const ours = await api.sendMessage(anna.id, "б");
  sandbox.clock.advance(47 * HOUR);
  await api.deleteMessage(anna.id, hers.message_id);
  expect(anna.messages()).toHaveLength(1);
  expect(await refusal(api.deleteMessage(anna.id, hers.message_id))).toBe(
    "Bad Request: message to delete not found",
  );
  sandbox.clock.advance(1 * HOUR);
  expect(await refusal(api.deleteMessage(anna.id, ours.message_id))).toBe(
    "Bad Request: message can't be deleted for everyone",
  );
});

test("in groups others' messages need the right to delete, with which age does not matter", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const group = sandbox.group({ title: "Центр", owner: anna, botIsMember: true });
  const hers = await anna.write("а", { chat: group });
  const ours = await api.sendMessage(group.id, "б");
  expect(await refusal(api.deleteMessage(group.id, hers.message_id))).toBe(
    "Bad Request: message can't be deleted",
  );
  sandbox.clock.advance(49 * HOUR);
  expect(await refusal(api.deleteMessage(group.id, ours.message_id))).toBe(
    "Bad Request: message can't be deleted for everyone",
  );
  group.promoteBot({ can_delete_messages: true });
  await api.deleteMessages(group.id, [hers.message_id, ours.message_id, 999]);
  expect(anna.messages({ chat: group }).filter(({ text }) => text)).toEqual([]);
});

test("a person's own edit is told even when nothing changed; a deletion is told to nobody", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  const message = await anna.write("а");
  await anna.edit(message, "а");
  await anna.delete(message);
  const updates = await api.getUpdates();
  expect(updates.map((update) => Object.keys(update)[1])).toEqual(["message", "edited_message"]);
  expect(anna.messages()).toEqual([]);
});

test("protected messages can be neither copied nor forwarded", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const { message_id } = await api.sendMessage(anna.id, "а", { protect_content: true });
  expect(await refusal(api.copyMessage(anna.id, anna.id, message_id))).toBe(
    "Bad Request: message can't be copied",
  );
  expect(await refusal(api.forwardMessage(anna.id, anna.id, message_id))).toBe(
    "Bad Request: message can't be forwarded",
  );
});
