import { adjectivesOf } from "./adjective.ts";
import { declined } from "./declension.ts";
import type { NameForm, Rank } from "./forms.ts";
import type { Fold } from "./normalise.ts";
import { createNearness, type NearNames, type Nearness } from "./nearness.ts";

export interface NameIndex {
  /** The forms spelled so: those of the strongest rank, and a town's adjective beside a district's. */
  named(text: string): NameForm[];
  isForeign(text: string): boolean;
  /** The names nearest to a text with typing errors. */
  nearest: Nearness;
}

const ranks: Record<Rank, number> = { said: 0, adjective: 0, shortened: 1, declined: 2 };

/**
 * @param forms all spellings of the network's places
 * @param foreign places outside the network, which hide what they resemble
 * @param ordinary words that are no typing errors of a name
 */
export function createNameIndex(
  forms: readonly NameForm[],
  foreign: readonly string[],
  ordinary: readonly string[],
  fold: Fold,
): NameIndex {
  const named = new Map<string, NameForm[]>();
  for (const form of forms) {
    for (const key of fold(form.key)) {
      const others = named.get(key);
      if (others) others.push(form);
      else named.set(key, [form]);
    }
  }
  for (const [key, all] of named) named.set(key, strongest(all));
  const foreignKeys = foreignSpellings(foreign, named, fold);
  const nearness = createNearness(
    named,
    new Set([...foreignKeys, ...foreign.flatMap(adjectives).concat(ordinary).flatMap(fold)]),
  );

  return {
    named: (text) => fold(text).flatMap((key) => named.get(key) ?? []),
    isForeign: (text) => fold(text).some((key) => foreignKeys.has(key)),
    nearest(text, accepts, certain) {
      const found = fold(text).map((key) => nearness(key, accepts, certain));
      return found.reduce<NearNames | undefined>(nearer, undefined);
    },
  };
}

function nearer(left: NearNames | undefined, right: NearNames | undefined): NearNames | undefined {
  return left && right && right.cost >= left.cost ? left : (right ?? left);
}

function strongest(forms: NameForm[]): NameForm[] {
  const best = Math.min(...forms.map(({ rank }) => ranks[rank]));
  return forms.filter(({ rank }) => ranks[rank] === best);
}

function adjectives(place: string): string[] {
  return adjectivesOf(place.split(" "));
}

function foreignSpellings(
  places: readonly string[],
  named: Map<string, NameForm[]>,
  fold: Fold,
): Set<string> {
  const keys = new Set<string>();
  for (const place of places) {
    const words = place.split(" ");
    for (const key of fold(words.join(""))) {
      if (named.get(key)?.some(({ rank }) => ranks[rank] < ranks.declined) !== true) keys.add(key);
    }
    for (const key of declined(words).flatMap(fold)) if (!named.has(key)) keys.add(key);
  }
  return keys;
}
