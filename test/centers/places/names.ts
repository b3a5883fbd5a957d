import { createPlaceSearch } from "../../../src/centers/places/search.ts";
import { readOwnTerritories } from "../../../src/centers/territories.ts";

/** One name of the catalogue and the territory that carries it. */
export interface Name {
  text: string;
  code: string;
  /** Whether it is the short official name rather than an alias. */
  main: boolean;
}

const territories = readOwnTerritories();
export const search = createPlaceSearch(territories);

export const names: Name[] = territories.flatMap(({ code, name, nameShort, aliases }) => [
  { text: nameShort, code, main: true },
  { text: name, code, main: false },
  ...aliases.map((text) => ({ text, code, main: false })),
]);

const kinds =
  /(муниципальн\S+|городской|округ|район|город|мо|образование|посёлок|пгт|зато|обл\S*|регион|ао)/i;

/** Names of letters only, without a word for the kind of place: what typing errors are tried on. */
export const plainNames = names.filter(
  ({ text }) => /^[а-яё -]{6,}$/i.test(text) && !kinds.test(text),
);

/** The names for which a way of writing them does not lead to their territory. */
export function lost(write: (text: string) => string, among: readonly Name[] = names): string[] {
  return among
    .map(({ text, code }) => ({ query: write(text), code }))
    .filter(({ query, code }) => !search(query).includes(code))
    .map(({ query, code }) => `${query} (${code}) -> ${search(query).join("|")}`);
}
