import { adjectivesOf, declined } from "./declension.ts";
import { ranks, type PlaceName } from "./names.ts";
import { differingLetters, editCost, letterSet, oneEdit } from "./distance.ts";
import { keyOf, keysOf } from "./spelling.ts";
import { wordsInRole } from "./words.ts";

export interface NearNames {
  cost: number;
  names: PlaceName[];
}

/** Finds names by their spelling. */
export interface NameIndex {
  /** The names spelled so: the surest, and a town's adjective beside a district's. */
  named(text: string): readonly PlaceName[];
  isElsewhere(text: string): boolean;
  /**
   * The names nearest to a text with typing errors.
   * @param accepts which names are of interest, say those of one region
   * @returns undefined when no name is near enough, or a place elsewhere or an everyday word is nearer
   */
  nearest(text: string, accepts: (name: PlaceName) => boolean): NearNames | undefined;
}

/** A spelling that a text may be near to. */
interface Candidate {
  key: string;
  letters: number;
  names: PlaceName[];
  /** Whether it is right as it stands and names nothing of the network. */
  stranger: boolean;
  inflected: boolean;
  /** The largest cost of typing errors that is believed, and where the beginning is wrong. */
  most: number;
  begunWrongly: number;
}

const shortestDeclined = 9;

export function createNameIndex(all: readonly PlaceName[]): NameIndex {
  const named = new Map<string, PlaceName[]>();
  for (const name of all) {
    for (const key of keysOf(name.words.join(""))) {
      named.set(key, [...(named.get(key) ?? []), name]);
    }
  }
  for (const [key, names] of named) named.set(key, surest(names));
  const elsewhere = keysElsewhere(named);
  const adjectives = wordsInRole("elsewhere").flatMap((place) => adjectivesOf(place.split(" ")));
  const words = [...adjectives, ...wordsInRole("everyday")].flatMap((word) => [...keysOf(word)]);
  const strangers = new Set([...elsewhere, ...words]);
  const candidates = [...new Set([...named.keys(), ...strangers])].flatMap((key) =>
    toCandidate(key, named.get(key) ?? [], strangers.has(key)),
  );
  const byLength = Map.groupBy(candidates, ({ key }) => key.length);

  return {
    named: (text) => named.get(keyOf(text)) ?? [],
    isElsewhere: (text) => elsewhere.has(keyOf(text)),
    nearest(text, accepts) {
      const typed = keyOf(text);
      const letters = letterSet(typed);
      let best: NearNames = { cost: 2 * oneEdit + 1, names: [] };
      let strangerCost = best.cost;
      for (let length = typed.length - 2; length <= typed.length + 2; length += 1) {
        for (const candidate of byLength.get(length) ?? []) {
          const limit = Math.min(best.cost, strangerCost, believedCost(candidate, typed));
          if (differingLetters(candidate.letters, letters) > limit) continue;
          const cost = editCost(candidate.key, typed, limit);
          if (cost > limit) continue;
          if (candidate.stranger) strangerCost = cost;
          const names = candidate.names.filter(accepts);
          best = nearer(best, { cost: cost + (candidate.inflected ? 1 : 0), names });
        }
      }
      return best.names.length > 0 && best.cost <= strangerCost ? best : undefined;
    },
  };
}

function surest(names: PlaceName[]): PlaceName[] {
  const level = Math.max(ranks.adjective, Math.min(...names.map(({ rank }) => rank)));
  return names.filter(({ rank }) => rank <= level);
}

function nearer(best: NearNames, other: NearNames): NearNames {
  if (other.names.length === 0 || other.cost > best.cost) return best;
  return other.cost < best.cost ? other : { ...best, names: [...best.names, ...other.names] };
}

/** Places elsewhere and their declined forms, unless they are spelled like a name of the network. */
function keysElsewhere(named: ReadonlyMap<string, PlaceName[]>): Set<string> {
  const keys = new Set<string>();
  for (const place of wordsInRole("elsewhere")) {
    const words = place.split(" ");
    for (const key of keysOf(words.join(""))) {
      if (!named.get(key)?.some(({ rank }) => rank < ranks.declined)) keys.add(key);
    }
    for (const key of declined(words).flatMap((form) => [...keysOf(form)])) {
      if (!named.has(key)) keys.add(key);
    }
  }
  return keys;
}

function toCandidate(key: string, all: PlaceName[], stranger: boolean): Candidate[] {
  const said = all.some(({ rank }) => rank === ranks.said);
  const names = all.filter(({ rank }) =>
    rank === ranks.declined ? key.length >= shortestDeclined : said && rank !== ranks.shortened,
  );
  const main = names.some((name) => name.main);
  // The shortest names of villages look like too many words.
  const shortest = main || stranger ? 4 : 6;
  if (key.length < shortest || /\d/.test(key) || (names.length === 0 && !stranger)) return [];
  const inflected = names.length > 0 && !said;
  const most = inflected ? oneEdit : costFor(key.length);
  const begunWrongly = key.length > (main ? 5 : 7) ? Math.min(most, oneEdit) : 0;
  return [{ key, letters: letterSet(key), names, stranger, inflected, most, begunWrongly }];
}

/** What typing errors in a name of so many letters may cost: short ones are too close to other words. */
function costFor(length: number): number {
  if (length < 5) return 0;
  return length < 8 ? oneEdit : 2 * oneEdit;
}

function believedCost({ key, most, begunWrongly }: Candidate, typed: string): number {
  const swapped = key[0] === typed[1] && key[1] === typed[0];
  return key[0] === typed[0] || swapped ? most : begunWrongly;
}
