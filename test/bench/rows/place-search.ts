import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { createPlaceSearch } from "../../../src/centers/places/search.ts";
import { readOwnTerritories } from "../../../src/centers/territories.ts";
import type { Territory } from "../../../src/centers/territory.ts";
import type { BenchRow } from "../row.ts";

const rounds = 20;
const reachInMilliseconds = 0.2;
const queriesFile = new URL("../../data/place-queries.csv", import.meta.url);

/** Mean milliseconds a query, beside a plain scan that counts the edits to every name. */
export async function placeSearch(): Promise<BenchRow[]> {
  const territories = readOwnTerritories();
  const lines: { query: string }[] = parse(readFileSync(queriesFile), { columns: true });
  const queries = lines.map(({ query }) => query);
  const ours = meanMilliseconds(createPlaceSearch(territories), queries, rounds);
  const baseline = meanMilliseconds(createPlainScan(territories), queries, 1);
  return [
    {
      row: "place search, ms a query",
      ours: Number(ours.toFixed(4)),
      baseline: Number(baseline.toFixed(4)),
      ratio: Number((baseline / ours).toFixed(1)),
      reach: `< ${reachInMilliseconds} ms`,
      ok: ours < reachInMilliseconds,
    },
  ];
}

function meanMilliseconds(
  search: (query: string) => unknown,
  queries: readonly string[],
  times: number,
): number {
  for (const query of queries) search(query);
  const start = performance.now();
  for (let round = 0; round < times; round += 1) for (const query of queries) search(query);
  return (performance.now() - start) / (queries.length * times);
}

/** The baseline: the territory with the name of the fewest edits, whatever the number. */
function createPlainScan(territories: readonly Territory[]): (query: string) => string[] {
  const names = territories.flatMap(({ code, name, nameShort, aliases }) =>
    [name, nameShort, ...aliases].map((text) => ({ code, text: text.toLowerCase() })),
  );
  return (query) => {
    const text = query.trim().toLowerCase();
    let best = { code: "", edits: Number.POSITIVE_INFINITY };
    for (const name of names) {
      const edits = levenshtein(name.text, text);
      if (edits < best.edits) best = { code: name.code, edits };
    }
    return [best.code];
  };
}

function levenshtein(left: string, right: string): number {
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const change = (last[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(change, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    last = current;
  }
  return last[right.length] ?? 0;
}
