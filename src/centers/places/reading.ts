import { isRegion } from "../territory.ts";
import type { NameIndex } from "./name-index.ts";
import type { PlaceName } from "./names.ts";
import { wordsOf } from "./spelling.ts";
import {
  kindsAmong,
  likelyRolesOf,
  rolesOf,
  withAbbreviations,
  type Kind,
  type Role,
} from "./words.ts";

/** A name found in a query, with the words for the kind of place that stand beside it. */
export interface NamedPlace {
  names: readonly PlaceName[];
  kinds: Set<Kind>;
  /** Whether the words around say that a place is meant: «в», «город», «район». */
  marked: boolean;
}

/** What the words of a query say. */
export interface Reading {
  places: NamedPlace[];
  /** The region named beside the place, or alone. */
  region: string | undefined;
  /** Whether a place outside the network is named. */
  elsewhere: boolean;
  /** Whether there are words that are neither a name nor one of the usual words around it. */
  unknown: boolean;
  /** All words that may be parts of a misspelled name. */
  nameWords: string[];
  /** Every kind of place named anywhere in the query. */
  kinds: Set<Kind>;
}

/** One or several words of a query that belong together. */
interface Part {
  words: string[];
  names: readonly PlaceName[];
  roles: ReadonlySet<Role>;
}

const longestName = 4;
const elsewhere: ReadonlySet<Role> = new Set(["elsewhere"]);
const noRoles: ReadonlySet<Role> = new Set();

/** Reads the words of a query from left to right, the longest known name first. */
export function readQuery(query: string, index: NameIndex): Reading {
  const words = withAbbreviations(wordsOf(query));
  const parts: Part[] = [];
  for (let start = 0; start < words.length; start += parts.at(-1)?.words.length ?? 1) {
    parts.push(nameAt(words, start, index) ?? otherWord(words, start));
  }
  return understood(parts.map((part, at) => withRegionMended(part, parts[at + 1], index)));
}

function nameAt(words: readonly string[], start: number, index: NameIndex): Part | undefined {
  for (let size = Math.min(longestName, words.length - start); size > 0; size -= 1) {
    const part = words.slice(start, start + size);
    const joined = index.named(part.join(""));
    const names = joined.length > 0 || size !== 2 ? joined : index.named(part.join("."));
    if (names.length > 0) return { words: part, names, roles: noRoles };
    if (index.isElsewhere(part.join(""))) return { words: part, names, roles: elsewhere };
  }
  return undefined;
}

function otherWord(words: readonly string[], at: number): Part {
  const word = words[at] ?? "";
  const roles = rolesOf(word);
  const mended = roles.size === 0 && words.length > 1;
  return { words: [word], names: [], roles: mended ? likelyRolesOf(word) : roles };
}

/** A misspelled word before «область» is the region's name. */
function withRegionMended(part: Part, next: Part | undefined, index: NameIndex): Part {
  if (part.names.length > 0 || part.roles.size > 0 || !next?.roles.has("province")) return part;
  const near = index.nearest(part.words.join(""), ({ territory }) => isRegion(territory));
  return near ? { ...part, names: near.names } : part;
}

/** Gives each name the words for kinds beside it: those before it, and after it all but «город» and «село». */
function understood(parts: readonly Part[]): Reading {
  const places: NamedPlace[] = [];
  const nameWords: string[] = [];
  const reading = { region: undefined as string | undefined, elsewhere: false, unknown: false };
  let waiting: Kind[] = [];
  let preposition = false;
  let beside: NamedPlace | undefined;
  for (const { words, names, roles } of parts) {
    if (roles.has("street") && places.length > 0) break;
    const region = names.find(({ territory, bare }) => bare && isRegion(territory))?.territory.code;
    if (region !== undefined) {
      reading.region ??= region;
      if (beside) beside.marked = true;
      beside = undefined;
    } else if (names.length > 0) {
      beside = { names, kinds: new Set(waiting), marked: preposition || waiting.length > 0 };
      places.push(beside);
      nameWords.push(...words);
      waiting = [];
    } else if (roles.has("elsewhere")) reading.elsewhere = true;
    else if (roles.size === 0 && !/^\d+$/.test(words[0] ?? "")) {
      reading.unknown = true;
      nameWords.push(...words);
      beside = undefined;
    }
    for (const kind of kindsAmong(roles)) {
      if (!beside || kind === "town" || kind === "settlement") waiting.push(kind);
      else {
        beside.kinds.add(kind);
        beside.marked = true;
      }
    }
    preposition = roles.has("preposition");
  }
  for (const kind of waiting) places.at(-1)?.kinds.add(kind);
  const kinds = new Set(parts.flatMap(({ roles }) => kindsAmong(roles)));
  return { ...reading, places, nameWords, kinds };
}
