import { expect, it } from "vitest";
import { cutText } from "../../../src/sandbox/page/long-text.ts";

it("leaves a text that fits as it is", () => {
  expect(cutText("Здравствуйте")).toEqual(["Здравствуйте"]);
});

it("cuts a long text at a word's end, into parts that each fit, and loses no word", () => {
  const words = Array.from({ length: 2500 }, (_, index) => `слово${index}`);
  const parts = cutText(words.join(" "));
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.every((part) => part.length <= 4096)).toBe(true);
  expect(parts.join(" ")).toBe(words.join(" "));
});

it("cuts a text without spaces where it must", () => {
  expect(cutText("а".repeat(5000)).map((part) => part.length)).toEqual([4096, 904]);
});
