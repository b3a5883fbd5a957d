import type { Message } from "@grammyjs/types";
import { describe, expect, test } from "vitest";
import { isAnonymous, readContent, realReply, topicOf } from "../../src/telegram/index.ts";

const base = {
  message_id: 11,
  date: 1_795_000_000,
  chat: { id: 7, type: "private", first_name: "Валентина" },
  from: { id: 7, is_bot: false, first_name: "Валентина" },
};
const kept = { source: { chatId: 7, messageId: 11 }, writtenAt: 1_795_000_000 };
const file = { file_id: "file", file_unique_id: "u" };

function message(parts: Record<string, unknown>): Message {
  return { ...base, ...parts } as unknown as Message;
}

describe("what a person sent", () => {
  test("a text, with its formatting", () => {
    const entities = [{ type: "bold", offset: 0, length: 3 }];
    expect(readContent(message({ text: "Где взять деньги?", entities }))).toEqual({
      kind: "text",
      text: "Где взять деньги?",
      entities,
      ...kept,
    });
  });

  test.each([
    ["voice", {}],
    ["video", {}],
    ["video_note", {}],
    ["audio", {}],
    ["document", {}],
    ["sticker", {}],
    ["animation", { document: { ...file, file_id: "the same as a document" } }],
  ])("a %s", (kind, more) => {
    expect(readContent(message({ [kind]: file, ...more }))).toEqual({
      kind,
      fileId: "file",
      ...kept,
    });
  });

  test("a photo in its largest size, with its caption and its album", () => {
    const photo = [
      { ...file, file_id: "small" },
      { ...file, file_id: "large" },
    ];
    const caption_entities = [{ type: "italic", offset: 0, length: 5 }];
    const parts = { photo, caption: "крыша", caption_entities, media_group_id: "9" };
    expect(readContent(message(parts))).toEqual({
      kind: "photo",
      fileId: "large",
      text: "крыша",
      entities: caption_entities,
      albumId: "9",
      ...kept,
    });
  });

  test("a place, a place with a name, a phone number", () => {
    const location = { latitude: 56.08, longitude: 63.63 };
    expect(readContent(message({ location }))).toEqual({ kind: "location", ...location, ...kept });
    const venue = { location, title: "Клуб", address: "ул. Мира, 1" };
    expect(readContent(message({ venue, location }))).toEqual({
      kind: "venue",
      ...location,
      title: "Клуб",
      address: "ул. Мира, 1",
      ...kept,
    });
    const contact = { phone_number: "+73525300001", first_name: "Анна" };
    expect(readContent(message({ contact }))).toEqual({
      kind: "contact",
      phoneNumber: "+73525300001",
      firstName: "Анна",
      ...kept,
    });
  });

  test.each([
    ["a poll", { poll: { id: "1" } }],
    ["a dice", { dice: { emoji: "🎲", value: 6 } }],
    ["a rich message", { rich_message: { blocks: [] } }],
    ["something of the future", { hologram: file }],
  ])("%s can only be copied from where it stands", (_, parts) => {
    expect(readContent(message(parts))).toEqual({ kind: "other", ...kept });
  });

  test.each([
    [{ type: "user", sender_user: { first_name: "Глеб", last_name: "Иванов" } }, "Глеб Иванов"],
    [{ type: "user", sender_user: { first_name: "Глеб" } }, "Глеб"],
    [{ type: "hidden_user", sender_user_name: "Тайный" }, "Тайный"],
    [{ type: "chat", sender_chat: { title: "Совет отцов" } }, "Совет отцов"],
    [{ type: "channel", chat: { title: "Новости НКО" } }, "Новости НКО"],
  ])("what was forwarded names its author: %o", (forward_origin, forwardedFrom) => {
    const content = readContent(message({ text: "слова", forward_origin }));
    expect(content).toMatchObject({ kind: "text", forwardedFrom });
  });
});

describe("a reply", () => {
  const card = message({ message_id: 5, text: "карточка" });

  test("is one when somebody chose a message", () => {
    expect(realReply(message({ reply_to_message: card }))).toBe(card);
    expect(realReply(message({ text: "просто слова" }))).toBeUndefined();
  });

  test("is none when it only says in which topic a message stands", () => {
    const opened = message({ message_id: 40, forum_topic_created: { name: "Вопрос № 1" } });
    const inTopic = { is_topic_message: true, message_thread_id: 40 };
    expect(realReply(message({ ...inTopic, reply_to_message: opened }))).toBeUndefined();
    const bare = message({ message_id: 40 });
    expect(realReply(message({ ...inTopic, reply_to_message: bare }))).toBeUndefined();
    expect(realReply(message({ ...inTopic, reply_to_message: card }))).toBe(card);
  });

  test("in General begins a thread that is no topic", () => {
    const reply = message({ message_thread_id: 5, reply_to_message: card });
    expect(topicOf(reply)).toBeNull();
    expect(realReply(reply)).toBe(card);
    expect(topicOf(message({ is_topic_message: true, message_thread_id: 40 }))).toBe(40);
  });

  test("of an administrator who hides behind the group is known as such", () => {
    const chat = { id: -100, type: "supergroup", title: "Центр" };
    expect(isAnonymous(message({ chat, sender_chat: chat }))).toBe(true);
    expect(isAnonymous(message({ chat }))).toBe(false);
  });
});
