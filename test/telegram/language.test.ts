import fc from "fast-check";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { escapeHtml, loadTranslations, type Translations } from "../../src/telegram/index.ts";

let folder: string;
let translations: Translations;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "locales-"));
  const texts = {
    ru: [
      "greeting = <b>Здравствуйте, { $name }!</b>",
      "days = { $count ->",
      "    [one] { $count } день",
      "    [few] { $count } дня",
      "   *[many] { $count } дней",
      "  }",
      "only-russian = только по-русски",
    ],
    en: ["greeting = <b>Hello, { $name }!</b>"],
  };
  for (const [language, lines] of Object.entries(texts)) {
    mkdirSync(path.join(folder, language));
    writeFileSync(path.join(folder, language, "test.ftl"), `${lines.join("\n")}\n`);
  }
  translations = loadTranslations(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("words", () => {
  test("come in the person's language", () => {
    expect(translations("ru")("greeting", { name: "Анна" })).toBe("<b>Здравствуйте, Анна!</b>");
    expect(translations("en")("greeting", { name: "Anna" })).toBe("<b>Hello, Anna!</b>");
    expect(translations("en").language).toBe("en");
  });

  test("follow Russian numbers", () => {
    const t = translations("ru");
    expect([1, 2, 5, 11, 21, 22, 112].map((count) => t("days", { count }))).toEqual([
      "1 день",
      "2 дня",
      "5 дней",
      "11 дней",
      "21 день",
      "22 дня",
      "112 дней",
    ]);
  });

  test("that a person wrote are shown letter by letter, in messages and on buttons", () => {
    const name = "<i>Анна & Ко</i>";
    expect(translations("ru")("greeting", { name })).toBe(
      "<b>Здравствуйте, &lt;i&gt;Анна &amp; Ко&lt;/i&gt;!</b>",
    );
    expect(translations("ru").plain("greeting", { name })).toContain(name);
  });

  test("carry no invisible marks around what is put into them", () => {
    expect(translations("ru")("greeting", { name: "Анна" })).not.toMatch(/[\u2066-\u2069]/u);
  });

  test("that English does not have yet come in Russian", () => {
    expect(translations("en")("only-russian")).toBe("только по-русски");
  });

  test("never open or close a tag once they are escaped", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>]/);
        const back = escaped
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&amp;", "&");
        expect(back).toBe(text);
      }),
    );
  });
});
