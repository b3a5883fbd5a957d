import { isRegion, type Territory } from "../territory.ts";
import { adjectivesOf, declined } from "./declension.ts";
import { wordsOf } from "./spelling.ts";
import { kindsAmong, rolesOf, type Kind } from "./words.ts";

/** How surely a spelling names its territory; the sure ones hide the others of the same sound. */
export const ranks = { said: 0, adjective: 1, shortened: 2, declined: 3 } as const;

/** One spelling that names one territory. */
export interface PlaceName {
  territory: Territory;
  /** The words of the spelling. */
  words: string[];
  rank: (typeof ranks)[keyof typeof ranks];
  /** Whether this is the main name rather than an alias. */
  main: boolean;
  /** The kinds of place that this spelling is used with. */
  kinds: ReadonlySet<Kind>;
  /** Whether it is understood without a word for its kind. */
  bare: boolean;
}

const kindsOf: Record<Territory["kind"], Kind[]> = {
  region: ["province"],
  city_okrug: ["okrug", "urban"],
  municipal_okrug: ["okrug", "municipal"],
  municipal_district: ["district", "municipal"],
};

/** All spellings by which the territories may be named, before any typing error. */
export function namesOf(territories: readonly Territory[]): PlaceName[] {
  const said = territories.flatMap(saidNames);
  const towns = said.filter(namesTown);
  const adjectives = towns.flatMap(townAdjectives);
  return [
    ...said,
    ...adjectives,
    ...towns.flatMap((town) => landAround(town, said)),
    ...said.flatMap(shortened),
    ...said.filter(({ main, words }) => main || words.join("").length > 3).flatMap(declinedForms),
    ...adjectives.flatMap(declinedForms),
  ];
}

function saidNames(territory: Territory): PlaceName[] {
  const { nameShort, name, aliases } = territory;
  const spellings = [nameShort, name, ...aliases].map((text) => {
    const { words, kinds } = nameAndKinds(territory, text);
    const main = text === nameShort;
    return { words, main, kinds: main && kinds.length === 0 ? ["town" as const] : kinds };
  });
  return [...Map.groupBy(spellings, ({ words }) => words.join("")).values()].map((same) => {
    const main = same.some((spelling) => spelling.main);
    const bare = main || !same.every(({ kinds }) => onlySettlement(kinds));
    const kinds = [
      ...same.flatMap((spelling) => spelling.kinds),
      ...(bare ? kindsOf[territory.kind] : []),
    ];
    return {
      territory,
      words: same[0]?.words ?? [],
      rank: ranks.said,
      main,
      kinds: new Set(kinds),
      bare,
    };
  });
}

/** «пгт Троицкий» is one of several Троицкий: nobody means it without its «пгт». */
function onlySettlement(kinds: readonly Kind[]): boolean {
  return kinds.length > 0 && kinds.every((kind) => kind === "settlement");
}

/** Parts a name from the words for its kind; a region's are parts of its name. */
function nameAndKinds(territory: Territory, text: string): { words: string[]; kinds: Kind[] } {
  const all = wordsOf(text.replace(/\(.*\)/, ""));
  const words = all.filter((word) => {
    const roles = rolesOf(word);
    return kindsAmong(roles).length === 0 && !roles.has("formation");
  });
  if (isRegion(territory) || words.length === 0) return { words: all, kinds: [] };
  return { words, kinds: all.flatMap((word) => kindsAmong(rolesOf(word))) };
}

/** Whether this is the name of the town that the municipality is called after, or its first word. */
function namesTown({ territory, words, main }: PlaceName): boolean {
  const short = nameAndKinds(territory, territory.nameShort);
  if (isRegion(territory) || short.kinds.length > 0) return false;
  const [word = "", ...others] = words;
  return main || (others.length === 0 && word.length > 4 && short.words[0] === word);
}

function townAdjectives(town: PlaceName): PlaceName[] {
  const kinds = new Set(kindsOf[town.territory.kind]);
  return adjectivesOf(town.words).map((adjective) => ({
    ...respelled(town, [adjective], ranks.adjective),
    kinds,
  }));
}

/**
 * The land that is called after a town of its own: «Сургут район» and «Тюмень область» mean it, and so does half
 * of a double name by itself («каменск» is Каменск-Уральский or the Каменский округ).
 */
function landAround(town: PlaceName, said: readonly PlaceName[]): PlaceName[] {
  const adjectives = adjectivesOf(town.words);
  const names = new Set([...adjectives, ...adjectives.map((word) => word.replace(/ий$/, "ая"))]);
  return said
    .filter(({ territory, words }) => {
      const sameRegion = territory.regionCode === town.territory.regionCode;
      return sameRegion && territory !== town.territory && names.has(words.join(""));
    })
    .map((land) => ({ ...respelled(land, town.words, ranks.adjective), bare: !town.main }));
}

/** «в. салда», «ниж. тагил», «салда», «свердл. обл»: the first of two words cut short or left out. */
function shortened(name: PlaceName): PlaceName[] {
  const [first = "", second = "", ...more] = name.words;
  if (second.length < 2 || more.length > 0) return [];
  const starts = Array.from(
    { length: first.length - 2 },
    (_, cut) => `${first.slice(0, cut + 1)}.`,
  );
  if (/^(верх|нижн)/.test(first) && second.length > 3) starts.push("");
  return starts.map((start) => respelled(name, [start + second], ranks.shortened));
}

function declinedForms(name: PlaceName): PlaceName[] {
  return declined(name.words).map((form) => respelled(name, [form], ranks.declined));
}

function respelled(name: PlaceName, words: string[], rank: PlaceName["rank"]): PlaceName {
  return { ...name, words, rank, main: false };
}
