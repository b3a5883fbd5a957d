import { describe, expect, test } from "vitest";
import type { Call } from "../../src/delivery/index.ts";
import { fitting, followUps } from "../../src/delivery/remedies.ts";

const says = (params: Record<string, unknown>): Call => ({
  method: "sendMessage",
  params: { chat_id: 7, ...params },
});
const keyboard = { inline_keyboard: [[{ text: "Да", callback_data: "yes" }]] };
const words = (count: number) => "слово ".repeat(count).trim();

describe("a text that is longer than Telegram takes, before it is sent", () => {
  const effect = {
    key: "k",
    chatId: 7,
    method: "sendMessage",
    params: { text: words(1000), reply_markup: keyboard },
    replyToEffect: "question",
    topicEffect: "topic",
    about: { feature: "questions", what: "answer" },
  };

  test("becomes several effects in the same place, told of once", () => {
    const [first, second, ...others] = fitting(effect);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      key: "k",
      replyToEffect: "question",
      topicEffect: "topic",
      about: effect.about,
    });
    expect(second).toMatchObject({
      key: "k:part2",
      chatId: 7,
      topicEffect: "topic",
      params: { reply_markup: keyboard },
    });
    expect(second).not.toHaveProperty("about");
    expect(second).not.toHaveProperty("replyToEffect");
  });

  test("what fits is left as it is, also where only its tags are long", () => {
    const fits = { ...effect, params: { text: "<b>а</b>".repeat(1000), parse_mode: "HTML" } };
    expect(fitting(fits)).toEqual([fits]);
    expect(fitting({ ...effect, method: "editMessageText" })).toHaveLength(1);
  });

  test("the parts of a refused one belong to its chat and lane", () => {
    const calls = [says({ text: "один" }), says({ text: "два" })] as const;
    expect(followUps({ key: "k", chatId: 7, lane: 1 }, calls)).toEqual([
      { key: "k:part2", chatId: 7, lane: 1, method: "sendMessage", params: { text: "два" } },
    ]);
    const [again] = followUps({ key: "k", chatId: 7, remedies: 1 }, calls);
    expect(again?.key).toBe("k:part2:1");
  });
});
