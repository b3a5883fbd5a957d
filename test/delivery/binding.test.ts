import { describe, expect, test } from "vitest";
import type { Effect } from "../../src/delivery/index.ts";
import { says, startStage } from "./stage.ts";

describe("effects that refer to earlier ones", () => {
  test("a reply goes to the message that the earlier effect brought", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await stage.queue(
      says("card", valentina.id),
      says("copy", valentina.id, { replyToEffect: "card" }),
    );
    await stage.settled();
    const card = await valentina.sees("card");
    const copy = await valentina.sees("copy");
    expect(copy.reply_to_message?.message_id).toBe(card.message_id);
  });

  test("a change is made to the message that the earlier effect brought", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    const edit: Effect = {
      key: "edit",
      chatId: valentina.id,
      targetEffect: "card",
      method: "editMessageText",
      params: { text: "the card, changed" },
    };
    await stage.queue(says("card", valentina.id), edit);
    await stage.settled();
    await valentina.sees("the card, changed");
    expect(valentina.messages().filter(({ text }) => text === "card")).toEqual([]);
  });

  test("a message goes into the topic that the earlier effect opened", async () => {
    await using stage = await startStage();
    const head = stage.sandbox.person({ first_name: "Ирина" });
    const group = stage.sandbox.group({
      title: "Центр",
      owner: head,
      forum: true,
      botIsMember: true,
      botIsAdmin: true,
    });
    const open: Effect = {
      key: "topic",
      chatId: group.id,
      about: { feature: "test", what: "topic" },
      method: "createForumTopic",
      params: { name: "Вопрос № 1" },
    };
    await stage.queue(open, says("card", group.id, { topicEffect: "topic" }));
    await stage.settled();
    const [topic] = group.topics().filter(({ name }) => name === "Вопрос № 1");
    await head.sees("card", { chat: group, thread: topic?.id ?? 0 });
    expect(stage.told[0]?.delivered).toMatchObject({ kind: "sent", topicId: topic?.id });
  });

  test("words arrive without the topic that could not be opened", async () => {
    await using stage = await startStage();
    const head = stage.sandbox.person({ first_name: "Ирина" });
    const group = stage.sandbox.group({ title: "Центр", owner: head, botIsMember: true });
    const open: Effect = {
      key: "topic",
      chatId: group.id,
      method: "createForumTopic",
      params: { name: "Вопрос № 1" },
    };
    await stage.queue(open, says("card", group.id, { topicEffect: "topic" }));
    await stage.settled();
    await head.sees("card", { chat: group });
    expect(await stage.row("topic")).toMatchObject({ state: "failed" });
  });

  test("a reply arrives even when the message before it was refused or has been deleted", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await stage.queue(
      says("refused", valentina.id, { params: { text: "" } }),
      says("copy", valentina.id, { replyToEffect: "refused" }),
    );
    await valentina.delete(await valentina.sees("copy"));
    await stage.queue(says("second copy", valentina.id, { replyToEffect: "copy" }));
    expect((await valentina.sees("second copy")).reply_to_message).toBeUndefined();
  });

  test("nothing is called when the message to change was never sent", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await stage.queue(
      says("refused", valentina.id, { params: { text: "" } }),
      says("edit", valentina.id, { method: "editMessageText", targetEffect: "refused" }),
      says("after it", valentina.id),
    );
    await stage.settled();
    expect(stage.sandbox.ledger.calls("editMessageText")).toEqual([]);
    expect(await stage.row("edit")).toMatchObject({
      state: "failed",
      error: { failure: "target-gone" },
    });
    expect(stage.texts()).toEqual(["after it"]);
  });
});
