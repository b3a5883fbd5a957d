import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { editCost, oneEdit } from "./distance.ts";
import { keyOf, keysOf } from "./spelling.ts";

/** How a place is called beside its name; «муниципальный район» is two of them. */
const kinds = [
  "district",
  "okrug",
  "urban",
  "municipal",
  "town",
  "settlement",
  "province",
] as const;
export type Kind = (typeof kinds)[number];

/** What a word does in a query apart from naming a place of the network. */
export type Role =
  | Kind
  | "formation"
  | "preposition"
  | "filler"
  | "street"
  | "elsewhere"
  | "everyday";

const file = new URL("../../../prisma/data/place-words.csv", import.meta.url);
const rows: { role: Role; word: string }[] = parse(readFileSync(file), { columns: true });
const usual = rows.filter(({ role }) => role !== "elsewhere" && role !== "everyday");
const none: ReadonlySet<Role> = new Set();
const roles = new Map<string, Set<Role>>();
for (const { role, word } of usual) {
  for (const key of keysOf(word)) roles.set(key, new Set([...rolesOf(word), role]));
}

/** Words for kinds of places that are long enough to be known in spite of a typing error. */
const shortestMendable = 5;
const mendableRoles: readonly Role[] = [...kinds, "formation"];
const mendable = usual
  .filter(({ role, word }) => word.length >= shortestMendable && mendableRoles.includes(role))
  .map(({ word }) => keyOf(word));

/** The words with this role: the places elsewhere in Russia, the everyday words that look like a name. */
export function wordsInRole(role: Role): string[] {
  return rows.filter((row) => row.role === role).map(({ word }) => word);
}

/** What a word does; empty when it is none of the usual words around a name. */
export function rolesOf(word: string): ReadonlySet<Role> {
  return roles.get(keyOf(word)) ?? none;
}

/** What a misspelled word for a kind of place most likely does. */
export function likelyRolesOf(word: string): ReadonlySet<Role> {
  const key = keyOf(word);
  const near = mendable.find((other) => editCost(other, key, oneEdit) <= oneEdit);
  return (near === undefined ? undefined : roles.get(near)) ?? none;
}

export function kindsAmong(all: ReadonlySet<Role>): Kind[] {
  return kinds.filter((kind) => all.has(kind));
}

/** Joins the parts of abbreviations, which are cut at their signs: «р-н», «м.о.». */
export function withAbbreviations(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let start = 0; start < words.length;) {
    const length =
      [3, 2].find((size) => isAbbreviation(words.slice(start, start + size), size)) ?? 1;
    joined.push(words.slice(start, start + length).join(""));
    start += length;
  }
  return joined;
}

function isAbbreviation(parts: readonly string[], size: number): boolean {
  const short = parts.length === size && parts.every((part) => part.length <= 2);
  return short && rolesOf(parts.join("")).size > 0;
}
