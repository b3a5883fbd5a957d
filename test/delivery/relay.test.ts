import type { MessageEntity } from "@grammyjs/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { albumEffects, messageEffects, type MessageContent } from "../../src/delivery/index.ts";

const source = { chatId: 7, messageId: 11 };
const to = { chatId: -100, topicId: 5, replyToMessageId: 40 };
const heading = "Вопрос № 128 · Валентина";
const about = { feature: "questions", what: "author-copy", messages: ["m1"] };
const keyboard = { inline_keyboard: [[{ text: "Спасибо", callback_data: "q" }]] };
const reply = { message_id: 40, allow_sending_without_reply: true };
const bold = { type: "bold", offset: 0, length: heading.length };

function send(content: MessageContent, options: { keyboard?: unknown } = {}) {
  return messageEffects({ key: "k", content, about }, to, { heading, ...options });
}

const withWords = [
  ["photo", "sendPhoto"],
  ["voice", "sendVoice"],
  ["video", "sendVideo"],
  ["audio", "sendAudio"],
  ["document", "sendDocument"],
  ["animation", "sendAnimation"],
] as const;
const withoutWords = [
  [{ kind: "video_note", fileId: "f", source }, "sendVideoNote", { video_note: "f" }],
  [{ kind: "sticker", fileId: "f", source }, "sendSticker", { sticker: "f" }],
  [
    { kind: "location", latitude: 56.1, longitude: 63.6, source },
    "sendLocation",
    { latitude: 56.1, longitude: 63.6 },
  ],
  [
    { kind: "venue", latitude: 1, longitude: 2, title: "Клуб", address: "ул. Мира, 1", source },
    "sendVenue",
    { latitude: 1, longitude: 2, title: "Клуб", address: "ул. Мира, 1" },
  ],
  [
    { kind: "contact", phoneNumber: "+73522", firstName: "Анна", lastName: "К", source },
    "sendContact",
    { phone_number: "+73522", first_name: "Анна", last_name: "К" },
  ],
  [{ kind: "other", source }, "copyMessage", { from_chat_id: 7, message_id: 11 }],
] as const satisfies [MessageContent, string, object][];

describe("a message that is sent on", () => {
  test("a text comes under a bold heading, in its topic, as a reply, with its buttons", () => {
    const effects = send({ kind: "text", text: "Где взять деньги?", source }, { keyboard });
    expect(effects).toEqual([
      {
        key: "k",
        chatId: -100,
        about,
        method: "sendMessage",
        params: {
          text: `${heading}\n\nГде взять деньги?`,
          entities: [bold],
          reply_markup: keyboard,
          reply_parameters: reply,
          message_thread_id: 5,
        },
      },
    ]);
  });

  test.each(withWords)("a %s keeps its caption under the heading", (kind, method) => {
    const [effect, ...others] = send({ kind, fileId: "file", text: "смета", source }, { keyboard });
    expect(others).toEqual([]);
    expect(effect).toMatchObject({
      method,
      params: {
        [kind]: "file",
        caption: `${heading}\n\nсмета`,
        caption_entities: [bold],
        reply_markup: keyboard,
        reply_parameters: reply,
        message_thread_id: 5,
      },
    });
  });

  test.each(withWords)("a %s without a caption gets the heading as one", (kind, method) => {
    const effects = send({ kind, fileId: "file", source });
    expect(effects).toMatchObject([{ method, params: { caption: heading } }]);
  });

  test.each(withoutWords)(
    "what can hold no words follows its heading: %o",
    (content, method, params) => {
      const [first, second, ...others] = send(content, { keyboard });
      expect(others).toEqual([]);
      expect(first).toEqual({
        key: "k:heading",
        chatId: -100,
        about: { ...about, messages: [] },
        method: "sendMessage",
        params: { text: heading, entities: [bold], reply_parameters: reply, message_thread_id: 5 },
      });
      expect(second).toEqual({
        key: "k",
        chatId: -100,
        about,
        method,
        params: { ...params, reply_markup: keyboard, message_thread_id: 5 },
      });
    },
  );

  test("a text that just fits stays with its heading, a longer one follows it", () => {
    const room = 4096 - heading.length - 2;
    expect(send({ kind: "text", text: "я".repeat(room), source })).toHaveLength(1);
    const [first, second] = send({ kind: "text", text: "я".repeat(room + 1), source });
    expect(first?.params).toMatchObject({ text: heading });
    expect(second?.params).toMatchObject({ text: "я".repeat(room + 1) });
  });

  test("a caption that just fits stays with its heading, a longer one follows it", () => {
    const room = 1024 - heading.length - 2;
    const photo = (length: number): MessageContent => ({
      kind: "photo",
      fileId: "file",
      text: "я".repeat(length),
      source,
    });
    expect(send(photo(room))).toHaveLength(1);
    const [first, second, ...others] = send(photo(room + 1));
    expect(others).toEqual([]);
    expect(first?.params).toMatchObject({ text: heading });
    expect(second?.params).toMatchObject({ photo: "file", caption: "я".repeat(room + 1) });
  });

  test("a caption longer than a bot may send becomes a text, and no word is lost", () => {
    const text = "я".repeat(2048);
    const effects = send({ kind: "photo", fileId: "file", text, source });
    expect(effects.map(({ key, method }) => [key, method])).toEqual([
      ["k:heading", "sendMessage"],
      ["k:words", "sendMessage"],
      ["k", "sendPhoto"],
    ]);
    expect(effects[1]?.params).toMatchObject({ text });
    expect(effects[2]?.params).not.toHaveProperty("caption");
  });

  test("what waits for an earlier effect says so in all its parts", () => {
    const place = { chatId: -100, topicEffect: "topic", replyToEffect: "card" };
    const message = { key: "k", about, content: { kind: "sticker", fileId: "f", source } as const };
    for (const effect of messageEffects(message, place, { heading }))
      expect(effect).toMatchObject({ topicEffect: "topic", replyToEffect: "card" });
  });

  test("links, mentions and commands are left for Telegram to find", () => {
    const entities: MessageEntity[] = [
      { type: "url", offset: 0, length: 4 },
      { type: "bot_command", offset: 5, length: 4 },
      { type: "italic", offset: 10, length: 2 },
      { type: "text_link", offset: 13, length: 2, url: "https://example.org" },
    ];
    const [effect] = send({ kind: "text", text: "a.ru /abc дом тут", entities, source });
    expect(effect?.params["entities"]).toMatchObject([
      { type: "bold" },
      { type: "italic" },
      { type: "text_link" },
    ]);
  });

  test("formatting still covers the same words under any heading", () => {
    const anyText = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
    const anyCase = anyText.chain((text) => {
      const span = fc
        .tuple(fc.nat(text.length - 1), fc.nat(text.length))
        .map(([offset, length]) => ({
          offset,
          length: Math.max(1, Math.min(length, text.length - offset)),
        }));
      const type = fc.constantFrom<"italic" | "code" | "spoiler">("italic", "code", "spoiler");
      const entity = fc.tuple(type, span).map(([kind, at]) => ({ type: kind, ...at }));
      return fc.record({
        text: fc.constant(text),
        title: anyText,
        kind: fc.constantFrom("text" as const, "photo" as const),
        entities: fc.array(entity, { maxLength: 5 }),
      });
    });
    fc.assert(
      fc.property(anyCase, ({ text, title, kind, entities }) => {
        const content: MessageContent =
          kind === "text"
            ? { kind, text, entities, source }
            : { kind, fileId: "file", text, entities, source };
        const [effect] = messageEffects({ key: "k", content, about }, to, { heading: title });
        const whole = String(effect?.params["text"] ?? effect?.params["caption"]);
        const moved = (effect?.params["entities"] ??
          effect?.params["caption_entities"]) as MessageEntity[];
        const words = (from: string, { offset, length }: { offset: number; length: number }) =>
          from.slice(offset, offset + length);
        expect(moved.map((entity) => words(whole, entity))).toEqual([
          title,
          ...entities.map((entity) => words(text, entity)),
        ]);
      }),
    );
  });
});

describe("an album that is sent on", () => {
  const item = (index: number, more: Partial<MessageContent> = {}) => ({
    key: `k${index}`,
    about: { ...about, messages: [`m${index}`] },
    content: {
      kind: "photo",
      fileId: `file ${index}`,
      albumId: "a",
      source,
      ...more,
    } as MessageContent,
  });

  test("comes as one, with the heading on its first item and each one's own caption", () => {
    const messages = [item(1), item(2, { text: "фасад" }), item(3)];
    const [album, ...others] = albumEffects("k", messages, to, { heading });
    expect(others).toEqual([]);
    expect(album).toMatchObject({
      key: "k",
      method: "sendMediaGroup",
      about: { messages: ["m1", "m2", "m3"] },
      params: {
        reply_parameters: reply,
        message_thread_id: 5,
        media: [
          { type: "photo", media: "file 1", caption: heading, caption_entities: [bold] },
          { type: "photo", media: "file 2", caption: "фасад" },
          { type: "photo", media: "file 3" },
        ],
      },
    });
  });

  test("its buttons, which it cannot have, follow in a text of their own", () => {
    const options = { heading, keyboard, keyboardText: "Помог ли ответ?" };
    const [, buttons, ...others] = albumEffects("k", [item(1), item(2)], to, options);
    expect(others).toEqual([]);
    expect(buttons).toMatchObject({
      key: "k:buttons",
      method: "sendMessage",
      params: { text: "Помог ли ответ?", reply_markup: keyboard },
    });
  });

  test("captions that are too long stand in texts of their own", () => {
    const long = "я".repeat(1500);
    const messages = [item(1, { text: long }), item(2, { text: long })];
    const effects = albumEffects("k", messages, to, { heading });
    expect(effects.map(({ key }) => key)).toEqual(["k:heading", "k", "k1:words", "k2:words"]);
    expect(effects[1]?.params["media"]).toEqual([
      { type: "photo", media: "file 1" },
      { type: "photo", media: "file 2" },
    ]);
  });

  test("of nothing there is nothing", () => {
    expect(albumEffects("k", [], to, { heading })).toEqual([]);
  });
});
