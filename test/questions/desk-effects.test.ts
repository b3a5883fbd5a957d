import { expect, test } from "vitest";
import { turnTopicEffect } from "../../src/questions/desk-effects.ts";
import type { Desk } from "../../src/questions/question.ts";

const desk: Desk = {
  id: "desk",
  centerId: null,
  chatId: -9,
  isGroup: true,
  hasTopic: true,
  topicId: 5,
  topicLook: null,
  cardMessageId: 7,
  openedAt: new Date(0),
  leftAt: null,
};

test("closing and opening a topic set the same state, of that topic alone", () => {
  const [closing] = turnTopicEffect("one", desk, "closeForumTopic");
  const [opening] = turnTopicEffect("two", desk, "reopenForumTopic");
  const [other] = turnTopicEffect("two", { ...desk, id: "other" }, "closeForumTopic");
  expect(closing?.mergeKey).toBeDefined();
  expect(opening?.mergeKey).toBe(closing?.mergeKey);
  expect(other?.mergeKey).not.toBe(closing?.mergeKey);
});
