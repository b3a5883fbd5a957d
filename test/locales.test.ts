import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadTranslations } from "../src/telegram/index.ts";
import { readLocale, usedKeys } from "./support/locales.ts";

const russian = readLocale("ru");
const english = readLocale("en");
const locales = { ru: russian, en: english };
const features = [...new Set(russian.texts.map(({ file }) => file))];
const used = usedKeys(features);
const translations = loadTranslations(path.join(import.meta.dirname, "../locales"));

const keysOf = ({ texts }: typeof russian) => texts.map(({ key }) => key);
const htmlTags = new Set(["b", "i", "u", "s", "code", "blockquote"]);

/** Whether the text holds only known tags, each of them closed again. */
function isWellFormed(text: string): boolean {
  const open: string[] = [];
  for (const [, slash, name = ""] of text.matchAll(/<(\/?)([^>]*)>/g)) {
    if (!htmlTags.has(name)) return false;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

/** A key that is named whole elsewhere is not meant by a pattern that happens to fit it. */
function isShownPlain(key: string): boolean {
  return used.plain.some(
    (pattern) => pattern.test(key) && (pattern.source === `^${key}$` || !used.whole.includes(key)),
  );
}

const fits = (key: string, patterns: RegExp[]) => patterns.some((pattern) => pattern.test(key));

describe.each(Object.entries(locales))("the texts in %s", (language, { texts, junk }) => {
  test("are read by Fluent without a rest", () => {
    expect(junk).toEqual([]);
    expect(texts.length).toBeGreaterThan(20);
  });

  test("have each key once, and every key begins with the name of its file", () => {
    const keys = texts.map(({ key }) => key);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    const strangers = texts.filter(({ file, key }) => !key.startsWith(`${file}-`));
    expect(strangers.map(({ key }) => key)).toEqual([]);
  });

  test("hold no HTML where Telegram shows it letter by letter", () => {
    const plain = texts.filter(({ key }) => isShownPlain(key));
    expect(plain.length).toBeGreaterThan(10);
    expect(plain.filter(({ text }) => /[<>]|&\w+;/.test(text)).map(({ key }) => key)).toEqual([]);
  });

  test("hold only the HTML that Telegram knows, and every tag is closed", () => {
    expect(texts.filter(({ text }) => !isWellFormed(text)).map(({ key }) => key)).toEqual([]);
  });

  test("that answer a tap have at most 200 characters", () => {
    const toasts = texts.filter(({ key }) => fits(key, used.toasts) || key.includes("-toast-"));
    expect(toasts.length).toBeGreaterThan(1);
    expect(toasts.filter(({ text }) => text.length > 200).map(({ key }) => key)).toEqual([]);
  });

  test("fit where Telegram limits them: description 512, short description 120, command 256", () => {
    const t = translations(language as "ru" | "en");
    // a long name of a network, longer than the usual one
    const network = "Уральская сеть ресурсных центров для НКО";
    expect(t.plain("home-description", { network }).length).toBeLessThanOrEqual(512);
    expect(t.plain("home-short-description", { network }).length).toBeLessThanOrEqual(120);
    const commands = texts.filter(({ key }) => key.startsWith("home-command-"));
    expect(commands.filter(({ text }) => text.length > 256)).toEqual([]);
  });

  test("fit into one message, also the longest", () => {
    // the rest of 4,096 characters is for what is put in
    expect(texts.filter(({ text }) => text.length > 3000).map(({ key }) => key)).toEqual([]);
  });
});

test("both languages have the same keys", () => {
  expect(keysOf(english).toSorted()).toEqual(keysOf(russian).toSorted());
});

test("both languages put the same things into a text", () => {
  const placeholdersOf = ({ texts }: typeof russian) =>
    Object.fromEntries(texts.map(({ key, placeholders }) => [key, placeholders]));
  expect(placeholdersOf(english)).toEqual(placeholdersOf(russian));
});

test("every key that the product uses has a text", () => {
  const known = new Set(keysOf(russian));
  expect(used.whole.filter((key) => !known.has(key))).toEqual([]);
});

test("every text is used", () => {
  expect(keysOf(russian).filter((key) => !fits(key, used.all))).toEqual([]);
});

describe("the Russian texts", () => {
  const forbidden = /тикет|юзер|ивент|локаци|саппорт|оператор(?!(\p{L}*) персональных данных)/iu;
  const foreign = new Set(["Telegram", "English"]);

  test("use no forbidden word", () => {
    const found = russian.texts.filter(({ text }) => forbidden.test(text));
    expect(found.map(({ key, text }) => `${key}: ${text}`)).toEqual([]);
  });

  test("use no English words", () => {
    const found = russian.texts.flatMap(({ key, words }) => {
      const own = words.replaceAll(/<[^>]*>/g, "").replaceAll(/\/[a-z_]+/g, "");
      const latin = own.match(/[A-Za-z]+/g) ?? [];
      return latin.filter((word) => !foreign.has(word)).map((word) => `${key}: ${word}`);
    });
    expect(found).toEqual([]);
  });

  test("say «вы» in lower case in the middle of a sentence", () => {
    const polite = /[\p{Ll},–] (Вы|Вас|Вам|Вами|Ваш\p{Ll}*) /u;
    expect(russian.texts.filter(({ text }) => polite.test(text)).map(({ key }) => key)).toEqual([]);
  });
});
