import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { search } from "./names.ts";

interface Line {
  query: string;
  expected_code: string;
  class: string;
}

const file = new URL("../../data/place-queries.csv", import.meta.url);
const lines: Line[] = parse(readFileSync(file), { columns: true });

function inOrder(codes: readonly string[]): string {
  return codes.toSorted().join("|");
}

function mistakes(among: readonly Line[]): string[] {
  return among
    .filter(({ query, expected_code: codes }) => {
      const expected = codes.split("|").filter(Boolean);
      return inOrder(search(query)) !== inOrder(expected);
    })
    .map(({ query, expected_code: codes }) => `${query}: ${search(query).join("|")}, not ${codes}`);
}

describe("the queries that people typed", () => {
  it.each([...new Set(lines.map((line) => line.class))])("are understood: %s", (name) => {
    expect(mistakes(lines.filter((line) => line.class === name))).toEqual([]);
  });

  it("put the likeliest of several answers first", () => {
    const others = lines.filter(
      ({ query, expected_code: codes }) => (search(query)[0] ?? "") !== codes.split("|")[0],
    );
    expect(others).toEqual([]);
  });
});
