import type { Update } from "@grammyjs/types";
import { describe, expect, test } from "vitest";
import { isSound } from "../../src/telegram/sound-update.ts";

const from = { id: 7, is_bot: false, first_name: "Валентина" };
const chat = { id: 7, type: "private", first_name: "Валентина" };
const message = { message_id: 1, date: 1, from, chat };

/** As JSON brings it, whatever the types say. */
function sound(update: unknown): boolean {
  return isSound({ update: update as Update, from });
}

describe("an update", () => {
  test.each([
    { message: { ...message, text: "Как быть?", entities: [] } },
    { message: { ...message, photo: [{ file_id: "a" }], caption: "Крыша", media_group_id: "5" } },
    { message: { ...message, new_kind: { deep: [] } } },
    { edited_message: { ...message, text: "Как быть?" } },
    { callback_query: { id: "1", from, data: "x", message: { message_id: 1, date: 0, chat } } },
    { callback_query: { id: "1", from, inline_message_id: "5" } },
    { my_chat_member: { chat, from } },
    { brand_new: null },
  ])("is sound as Telegram makes it: %j", (update) => {
    expect(sound({ update_id: 1, ...update })).toBe(true);
  });

  test.each([
    { message: null },
    { message: {} },
    { message: { ...message, chat: null } },
    { message: { ...message, chat: { ...chat, id: 1.5 } } },
    { message: { ...message, from: {} } },
    { message: { ...message, message_id: 2 ** 40 } },
    { message: { ...message, text: 5 } },
    { message: { ...message, text: "а", entities: "все" } },
    { message: { ...message, photo: [] } },
    { message: { ...message, reply_to_message: { message_id: "10" } } },
    { callback_query: { id: "1", from, data: {} } },
  ])("is not with %j", (update) => {
    expect(sound({ update_id: 1, ...update })).toBe(false);
  });

  test("nor with a sender whose number is none", () => {
    const update = { update_id: 1, poll_answer: {} } as unknown as Update;
    expect(isSound({ update, from: { ...from, id: 2 ** 60 } })).toBe(false);
    expect(isSound({ update, from: undefined })).toBe(true);
  });
});
