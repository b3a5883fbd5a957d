import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { consentVersion } from "../../src/members/consent.ts";
import { readLocale } from "../support/locales.ts";

/** What each version of the consent said, so that nobody changes what people have agreed to. */
const texts: Record<string, string> = {
  "1": "98d43ab69cde174ef03b2da965b8b30f2a99cf1d5e10cce3c674fb0b10e1f897",
};

test("another text of the consent is another version", () => {
  const said = readLocale("ru").texts.filter(({ key }) =>
    ["members-consent", "members-consent-full"].includes(key),
  );
  const fingerprint = createHash("sha256")
    .update(said.map(({ text }) => text).join("\n"))
    .digest("hex");
  expect(texts[consentVersion]).toBe(fingerprint);
});

test("the consent says all that the law wants said", () => {
  const full = readLocale("ru").texts.find(({ key }) => key === "members-consent-full");
  for (const word of [
    "Оператор персональных данных",
    "Цель",
    "Какие данные",
    "Что с ними делаем",
    "Кто увидит",
    "Срок",
    "Как отозвать",
  ])
    expect(full?.text).toContain(word);
  expect(full?.placeholders).toEqual(["contact", "operator", "policy"]);
});
