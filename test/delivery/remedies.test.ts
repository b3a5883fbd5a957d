import type { MessageEntity } from "@grammyjs/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Call, judge } from "../../src/delivery/index.ts";
import { remedy } from "../../src/delivery/remedies.ts";

/** The remedy for a refusal in Telegram's own words. */
function cure(call: Call, description: string): readonly Call[] | undefined {
  const verdict = judge({ kind: "refused", code: 400, description: `Bad Request: ${description}` });
  if (verdict.kind !== "failed") throw new Error(`${description} is no failure`);
  return remedy(call, verdict.failure, description);
}

const says = (params: Record<string, unknown>): Call => ({
  method: "sendMessage",
  params: { chat_id: 7, ...params },
});
const keyboard = { inline_keyboard: [[{ text: "Да", callback_data: "yes" }]] };
const reply = { message_id: 5, allow_sending_without_reply: true };
const words = (count: number) => "слово ".repeat(count).trim();

describe("formatting that Telegram does not understand", () => {
  test("HTML becomes the text that one would have read, addresses included", () => {
    const call = says({
      text: '<b>Вопрос</b> &lt;1&gt; на <a href="https://example.org/?a=1&amp;b=2">сайте</a>, 2 < 3 <i>да',
      parse_mode: "HTML",
      reply_markup: keyboard,
    });
    expect(
      cure(call, "can't parse entities: Can't find end tag corresponding to start tag i"),
    ).toEqual([
      says({
        text: "Вопрос <1> на сайте (https://example.org/?a=1&b=2), 2 < 3 да",
        reply_markup: keyboard,
      }),
    ]);
  });

  test.each(["ENTITY_BOUNDS_INVALID", "ENTITY_TEXTURL_INVALID", "ENTITY_MENTION_USER_INVALID"])(
    "%s: the words come without their entities",
    (description) => {
      const entities: MessageEntity[] = [
        { type: "bold", offset: 0, length: 2 },
        { type: "text_link", offset: 3, length: 3, url: "https://example.org" },
      ];
      expect(cure(says({ text: "на сайте нет", entities }), description)).toEqual([
        says({ text: "на сай (https://example.org)те нет" }),
      ]);
      const photo = {
        method: "sendPhoto",
        params: { photo: "f", caption: "да", caption_entities: [entities[0]] },
      };
      expect(cure(photo, description)).toEqual([
        { method: "sendPhoto", params: { photo: "f", caption: "да" } },
      ]);
      const plain = { type: "photo", media: "f", caption: "да" };
      const item = { type: "photo", media: "f", caption: "да", caption_entities: [entities[0]] };
      expect(
        cure({ method: "sendMediaGroup", params: { media: [item, item] } }, description),
      ).toEqual([
        {
          method: "sendMediaGroup",
          params: { media: [plain, plain] },
        },
      ]);
    },
  );

  test("what has none has no remedy", () => {
    expect(cure(says({ text: "да" }), "can't parse entities")).toBeUndefined();
  });
});

describe("a reply that cannot be one", () => {
  test("its target is gone: the words come without it", () => {
    expect(
      cure(says({ text: "да", reply_parameters: reply }), "message to be replied not found"),
    ).toEqual([says({ text: "да" })]);
  });

  test("its quote is no part of the target: it stays a reply", () => {
    const quoting = { ...reply, quote: "нет", quote_position: 3, quote_entities: [] };
    expect(cure(says({ text: "да", reply_parameters: quoting }), "QUOTE_TEXT_INVALID")).toEqual([
      says({ text: "да", reply_parameters: reply }),
    ]);
  });
});

describe("what is too long", () => {
  test("a text comes in parts; the first is the reply, the last has the buttons", () => {
    const text = words(1000);
    const call = says({
      text,
      message_thread_id: 3,
      reply_parameters: reply,
      reply_markup: keyboard,
    });
    const parts = cure(call, "message is too long") ?? [];
    expect(parts).toHaveLength(2);
    expect(parts[0]?.params).toMatchObject({ message_thread_id: 3, reply_parameters: reply });
    expect(parts[0]?.params).not.toHaveProperty("reply_markup");
    expect(parts[1]?.params).toMatchObject({ message_thread_id: 3, reply_markup: keyboard });
    expect(parts[1]?.params).not.toHaveProperty("reply_parameters");
    expect(parts.map(({ params }) => params["text"]).join(" ")).toBe(text);
  });

  test("HTML is cut as what it says, not through a tag", () => {
    const text = `<b>${words(800)}</b> и &amp;`;
    const parts = cure(says({ text, parse_mode: "HTML" }), "message is too long") ?? [];
    expect(parts.map(({ params }) => params["text"]).join(" ")).toBe(`${words(800)} и &`);
    expect(parts.every(({ params }) => Array.isArray(params["entities"]))).toBe(true);
    expect(parts.some(({ params }) => "parse_mode" in params)).toBe(false);
  });

  test.each(["message caption is too long", "MEDIA_CAPTION_TOO_LONG"])(
    "%s: the caption goes on in a message",
    (description) => {
      const caption = words(300);
      const params = {
        photo: "f",
        caption,
        message_thread_id: 3,
        reply_parameters: reply,
        reply_markup: keyboard,
      };
      const parts = cure({ method: "sendPhoto", params }, description) ?? [];
      expect(parts.map(({ method }) => method)).toEqual(["sendPhoto", "sendMessage"]);
      expect(parts[0]?.params).toMatchObject({ photo: "f", reply_parameters: reply });
      expect(parts[1]?.params).toMatchObject({ message_thread_id: 3, reply_markup: keyboard });
      expect(`${String(parts[0]?.params["caption"])} ${String(parts[1]?.params["text"])}`).toBe(
        caption,
      );
    },
  );

  test("an album's caption follows it", () => {
    const media = [
      { type: "photo", media: "a", caption: words(300) },
      { type: "photo", media: "b", caption: "да" },
    ];
    const call = { method: "sendMediaGroup", params: { chat_id: 7, media, message_thread_id: 3 } };
    expect(cure(call, "MEDIA_CAPTION_TOO_LONG")).toEqual([
      {
        method: "sendMediaGroup",
        params: { ...call.params, media: [{ type: "photo", media: "a" }, media[1]] },
      },
      { method: "sendMessage", params: { chat_id: 7, message_thread_id: 3, text: words(300) } },
    ]);
  });

  test("a changed message has one place only: its end is left out", () => {
    const call = {
      method: "editMessageText",
      params: { message_id: 5, text: words(1000), reply_markup: keyboard },
    };
    const [changed, ...others] = cure(call, "message is too long") ?? [];
    expect(others).toEqual([]);
    expect(changed?.params["text"]).toMatch(/слово…$/);
    expect(changed?.params).toMatchObject({ message_id: 5, reply_markup: keyboard });
  });

  test("what Telegram counts as longer than we do is halved, until nothing is left to halve", () => {
    expect(
      cure(says({ text: "один два" }), "message is too long")?.map(({ params }) => params["text"]),
    ).toEqual(["один", "два"]);
    expect(cure(says({ text: "а" }), "message is too long")).toBeUndefined();
    expect(cure({ method: "sendLocation", params: {} }, "message is too long")).toBeUndefined();
  });
});

describe("buttons that Telegram does not take", () => {
  const row = (button: object) => [{ text: "Кнопка", ...button }];
  const good = row({ callback_data: "yes" });

  test.each([
    ["BUTTON_DATA_INVALID", row({ callback_data: "д".repeat(40) })],
    ["BUTTON_URL_INVALID", row({ url: "https://example.org" })],
    [
      "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
      row({ url: "http://localhost" }),
    ],
    ["inline keyboard button URL '' is invalid", row({ url: "" })],
  ])("%s: without that button", (description, bad) => {
    const call = says({ text: "да", reply_markup: { inline_keyboard: [good, bad] } });
    expect(cure(call, description)).toEqual([
      says({ text: "да", reply_markup: { inline_keyboard: [good] } }),
    ]);
  });

  test("too many: without those beyond what a message holds, at last without any", () => {
    const rows = Array.from({ length: 120 }, () => good);
    const [fewer] =
      cure(
        says({ text: "да", reply_markup: { inline_keyboard: rows } }),
        "reply markup is too long",
      ) ?? [];
    expect(fewer?.params["reply_markup"]).toEqual({ inline_keyboard: rows.slice(0, 100) });
    expect(fewer && cure(fewer, "reply markup is too long")).toEqual([says({ text: "да" })]);
  });

  test("large buttons below the input field are left out", () => {
    const call = says({ text: "да", reply_markup: { keyboard: [["Меню"]] } });
    expect(cure(call, "reply markup is too long")).toEqual([says({ text: "да" })]);
  });
});

describe("no remedy", () => {
  test.each([
    "REACTION_INVALID",
    "VOICE_MESSAGES_FORBIDDEN",
    "TOPIC_CLOSED",
    "message thread not found",
    "wrong file identifier/HTTP URL specified",
    "CHAT_ADMIN_REQUIRED",
    "SOMETHING_NEW",
  ])("%s is for whoever asked for the call", (description) => {
    const call = says({ text: words(1000), parse_mode: "HTML", reply_parameters: reply });
    expect(cure(call, description)).toBeUndefined();
  });
});

test("the remedies of any call come to an end", () => {
  const call = fc.record({
    method: fc.constantFrom("sendMessage", "sendPhoto", "editMessageText", "sendMediaGroup"),
    params: fc.record(
      {
        text: fc.string({ unit: "grapheme", maxLength: 300 }),
        caption: fc.string({ unit: "grapheme", maxLength: 300 }),
        parse_mode: fc.constantFrom("HTML", "MarkdownV2"),
        entities: fc.constant([{ type: "bold", offset: 0, length: 1 }]),
        reply_parameters: fc.constant({ ...reply, quote: "а" }),
        reply_markup: fc.oneof(fc.constant(keyboard), fc.anything()),
        media: fc.array(fc.record({ caption: fc.string() }), { maxLength: 3 }),
      },
      { requiredKeys: [] },
    ),
  });
  const refusals = [
    "can't parse entities",
    "message is too long",
    "QUOTE_TEXT_INVALID",
    "message to be replied not found",
    "reply markup is too long",
    "BUTTON_URL_INVALID",
  ];
  fc.assert(
    fc.property(
      call,
      fc.array(fc.constantFrom(...refusals), { minLength: 1, maxLength: 4 }),
      (first, all) => {
        let rounds = 0;
        for (const refusal of all)
          for (let next: Call | undefined = first; next; next = cure(next, refusal)?.[0])
            rounds += 1;
        expect(rounds).toBeLessThan(50);
      },
    ),
  );
});
