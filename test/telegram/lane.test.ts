import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { laneOf } from "../../src/telegram/lane.ts";

const chat = { id: -100_500, type: "supergroup", title: "Центр" };
const from = { id: 42, is_bot: false, first_name: "Валентина" };
const message = { message_id: 1, date: 0, chat, from, text: "слова" };

function lane(update: Record<string, unknown>): string {
  return laneOf({ update_id: 1, ...update });
}

describe("the lane of an update", () => {
  test.each([
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_message",
    "edited_business_message",
  ])("%s goes by its chat", (kind) => {
    expect(lane({ [kind]: message })).toBe("-100500");
  });

  test.each([
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "message_reaction",
    "message_reaction_count",
    "chat_boost",
    "removed_chat_boost",
    "deleted_business_messages",
  ])("%s goes by its chat", (kind) => {
    expect(lane({ [kind]: { chat, from, user: from, date: 0 } })).toBe("-100500");
  });

  test("a tap goes by the chat of its message, so that it waits for what was written before", () => {
    expect(lane({ callback_query: { id: "1", from, message, data: "x" } })).toBe("-100500");
    expect(lane({ callback_query: { id: "1", from, inline_message_id: "i" } })).toBe("42");
  });

  test.each([
    "inline_query",
    "chosen_inline_result",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
  ])("%s goes by its person", (kind) => {
    expect(lane({ [kind]: { id: "1", from } })).toBe("42");
  });

  test("a poll's answer goes by its voter, a poll itself by nothing", () => {
    expect(lane({ poll_answer: { poll_id: "1", user: from, option_ids: [0] } })).toBe("42");
    expect(lane({ poll: { id: "1", question: "?" } })).toBe("none");
  });

  test("kinds that nobody has thought of yet find theirs", () => {
    expect(lane({ hologram: { chat, projector: 5 } })).toBe("-100500");
    expect(lane({ telepathy: { from, thought: "…" } })).toBe("42");
    expect(lane({ silence: { since: 5 } })).toBe("none");
    expect(lane({ nothing: null })).toBe("none");
    expect(lane({})).toBe("none");
  });

  test("whatever comes has a lane", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (update) => {
        expect(lane(update)).toBeTypeOf("string");
      }),
    );
    for (const part of [null, "x", 5, [], {}, { id: null }, { id: {} }])
      expect(lane({ message: { chat: part, message: part, from: part, user: part } })).toBeTypeOf(
        "string",
      );
  });
});
