import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineButton } from "../../src/telegram/index.ts";

const kinds = ["financial", "consulting", "unknown"] as const;
const bare = defineButton("t-bare", z.tuple([]));
const numbered = defineButton("t-number", z.tuple([z.coerce.number().int().positive()]));
const chosen = defineButton("t-kind", z.tuple([z.coerce.number().int().positive(), z.enum(kinds)]));
const held = defineButton("t-held", z.tuple([z.uuid()]));

describe("callback data", () => {
  test("is read back as it was written", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1 }),
        fc.constantFrom(...kinds),
        fc.uuid({ version: 7 }),
        (number, kind, id) => {
          expect(bare.read(bare.data())).toEqual([]);
          expect(numbered.read(numbered.data(number))).toEqual([number]);
          expect(chosen.read(chosen.data(number, kind))).toEqual([number, kind]);
          expect(held.read(held.data(id))).toEqual([id]);
        },
      ),
    );
  });

  test("has at most 64 bytes", () => {
    const text = defineButton("t", z.tuple([z.string()]));
    expect(text.data("x".repeat(62))).toHaveLength(64);
    expect(() => text.data("x".repeat(63))).toThrow("too long");
    // one letter of Cyrillic has two bytes
    expect(text.data("я".repeat(31))).toHaveLength(33);
    expect(() => text.data("я".repeat(32))).toThrow("too long");
  });

  test.each([
    "",
    "t-number",
    "t-number:",
    "t-number:0",
    "t-number:-1",
    "t-number:1.5",
    "t-number:1e99x",
    "t-number:1:2",
    "t-number:null",
    "t-numbers:1",
    "T-NUMBER:1",
    "t-kind:1",
    "t-kind:1:everything",
    "t-kind:financial:1",
    "t-held:1",
    "t-held:00000000-0000-0000-0000-00000000000g",
    "t-bare:1",
    ":t-bare",
  ])("that was invented is no button's: %j", (data) => {
    for (const button of [bare, numbered, chosen, held]) expect(button.read(data)).toBeUndefined();
  });

  test("of any shape makes no button fail", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 64 }), (tail) => {
        for (const button of [bare, numbered, chosen, held]) {
          button.read(tail);
          button.read(`${button.id}:${tail}`);
        }
      }),
    );
  });

  test("of one button is never another's", () => {
    const buttons = [bare, numbered, chosen, held];
    const data = [bare.data(), numbered.data(7), chosen.data(7, "unknown")];
    for (const one of data)
      expect(buttons.filter((button) => button.read(one) !== undefined)).toHaveLength(1);
  });
});
