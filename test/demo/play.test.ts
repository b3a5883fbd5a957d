import { once } from "node:events";
import { expect, test } from "vitest";
import { runDemo } from "./support/demo-process.ts";

test("the story is played to its end, and every chat saw what it should", async () => {
  const demo = runDemo("--play");
  await once(demo.child, "close");
  const output = demo.output();
  expect({ exitCode: demo.child.exitCode, output }).toMatchObject({ exitCode: 0 });

  for (const line of [
    "Вы согласны?",
    "Ваш вопрос получит Ресурсный центр НКО города Шадринска",
    "(голосовое сообщение, 14 с)",
    "Группа «РЦ Шадринска: вопросы», тема «1 · Шадринск · Деньги и гранты»",
    "Ольга нажимает [Беру]",
    "Ответ на вопрос № 1 · Ресурсный центр НКО города Шадринска",
    "А кто поможет заполнить заявку?",
    "Валентина нажимает [Спасибо, помогло]",
    "Ваш вопрос получит Ресурсный центр НКО Курганской области",
    "Группа «РЦ Курганской области»",
    "✔ Чаты, которых это не касается, молчали",
    "Всё дошло куда нужно и больше никуда",
  ])
    expect(output).toContain(line);
  expect(output).not.toContain("✘");
  expect(Number(/Заняло (\d+) с/.exec(output)?.[1])).toBeLessThan(40);
}, 60_000);

test("an option that nobody understands is answered with the usage", async () => {
  const demo = runDemo("--plya");
  await once(demo.child, "close");
  expect(demo.child.exitCode).toBe(2);
  expect(demo.output()).toContain("Usage: npm run demo");
});
