import type { MessageEntity } from "@grammyjs/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shortenText, splitText } from "../../src/delivery/split-text.ts";

const texts = (text: string, limit: number) => splitText(text, [], limit).map((part) => part.text);
const family = "👨‍👩‍👧‍👦";
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

describe("where a long text is cut", () => {
  test("a text that fits stays whole", () => {
    expect(texts("Добрый день", 11)).toEqual(["Добрый день"]);
  });

  test.each([
    ["between paragraphs", "Первый. Да\n\nВторой", 14, ["Первый. Да", "Второй"]],
    ["else between lines", "Один два\nтри четыре", 12, ["Один два", "три четыре"]],
    ["else between sentences", "Один два. Три четыре", 13, ["Один два.", "Три четыре"]],
    ["else between words", "один два три", 9, ["один два", "три"]],
    ["a word that ends at the limit stays", "один два", 4, ["один", "два"]],
    ["a word that is too long is cut", "абвгдежз", 3, ["абв", "где", "жз"]],
    ["a break in the first half is none", "Да\n\nодин два три", 12, ["Да\n\nодин два", "три"]],
  ])("%s", (_name, text, limit, parts) => {
    expect(texts(text, limit)).toEqual(parts);
  });

  test("never inside what is seen as one character", () => {
    expect(texts(`ааа${family}б`, 12)).toEqual(["ааа", `${family}б`]);
    expect(texts("ааае\u0301", 4)).toEqual(["ааа", "е\u0301"]);
    expect(texts("🇷🇺🇷🇺🇷🇺", 6)).toEqual(["🇷🇺", "🇷🇺", "🇷🇺"]);
  });

  test("accents without end are cut between two of them, and emoji never in half", () => {
    const zalgo = `а${"\u0301".repeat(9)}`;
    expect(texts(zalgo, 4).join("")).toBe(zalgo);
    expect(texts("👨‍👩‍👧‍👦", 4).join("")).toBe("👨‍👩‍👧‍👦");
    expect(texts("👨‍👩‍👧‍👦", 4).every((part) => !loneSurrogate.test(part))).toBe(true);
  });

  test("white space alone is no message", () => {
    expect(texts(" \n ".repeat(9), 5)).toEqual([]);
  });
});

describe("formatting", () => {
  test("goes on in the next part, counted from its beginning", () => {
    const entities: MessageEntity[] = [{ type: "bold", offset: 5, length: 7 }];
    expect(splitText("один два три четыре", entities, 9)).toEqual([
      { text: "один два", entities: [{ type: "bold", offset: 5, length: 3 }] },
      { text: "три", entities: [{ type: "bold", offset: 0, length: 3 }] },
      { text: "четыре", entities: [] },
    ]);
  });

  test("a custom emoji is not cut in half", () => {
    const entities: MessageEntity[] = [
      { type: "custom_emoji", offset: 3, length: 4, custom_emoji_id: "5" },
    ];
    expect(splitText("аааббббв", entities, 5)).toEqual([
      { text: "ааа", entities: [] },
      { text: "ббббв", entities: [{ ...entities[0], offset: 0 }] },
    ]);
  });
});

describe("shortening", () => {
  test("ends with an ellipsis where something is missing", () => {
    expect(shortenText("один два три", [], 9)).toEqual({ text: "один два…", entities: [] });
    expect(shortenText("один", [], 9).text).toBe("один");
  });
});

const piece = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom(
    family,
    "🇷🇺",
    "е\u0301\u0302",
    "שלום",
    "\n\n",
    "\n",
    ". ",
    " ",
    "https://example.org/путь",
  ),
);
const long = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join("").toWellFormed());
const formatted = long.chain((text) =>
  fc.record({
    text: fc.constant(text),
    entities: fc.array(
      fc
        .tuple(fc.nat({ max: text.length }), fc.nat({ max: text.length }))
        .map(([offset, length]): MessageEntity => ({
          type: "italic",
          offset,
          length: Math.min(length, text.length - offset),
        })),
      { maxLength: 4 },
    ),
    limit: fc.integer({ min: 2, max: 80 }),
  }),
);

describe("for any text", () => {
  test("nothing but white space is lost, and every part fits", () => {
    fc.assert(
      fc.property(formatted, ({ text, entities, limit }) => {
        const parts = splitText(text, entities, limit);
        const bare = (words: string) => words.replaceAll(/\s/g, "");
        expect(bare(parts.map((part) => part.text).join(""))).toBe(bare(text));
        for (const part of parts) {
          expect(part.text.length).toBeLessThanOrEqual(limit);
          expect(part.text.trim()).toBe(part.text);
          expect(part.text).not.toBe("");
          expect(part.text).not.toMatch(loneSurrogate);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("the formatting covers the same characters", () => {
    fc.assert(
      fc.property(formatted, ({ text, entities, limit }) => {
        const parts = splitText(text, entities, limit);
        for (const part of parts)
          for (const { offset, length } of part.entities) {
            expect(length).toBeGreaterThan(0);
            expect(offset + length).toBeLessThanOrEqual(part.text.length);
          }
        const covered = (words: string, list: readonly MessageEntity[]) =>
          list
            .map(({ offset, length }) => words.slice(offset, offset + length))
            .join("")
            .replaceAll(/\s/g, "").length;
        const after = parts.reduce((sum, part) => sum + covered(part.text, part.entities), 0);
        expect(after).toBe(covered(text, entities));
      }),
      { numRuns: 500 },
    );
  });
});
