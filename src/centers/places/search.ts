import type { Territory } from "../territory.ts";
import { createNameIndex, type NameIndex } from "./name-index.ts";
import { namesOf, ranks, type PlaceName } from "./names.ts";
import { readQuery, type NamedPlace, type Reading } from "./reading.ts";
import { typedInLatin, typedInRussian } from "./spelling.ts";
import type { Kind } from "./words.ts";

/**
 * Finds the territories that a person's words name.
 * @param query what the person typed, of any length
 * @returns codes of territories, the likeliest first; empty when no place of the network is named
 */
export type PlaceSearch = (query: string) => string[];

const longestQuery = 200;
const mostAnswersToTypo = 3;

/** Prepares the search over the network's territories; the search itself is pure and in memory. */
export function createPlaceSearch(territories: readonly Territory[]): PlaceSearch {
  const index = createNameIndex(namesOf(territories));
  return (query) => {
    if (query.length > longestQuery || !/\p{Letter}/u.test(query)) return [];
    const readings = waysToRead(query).map((text) => readQuery(text, index));
    const inNetwork = readings.filter((reading) => !reading.elsewhere);
    return (
      exactly(readings) ??
      nearly(isLatin(query) ? inNetwork : inNetwork.slice(0, 1), index) ??
      marked(inNetwork) ??
      // The village is not in the catalogue, but its region is named.
      inNetwork.flatMap(({ region }) => region ?? []).slice(0, 1)
    );
  };
}

function isLatin(query: string): boolean {
  return /[a-z]/i.test(query);
}

/** As it was typed, and as the same keys write in the other layout; Latin `j` is «ж» to some and «й» to others. */
function waysToRead(query: string): string[] {
  if (!isLatin(query)) {
    const switched = typedInLatin(query);
    return /^[a-z\d\s-]{5,}$/i.test(switched) ? [query, switched] : [query];
  }
  const ways = [query, query.replace(/j/gi, "i"), typedInRussian(query)];
  return [...new Set(ways)];
}

/** Answers where every word is understood. */
function exactly(readings: readonly Reading[]): string[] | undefined {
  for (const { unknown, elsewhere, places, region } of readings) {
    if (unknown) continue;
    if (elsewhere) return [];
    const codes = together(places, region);
    if (codes.length > 0) return codes;
    if (places.length === 0 && region !== undefined) return [region];
  }
  return undefined;
}

/** Takes all words that are not understood for one misspelled name. */
function nearly(readings: readonly Reading[], index: NameIndex): string[] | undefined {
  const found = readings.flatMap(({ unknown, nameWords, region, kinds }) => {
    if (!unknown || nameWords.length > 4) return [];
    const accepted = (name: PlaceName) =>
      liesIn(name, region) && (name.bare || kinds.has("settlement"));
    const near = index.nearest(nameWords.join(""), accepted);
    return near ? [{ ...near, kinds }] : [];
  });
  const [best] = found.toSorted((a, b) => a.cost - b.cost);
  if (!best) return undefined;
  const codes = chosen(best.names, best.kinds);
  return codes.length <= mostAnswersToTypo ? codes : undefined;
}

/** Among words that say something else, only a name that is marked as a place counts: «… в Кургане». */
function marked(readings: readonly Reading[]): string[] | undefined {
  return readings
    .map(({ places, region }) =>
      together(
        places.filter((place) => place.marked),
        region,
      ),
    )
    .find((codes) => codes.length > 0);
}

/**
 * What the places named in one query mean together: a settlement and its district narrow each other;
 * where they contradict, the district is believed; two towns are two answers.
 */
function together(places: readonly NamedPlace[], region: string | undefined): string[] {
  let codes: string[] = [];
  for (const { names, kinds } of places) {
    const here = chosen(
      names.filter((name) => liesIn(name, region)),
      kinds,
    );
    const common = codes.filter((code) => here.includes(code));
    if (common.length > 0) codes = common;
    else codes = here.length > 0 && kinds.has("district") ? here : [...codes, ...here];
  }
  return codes;
}

/** Югра is a region of its own and still a part of Tyumen Oblast (article 66 of the constitution). */
const partsOfRegions = new Map([["khmao", "tyumen"]]);

/** Whether a name lies in the region named in the query, or in a part of it. */
function liesIn({ territory: { regionCode } }: PlaceName, region: string | undefined): boolean {
  return region === undefined || regionCode === region || partsOfRegions.get(regionCode) === region;
}

/**
 * Decides which of the territories that share a spelling are meant.
 * @param asked the kinds of place that the query names
 * @returns codes, the likeliest first
 */
function chosen(names: readonly PlaceName[], asked: ReadonlySet<Kind>): string[] {
  const bare = names.filter((name) => name.bare);
  if (asked.size === 0) return codesOf(bare.length > 0 ? bare : names);
  const fits = fitting(names, asked);
  const said = fits.filter(({ rank }) => rank === ranks.said);
  return codesOf([said, fits, bare, names].find(({ length }) => length > 0) ?? []);
}

/** The names used with most of the kinds that are asked for, and with one at least. */
function fitting(names: readonly PlaceName[], asked: ReadonlySet<Kind>): PlaceName[] {
  const fits = names.map(({ kinds }) => [...asked].filter((kind) => kinds.has(kind)).length);
  const most = Math.max(1, ...fits);
  return names.filter((_, at) => fits[at] === most);
}

function codesOf(names: readonly PlaceName[]): string[] {
  const surestFirst = names.toSorted((a, b) => a.rank - b.rank);
  return [...new Set(surestFirst.map(({ territory }) => territory.code))];
}
