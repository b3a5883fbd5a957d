import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Person } from "../../src/sandbox/index.ts";
import { lanes } from "../../src/delivery/index.ts";
import { says, type Stage, startStage } from "./stage.ts";

/*
 * Every row of Telegram's errors that we know (Bot API server, Client.cpp, and td), through the real
 * sender: what becomes of the refused effect, of the next one in its chat, and what is told of it.
 */

let stage: Stage;
let person: Person;

beforeAll(async () => {
  stage = await startStage();
});
beforeEach(async () => {
  person = stage.sandbox.person({ first_name: "Валентина" });
  await person.start();
});
afterAll(() => stage[Symbol.asyncDispose]());

let effects = 0;

/** Queues an effect that Telegram refuses in these words, and one behind it; returns both keys. */
async function refused(
  code: number,
  description: string,
  params: Record<string, unknown> = {},
  method = "sendMessage",
): Promise<[refusedKey: string, nextKey: string]> {
  const [key, next] = [`refused ${(effects += 1)}`, `behind ${effects}`];
  stage.sandbox.faults.next(method, { error_code: code, description });
  const text = method === "sendMessage" ? { text: key } : {};
  await stage.queue(
    says(key, person.id, { method, params: { ...text, ...params } }),
    says(next, person.id),
  );
  await expect.poll(async () => (await stage.row(next)).state, { timeout: 6000 }).toBe("sent");
  return [key, next];
}

const seen = () =>
  person.messages().flatMap(({ text, from }) => (from?.is_bot ? (text ?? []) : []));
const toldOf = (key: string) => stage.told.find((one) => one.key === key)?.delivered;

const notModified =
  "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

describe("what Telegram refuses for good is told once, and the chat goes on", () => {
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
    [400, "Bad Request: TOPIC_CLOSED", "topic-closed"],
    [400, "Bad Request: message to copy not found", "target-gone"],
    [400, "Bad Request: message to forward not found", "target-gone"],
    [400, "Bad Request: have no rights to send a message", "muted"],
    [400, "Bad Request: not enough rights to send text messages to the chat", "muted"],
    [400, "Bad Request: CHAT_WRITE_FORBIDDEN", "muted"],
    [400, "Bad Request: CHAT_RESTRICTED", "muted"],
    [400, "Bad Request: VOICE_MESSAGES_FORBIDDEN", "voice-forbidden"],
    [400, "Bad Request: wrong file identifier/HTTP URL specified", "rejected"],
    [400, "Bad Request: CHAT_ADMIN_REQUIRED", "rejected"],
    [400, "Bad Request: SOMETHING_THAT_NOBODY_KNOWS_YET", "rejected"],
    [413, "Request Entity Too Large", "rejected"],
  ])("%i %s", async (code, description, failure) => {
    const [key, next] = await refused(code, description);
    expect(await stage.row(key)).toMatchObject({ state: "failed", attempts: 1 });
    expect(toldOf(key)).toEqual({ kind: "failed", failure, description });
    expect(seen()).toEqual([next]);
  });

  test.each([
    ["editMessageText", "Bad Request: message to edit not found", { message_id: 5, text: "а" }],
    ["editMessageText", "Bad Request: message can't be edited", { message_id: 5, text: "а" }],
    ["deleteMessage", "Bad Request: message to delete not found", { message_id: 5 }],
    ["deleteMessage", "Bad Request: message can't be deleted", { message_id: 5 }],
    [
      "setMessageReaction",
      "Bad Request: message to react not found",
      { message_id: 5, reaction: [] },
    ],
  ])("%s: %s", async (method, description, params) => {
    const [key] = await refused(400, description, params, method);
    expect(toldOf(key)).toEqual({ kind: "failed", failure: "target-gone", description });
  });

  test.each([
    ["setMessageReaction", "Bad Request: REACTION_INVALID", "reaction-invalid", { message_id: 5 }],
    [
      "answerCallbackQuery",
      "Bad Request: query is too old and response timeout expired or query ID is invalid",
      "query-too-old",
      { callback_query_id: "1" },
    ],
  ])("%s: %s", async (method, description, failure, params) => {
    const [key] = await refused(400, description, params, method);
    expect(toldOf(key)).toEqual({ kind: "failed", failure, description });
    expect(await stage.row(key)).toMatchObject({ attempts: 1 });
  });
});

describe("what is there already counts as done", () => {
  test.each([
    ["editMessageText", notModified, { message_id: 5, text: "а" }],
    ["editForumTopic", "Bad Request: TOPIC_NOT_MODIFIED", { message_thread_id: 5, name: "а" }],
  ])("%s", async (method, description, params) => {
    const [key] = await refused(400, description, params, method);
    expect(await stage.row(key)).toMatchObject({ state: "sent", attempts: 1 });
  });
});

describe("what can be said in another way is said so, in its place in the chat", () => {
  const reply = { message_id: 999_999, allow_sending_without_reply: true };
  const button = { text: "Кнопка", callback_data: "x" };

  test.each([
    [
      "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
      { text: "<b>важное", parse_mode: "HTML" },
      "важное",
    ],
    [
      "Bad Request: ENTITY_BOUNDS_INVALID",
      { text: "важное", entities: [{ type: "bold", offset: 0, length: 6 }] },
      "важное",
    ],
    [
      "Bad Request: message to be replied not found",
      { text: "ответ", reply_parameters: reply },
      "ответ",
    ],
    [
      "Bad Request: QUOTE_TEXT_INVALID",
      { text: "ответ", reply_parameters: { ...reply, quote: "не то" } },
      "ответ",
    ],
    [
      "Bad Request: reply markup is too long",
      { text: "выбор", reply_markup: { inline_keyboard: [[button]] } },
      "выбор",
    ],
    [
      "Bad Request: BUTTON_DATA_INVALID",
      { text: "выбор", reply_markup: { inline_keyboard: [[button]] } },
      "выбор",
    ],
  ])("%s", async (description, params, words) => {
    const [key, next] = await refused(400, description, params);
    expect(await stage.row(key)).toMatchObject({ state: "sent", attempts: 2 });
    expect(toldOf(key)).toMatchObject({ kind: "sent" });
    expect(seen()).toEqual([words, next]);
  });

  test("a text that Telegram calls too long comes in parts, every word of it", async () => {
    const [key, next] = await refused(400, "Bad Request: message is too long", {
      text: "Первая половина. Вторая половина",
    });
    await stage.settled();
    expect(seen().toSorted()).toEqual([next, "Вторая половина", "Первая половина."].toSorted());
    expect(toldOf(key)).toMatchObject({ kind: "sent" });
  });

  test("one that we know to be too long is split before, in its place, without a refusal", async () => {
    const words = Array.from({ length: 2000 }, (_, index) => `слово${index}`);
    await stage.queue(says("long", person.id, { params: { text: words.join(" ") } }));
    await stage.queue(says("after", person.id));
    await stage.settled();
    const shown = seen();
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.at(-1)).toBe("after");
    expect(shown.slice(0, -1).join(" ")).toBe(words.join(" "));
    expect(stage.sandbox.ledger.calls("sendMessage", false).filter(isTo(person))).toEqual([]);
  });
});

function isTo({ id }: Person) {
  return ({ params }: { params: Record<string, unknown> }) => params["chat_id"] === id;
}

describe("what passes", () => {
  test("a 429 is waited out in order, and the wait is told to nobody", async () => {
    stage.sandbox.faults.next("sendMessage", {
      error_code: 429,
      description: "Too Many Requests: retry after 5",
      parameters: { retry_after: 5 },
    });
    await stage.queue(says("flooded", person.id), says("behind the flooded", person.id));
    await stage.waiting("flooded");
    expect(seen()).toEqual([]);
    stage.sandbox.clock.advance(6000);
    await stage.settled();
    expect(seen()).toEqual(["flooded", "behind the flooded"]);
  });

  test.each([
    ["500", { error_code: 500, description: "Internal Server Error: retry" }],
    ["502 in HTML", { html: "<html><h1>502 Bad Gateway</h1></html>", status: 502 }],
    ["504", { error_code: 504, description: "Gateway Timeout" }],
    ["a reset before", "reset"],
    ["truncated JSON", "truncated"],
  ] as const)("after %s an answer is sent once more, and noted for ever", async (name, fault) => {
    stage.sandbox.faults.next("sendMessage", fault);
    await stage.queue(says(`after ${name}`, person.id));
    await stage.waiting(`after ${name}`);
    stage.sandbox.clock.advance(5000);
    await stage.settled();
    const { unknowns, state } = await stage.prisma.outboxMessage.findUniqueOrThrow({
      where: { effectKey: `after ${name}` },
    });
    expect({ unknowns, state }).toEqual({ unknowns: 1, state: "sent" });
    // one that Telegram had done is there twice: that is what "unknown" means
    expect(seen()).toHaveLength(fault === "truncated" ? 2 : 1);
  });

  test("a mailing of which nobody knows is not sent again", async () => {
    stage.sandbox.faults.next("sendMessage", {
      error_code: 500,
      description: "Internal Server Error",
    });
    await stage.queue(says("mailing", person.id, { lane: lanes.mailings }));
    await stage.settled();
    expect(await stage.row("mailing")).toMatchObject({ state: "unknown", attempts: 1 });
    expect(toldOf("mailing")).toMatchObject({ kind: "unknown" });
  });
});

describe("what ends everything", () => {
  test.each([
    [401, "Unauthorized"],
    [404, "Not Found"],
  ])("%i %s stops us, and loses nothing", async (code, description) => {
    await using own = await startStage();
    const someone = own.sandbox.person({ first_name: "Сергей" });
    await someone.start();
    own.sandbox.faults.next("sendMessage", { error_code: code, description });
    await own.queue(says("kept", someone.id));
    await expect.poll(() => own.fatal).toEqual([description]);
    await own.waiting("kept");
    expect(own.told).toEqual([]);
  });
});
