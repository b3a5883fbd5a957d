import type { Territory } from "../centers/index.ts";

/** What the sign-up needs of the catalogue of territories. */
export interface Territories {
  find(code: string): Territory | undefined;
  regions(): Territory[];
  municipalitiesOf(regionCode: string): Territory[];
  /** The territories that a typed name may mean, likeliest first. */
  search(query: string): Territory[];
}

export type ReadTown =
  | { kind: "found"; code: string }
  | { kind: "region"; code: string }
  | { kind: "several"; codes: string[] }
  | { kind: "looks-like-question" }
  | { kind: "nothing" };

const mostShown = 5;
/** Names of places are shorter than this, in characters and in words. */
const longestName = 60;
const mostWords = 5;

/** Reads what a person wrote where their town was asked. */
export function readTown(text: string, territories: Territories): ReadTown {
  const hits = text.length > longestName ? [] : territories.search(text);
  const [first] = hits;
  if (!first) return { kind: looksLikeQuestion(text) ? "looks-like-question" : "nothing" };
  if (hits.length > 1)
    return { kind: "several", codes: hits.slice(0, mostShown).map(({ code }) => code) };
  return { kind: first.kind === "region" ? "region" : "found", code: first.code };
}

function looksLikeQuestion(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => word !== "");
  return text.includes("?") || text.length > longestName || words.length > mostWords;
}
