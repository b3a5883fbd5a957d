import { expect, test } from "vitest";
import { readSmallTalk } from "../../src/members/small-talk.ts";

test.each([
  ["Спасибо!", "thanks"],
  ["Спасибо большое, всё понятно, дай вам Бог здоровья", "thanks"],
  ["благодарю вас", "thanks"],
  ["🙏🙏", "thanks"],
  ["👍", "thanks"],
  ["Понятно, спасибо", "thanks"],
  ["Здравствуйте!", "greeting"],
  ["Алло, алло", "greeting"],
  ["Добрый день", "greeting"],
  ["Да", "yes"],
  ["да, согласна", "yes"],
  ["ВСЁ ВЕРНО", "yes"],
  ["нет.", "no"],
])("«%s» is %s", (text, kind) => {
  expect(readSmallTalk(text)).toBe(kind);
});

test.each([
  "Здравствуйте, нужна помощь",
  "Спасибо, а куда нести документы",
  "Спасибо. Как подать заявку",
  "Спасибо?",
  "Благодарим за ответ, нужен ещё образец",
  "Спасибо, мой номер 8 912 555 12 34",
  "Да, и ещё скамейки",
  "Не приходит письмо",
  "???",
  "12",
  "Спасибо ".repeat(20),
])("«%s» holds more than politeness", (text) => {
  expect(readSmallTalk(text)).toBeNull();
});
