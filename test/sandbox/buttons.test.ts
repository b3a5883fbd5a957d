import { expect, test } from "vitest";
import { openStage, refusal } from "./support/stage.ts";

async function tapped() {
  const stage = await openStage();
  const anna = stage.sandbox.person({ first_name: "Анна" });
  await anna.start();
  await stage.api.sendMessage(anna.id, "Отправить вопрос?", {
    reply_markup: { inline_keyboard: [[{ text: "Отправить", callback_data: "send:127" }]] },
  });
  const message = await anna.sees("Отправить вопрос?");
  const tapping = anna.tap(message, "Отправить");
  const query = (await stage.api.getUpdates()).at(-1)?.callback_query;
  return { ...stage, anna, message, tapping, query, id: query?.id ?? "" };
}

test("a pressed button tells who pressed what where, and gets the answer", async () => {
  const { api, anna, message, tapping, query, id } = await tapped();
  expect(query).toMatchObject({
    from: { id: anna.id },
    data: "send:127",
    message: { message_id: message.message_id, text: "Отправить вопрос?" },
  });
  await api.answerCallbackQuery(id, { text: "Отправлено" });
  expect(await tapping).toEqual({ answer: { text: "Отправлено" } });
  expect(await refusal(api.answerCallbackQuery(id))).toContain("query is too old");
});

test("after 15 seconds the answer comes too late", async () => {
  const { sandbox, api, anna, message, id } = await tapped();
  sandbox.clock.advance(15_001);
  expect(await refusal(api.answerCallbackQuery(id))).toBe(
    "Bad Request: query is too old and response timeout expired or query ID is invalid",
  );
  expect(await refusal(api.answerCallbackQuery("invented"))).toContain("query ID is invalid");
  expect(await anna.tap(message, "Отправить", { within: 10 })).toEqual({});
});

test("a changed client can press what is not there", async () => {
  const { api, anna, message } = await tapped();
  await anna.tapData(message, "admin:delete-all", { within: 1 });
  const [last] = await api.getUpdates({ offset: -1 });
  expect(last?.callback_query?.data).toBe("admin:delete-all");
});

test("an answer may open only a link of the bot itself", async () => {
  const { api, tapping, id } = await tapped();
  expect(await refusal(api.answerCallbackQuery(id, { url: "https://ya.ru" }))).toBe(
    "Bad Request: URL_INVALID",
  );
  await api.answerCallbackQuery(id, { url: "https://t.me/resource_center_bot?start=a" });
  expect((await tapping).answer?.url).toContain("start=a");
});
