import { InlineKeyboard, Keyboard } from "grammy";
import { expect, test } from "vitest";
import { openStage, startBot } from "./support/stage.ts";

test("a real grammY bot talks with a person through buttons and keyboards", async () => {
  const { sandbox } = await openStage();
  await startBot(sandbox, (bot) => {
    bot.command("start", (ctx) =>
      ctx.reply("Меню", { reply_markup: new Keyboard().text("Мои вопросы") }),
    );
    bot.hears("Мои вопросы", (ctx) =>
      ctx.reply("Пока нет", { reply_markup: new InlineKeyboard().text("Задать", "ask") }),
    );
    bot.callbackQuery("ask", async (ctx) => {
      await ctx.answerCallbackQuery({ text: "Хорошо", show_alert: true });
      await ctx.editMessageText("Пишите вопрос");
    });
  });
  const valentina = sandbox.person({ first_name: "Валентина", language_code: "ru" });

  await valentina.start();
  await valentina.sees("Меню");
  expect(valentina.keyboard()).toEqual([["Мои вопросы"]]);

  await valentina.press("Мои вопросы");
  const empty = await valentina.sees("Пока нет");
  const { answer } = await valentina.tap(empty, "Задать");
  expect(answer).toEqual({ text: "Хорошо", show_alert: true });

  const edited = await valentina.sees(/^Пишите/);
  expect(edited.message_id).toBe(empty.message_id);
  expect(edited.buttons).toEqual([]);
  await expect(valentina.tap(empty, "Задать")).rejects.toThrow("There is no button «Задать»");
});

test("a bot works in a group with topics", async () => {
  const { sandbox, api } = await openStage();
  const boss = sandbox.person({ first_name: "Ольга" });
  const group = sandbox.group({ title: "Центр", owner: boss, forum: true, botIsAdmin: true });
  await startBot(sandbox, (bot) => {
    bot.on("message:text", (ctx) => ctx.reply(`Принято: ${ctx.message.text}`));
  });

  const topic = await api.createForumTopic(group.id, "127 · Шадринск");
  const card = await api.sendMessage(group.id, "Карточка", {
    message_thread_id: topic.message_thread_id,
  });
  expect(card.reply_to_message?.forum_topic_created?.name).toBe("127 · Шадринск");

  const talk = await boss.write("Кто возьмёт?", { chat: group, thread: topic.message_thread_id });
  expect(talk.reply_to_message?.message_id).toBe(topic.message_thread_id);
  expect(talk.is_topic_message).toBe(true);
  const reply = await boss.sees("Принято: Кто возьмёт?", { chat: group });
  expect(reply.message_thread_id).toBe(topic.message_thread_id);
});
