import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editCost, oneEdit } from "../../../src/centers/places/distance.ts";
import { keyOf, wordsOf } from "../../../src/centers/places/spelling.ts";
import { type Name, names, plainNames, search } from "./names.ts";

const letters = "абвгдежзийклмнопрстуфхцчшщъыьэюя";
const seed = 20_251_124;
const numberOfTries = 3000;

/** Letters that people mix up by ear. */
const confused = "о-а а-о е-и и-е я-е ы-и г-к т-д с-з б-п в-ф щ-ш ь- нн-н сс-с ск-с л-лл"
  .split(" ")
  .map((pair) => pair.split("-"));

interface Slip {
  name: Name;
  typed: string;
}

const name = fc.constantFrom(...plainNames);
const place = fc.nat({ max: 999 });
const letter = fc.constantFrom(...Array.from(letters));

function swapped(text: string, at: number): string {
  const index = at % (text.length - 1);
  return text.slice(0, index) + text.charAt(index + 1) + text.charAt(index) + text.slice(index + 2);
}

function edited(text: string, at: number, other: string, kind: number): string {
  const index = at % text.length;
  if (kind === 0) return text.slice(0, index) + text.slice(index + 1);
  return text.slice(0, index) + other + text.slice(index + kind - 1);
}

function misheard(text: string, at: number): string {
  const possible = confused.filter(([right = ""]) => text.slice(1).includes(right));
  const [right = "", wrong = ""] = possible[at % possible.length] ?? [];
  return text.slice(0, 1) + text.slice(1).replace(right, wrong);
}

function plain(text: string): string {
  return keyOf(wordsOf(text).join(""));
}

const slips: [kind: string, share: number, slip: fc.Arbitrary<Slip>][] = [
  [
    "two neighbours swapped",
    0.97,
    fc.tuple(name, place).map(([from, at]) => ({ name: from, typed: swapped(from.text, at) })),
  ],
  [
    "a letter lost, added or wrong",
    0.94,
    fc.tuple(name, place, letter, fc.nat({ max: 2 })).map(([from, at, other, kind]) => ({
      name: from,
      typed: edited(from.text, at, other, kind),
    })),
  ],
  [
    "written by ear",
    0.97,
    fc.tuple(name, place).map(([from, at]) => ({ name: from, typed: misheard(from.text, at) })),
  ],
  [
    "written by ear twice, in names of eight letters or more",
    0.93,
    fc
      .tuple(name, place, place)
      .filter(([from]) => plain(from.text).length >= 8)
      .map(([from, at, again]) => ({
        name: from,
        typed: misheard(misheard(from.text, at), again),
      })),
  ],
];

/** What the typing errors between the text and the nearest name of the territory cost. */
function costTo(code: string, text: string): number {
  const all = names.filter((other) => other.code === code).map((other) => plain(other.text));
  return Math.min(...all.map((other) => editCost(other, text, 9 * oneEdit)));
}

describe("names of six letters or more with typing errors", () => {
  it.each(slips)("%s: at least %d are found", (_, share, slip) => {
    const tries = fc.sample(slip, { seed, numRuns: numberOfTries });
    const found = tries.filter(({ name: from, typed }) => search(typed).includes(from.code));
    expect(found.length / tries.length).toBeGreaterThanOrEqual(share);
  });

  it.each(slips)("%s: an answer that is not meant is rare, and as near", (_, _share, slip) => {
    const tries = fc.sample(slip, { seed, numRuns: numberOfTries });
    const wrong = tries
      .map(({ name: from, typed }) => ({ from, typed, codes: search(typed) }))
      .filter(({ from, codes }) => codes.length > 0 && !codes.includes(from.code));
    const farther = wrong.filter(({ from, typed, codes }) => {
      const text = plain(typed);
      return codes.every((code) => costTo(code, text) > costTo(from.code, text) + oneEdit);
    });
    expect(wrong.length / tries.length).toBeLessThan(0.02);
    expect(farther.map(({ typed, codes }) => `${typed} -> ${codes.join("|")}`)).toEqual([]);
  });
});

describe("random letters", () => {
  it("name nothing", () => {
    const noise = fc.array(letter, { minLength: 3, maxLength: 14 }).map((all) => all.join(""));
    const found = fc
      .sample(noise, { seed, numRuns: numberOfTries })
      .filter((text) => search(text).length);
    expect(found).toEqual([]);
  });

  it("never break the search, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
        const codes = search(text);
        return new Set(codes).size === codes.length;
      }),
      { seed, numRuns: 2000 },
    );
  });

  it("lead to the same answer every time", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), ({ text }) => {
        expect(search(text)).toEqual(search(text));
      }),
      { seed },
    );
  });
});
