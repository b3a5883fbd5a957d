import { describe, expect, test } from "vitest";
import { type CallResult, judge } from "../../src/delivery/index.ts";

function refused(
  code: number,
  description: string,
  more: Partial<Extract<CallResult, { kind: "refused" }>> = {},
): CallResult {
  return { kind: "refused", code, description, ...more };
}

const failed = (failure: string) => ({ kind: "failed", failure });

describe("what a call's result means", () => {
  test("a result is a result", () => {
    expect(judge({ kind: "ok", result: true })).toEqual({ kind: "sent" });
  });

  test("what never left is tried again, what may have arrived is unknown", () => {
    expect(judge({ kind: "not-sent", description: "ECONNREFUSED" })).toEqual({ kind: "retry" });
    expect(judge({ kind: "unknown", description: "ECONNRESET" })).toEqual({ kind: "unknown" });
  });

  // the server's own words: tdlib/telegram-bot-api, Client.cpp, and td
  test.each([
    [403, "Forbidden: bot was blocked by the user", "unreachable"],
    [403, "Forbidden: user is deactivated", "unreachable"],
    [403, "Forbidden: bot can't initiate conversation with a user", "unreachable"],
    [400, "Bad Request: chat not found", "unreachable"],
    [400, "Bad Request: PEER_ID_INVALID", "unreachable"],
    [403, "Forbidden: bot was kicked from the group chat", "chat-lost"],
    [403, "Forbidden: bot was kicked from the supergroup chat", "chat-lost"],
    [403, "Forbidden: bot was kicked from the channel chat", "chat-lost"],
    [403, "Forbidden: bot is not a member of the group chat", "chat-lost"],
    [403, "Forbidden: bot is not a member of the supergroup chat", "chat-lost"],
    [403, "Forbidden: bot is not a member of the channel chat", "chat-lost"],
    [403, "Forbidden: the group chat was deleted", "chat-lost"],
    [400, "Bad Request: message thread not found", "topic-gone"],
    [400, "Bad Request: TOPIC_DELETED", "topic-gone"],
    [400, "Bad Request: TOPIC_ID_INVALID", "topic-gone"],
    [400, "Bad Request: TOPIC_CLOSED", "topic-closed"],
    [400, "Bad Request: message to edit not found", "target-gone"],
    [400, "Bad Request: message to delete not found", "target-gone"],
    [400, "Bad Request: message to react not found", "target-gone"],
    [400, "Bad Request: message to copy not found", "target-gone"],
    [400, "Bad Request: message to forward not found", "target-gone"],
    [400, "Bad Request: message can't be deleted", "target-gone"],
    [400, "Bad Request: message can't be edited", "target-gone"],
    [400, "Bad Request: have no rights to send a message", "muted"],
    [400, "Bad Request: not enough rights to send text messages to the chat", "muted"],
    [400, "Bad Request: CHAT_WRITE_FORBIDDEN", "muted"],
    [400, "Bad Request: CHAT_RESTRICTED", "muted"],
    [400, "Bad Request: VOICE_MESSAGES_FORBIDDEN", "voice-forbidden"],
    [400, "Bad Request: QUOTE_TEXT_INVALID", "quote-invalid"],
    [400, "Bad Request: REACTION_INVALID", "reaction-invalid"],
    [400, "Bad Request: message to be replied not found", "reply-gone"],
    [400, "Bad Request: message is too long", "too-long"],
    [400, "Bad Request: message caption is too long", "too-long"],
    [400, "Bad Request: MEDIA_CAPTION_TOO_LONG", "too-long"],
    [
      400,
      "Bad Request: can't parse entities: Unexpected end tag at byte offset 3",
      "entities-invalid",
    ],
    [400, "Bad Request: ENTITY_BOUNDS_INVALID", "entities-invalid"],
    [400, "Bad Request: reply markup is too long", "markup-invalid"],
    [400, "Bad Request: BUTTON_DATA_INVALID", "markup-invalid"],
    [400, "Bad Request: BUTTON_URL_INVALID", "markup-invalid"],
    [400, "Bad Request: wrong file identifier/HTTP URL specified", "rejected"],
    [
      400,
      "Bad Request: query is too old and response timeout expired or query ID is invalid",
      "query-too-old",
    ],
    [400, "Bad Request: CHAT_ADMIN_REQUIRED", "rejected"],
    [400, "Bad Request: SOMETHING_NEW", "rejected"],
    [413, "Request Entity Too Large", "rejected"],
  ])("%i %s is %s", (code, description, failure) => {
    expect(judge(refused(code, description))).toEqual(failed(failure));
  });

  test.each([
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    "Bad Request: TOPIC_NOT_MODIFIED",
  ])("what is there already counts as done: %s", (description) => {
    expect(judge(refused(400, description))).toEqual({ kind: "sent" });
  });

  test("a 429 is waited out for as long as it says", () => {
    const refusal = refused(429, "Too Many Requests: retry after 17", { retryAfterSeconds: 17 });
    expect(judge(refusal)).toEqual({ kind: "wait", seconds: 17 });
    expect(judge(refused(429, "Too Many Requests"))).toMatchObject({ kind: "wait" });
  });

  test("a group that became a supergroup names its new id", () => {
    const description = "Bad Request: group chat was upgraded to a supergroup chat";
    expect(judge(refused(400, description, { migrateToChatId: -1001 }))).toEqual({
      kind: "migrate",
      toChatId: -1001,
    });
  });

  test.each([
    [401, "Unauthorized"],
    [404, "Not Found"],
  ])("%i %s leaves nothing to do but to stop", (code, description) => {
    expect(judge(refused(code, description))).toEqual({ kind: "fatal" });
  });

  test.each([500, 502, 504])("after a %i nobody knows", (code) => {
    expect(judge(refused(code, "Internal Server Error: sorry"))).toEqual({ kind: "unknown" });
  });
});
