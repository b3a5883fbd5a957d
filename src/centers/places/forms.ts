import { isRegion, type Territory } from "../territory.ts";
import { adjectivesOf } from "./adjective.ts";
import { declined } from "./declension.ts";
import { withoutYo, wordsOf } from "./normalise.ts";
import { createVocabulary, designationAt, type Designation } from "./vocabulary.ts";

/**
 * How surely a form names its territory. A stronger rank hides the weaker ones of the same spelling,
 * except that a town's adjective stands beside a district that is called so («сургутский»).
 */
export type Rank = "said" | "adjective" | "shortened" | "declined";

/** One spelling that names one municipality. */
export interface NameForm {
  code: string;
  regionCode: string;
  /** The words of the name joined, with «ё» where it belongs. */
  key: string;
  rank: Rank;
  /** Whether this is the main name rather than an alias. */
  main: boolean;
  /** The kinds of place that this spelling is used with. */
  designations: ReadonlySet<Designation>;
  /** Whether the spelling stands for the place without a word for its kind. */
  bare: boolean;
}

export interface PlaceForms {
  municipalities: NameForm[];
  /** Spellings of whole regions, to their codes. */
  regions: Map<string, string>;
}

interface Said {
  territory: Territory;
  words: string[];
  designations: Set<Designation>;
  bare: boolean;
  main: boolean;
}

const vocabulary = createVocabulary(withoutYo);

/** All spellings by which the territories may be named, before any typing error. */
export function formsOf(territories: readonly Territory[]): PlaceForms {
  const municipalities = territories.filter((territory) => !isRegion(territory));
  const said = municipalities.flatMap(saidNames);
  const base = said.map((name) => toForm(name, "said"));
  base.push(...said.filter(namesTown).flatMap(townAdjectives));
  base.push(...halvedNames(said, base));
  return {
    municipalities: [
      ...base,
      ...said.flatMap(shortenedNames),
      ...said.filter(({ main, words }) => main || words.join("").length > 3).flatMap(declinedNames),
      ...base.filter(({ rank }) => rank === "adjective").flatMap(declinedForm),
    ],
    regions: regionForms(territories.filter(isRegion), said),
  };
}

function saidNames(territory: Territory): Said[] {
  const names = new Map<string, Said>();
  for (const text of [territory.nameShort, territory.name, ...territory.aliases]) {
    const { words, designations } = splitName(text.replace(/\(.*\)/, ""));
    const key = words.join("");
    const main = text === territory.nameShort;
    const known = names.get(key) ?? {
      territory,
      words,
      designations: new Set<Designation>(),
      bare: false,
      main,
    };
    for (const designation of designations) known.designations.add(designation);
    if (main && designations.length === 0) known.designations.add("town");
    // «пгт Троицкий» is one of several Троицкий: nobody means it without its «пгт».
    if (main || designations.length === 0 || !designations.every(isSettlement)) known.bare = true;
    names.set(key, known);
  }
  const kinds = kindDesignations(territory);
  return [...names.values()].map((name) =>
    name.bare ? { ...name, designations: new Set([...kinds, ...name.designations]) } : name,
  );
}

function splitName(text: string): { words: string[]; designations: Designation[] } {
  const all = vocabulary.regrouped(wordsOf(text));
  const roles = all.map((word) => vocabulary.roleOf(word));
  const words: string[] = [];
  const designations: Designation[] = [];
  for (let index = 0; index < all.length; index += 1) {
    const found = designationAt(roles, index);
    if (!found) words.push(all[index] ?? "");
    else if (found.designation) designations.push(found.designation);
    if (found) index += found.length - 1;
  }
  return words.length > 0 ? { words, designations } : { words: all, designations: [] };
}

function isSettlement(designation: Designation): boolean {
  return designation === "settlement";
}

function kindDesignations({ kind }: Territory): Set<Designation> {
  if (kind === "municipal_okrug") return new Set(["okrug", "municipalOkrug", "municipality"]);
  if (kind === "municipal_district") return new Set(["district", "municipality"]);
  return new Set(["okrug", "cityOkrug"]);
}

/** Whether this is the name of the town that the municipality is called after, or a part of that name. */
function namesTown({ territory, words, main }: Said): boolean {
  const short = splitName(territory.nameShort);
  if (short.designations.length > 0) return false;
  const [word, ...others] = words;
  return main || (others.length === 0 && (word?.length ?? 0) > 4 && short.words[0] === word);
}

function townAdjectives({ territory, words }: Said): NameForm[] {
  const designations = kindDesignations(territory);
  return adjectivesOf(words).map((key) => ({
    ...toForm({ territory, words: [key], designations, bare: true, main: false }, "adjective"),
  }));
}

/**
 * Half a double name («каменск» of Каменск-Уральский) is also half the way to a neighbour
 * that is called after the same town (Каменский округ).
 */
function halvedNames(said: readonly Said[], base: readonly NameForm[]): NameForm[] {
  return said
    .filter((name) => !name.main && namesTown(name))
    .flatMap((name) => {
      const key = name.words.join("");
      const neighbour = base.find(
        ({ code, regionCode, rank, key: other }) =>
          rank === "said" &&
          regionCode === name.territory.regionCode &&
          code !== name.territory.code &&
          adjectivesOf(name.words).includes(other),
      );
      return neighbour ? [{ ...neighbour, key, rank: "adjective" as const, main: false }] : [];
    });
}

/** «в. салда», «ниж. тагил», «салда»: the first word of a double name cut short or left out. */
function shortenedNames({ territory, words, designations }: Said): NameForm[] {
  const [first, second, ...more] = words;
  if (first === undefined || second === undefined || more.length > 0 || second.length < 2)
    return [];
  const keys = [1, 2, 3, 4, 5]
    .filter((length) => length < first.length)
    .map((length) => `${first.slice(0, length)}.${second}`);
  if (/^(верх|нижн)/.test(first) && second.length > 3) keys.push(second);
  return keys.map((key) =>
    toForm({ territory, words: [key], designations, bare: true, main: false }, "shortened"),
  );
}

function declinedNames(name: Said): NameForm[] {
  return declined(name.words).map((key) => ({ ...toForm(name, "declined"), key, main: false }));
}

function declinedForm(form: NameForm): NameForm[] {
  return declined([form.key]).map((key) => ({ ...form, key, rank: "declined" as const }));
}

function toForm({ territory, words, designations, bare, main }: Said, rank: Rank): NameForm {
  const { code, regionCode } = territory;
  return { code, regionCode, key: words.join(""), rank, main, designations, bare };
}

function regionForms(regions: readonly Territory[], said: readonly Said[]): Map<string, string> {
  const forms = new Map<string, string>();
  for (const { code, name, nameShort, aliases } of regions) {
    for (const text of [name, nameShort, ...aliases]) {
      const words = wordsOf(text);
      for (const form of [words.join(""), ...declined(words)]) forms.set(form, code);
      for (const form of shortenedRegion(words)) forms.set(form, code);
    }
    for (const { words } of said.filter(({ territory }) => territory.regionCode === code)) {
      const capital = adjectivesOf(words).some((key) => aliases.includes(key.replace(/ий$/, "ая")));
      if (capital) for (const word of ["область", "обл"]) forms.set(words.join("") + word, code);
    }
  }
  return forms;
}

/** «свердл. обл.» */
function shortenedRegion([adjective = "", ...others]: readonly string[]): string[] {
  if (others.length > 0 || !adjective.endsWith("ая")) return [];
  const lengths = Array.from({ length: adjective.length - 5 }, (_, index) => index + 3);
  return lengths.map((length) => `${adjective.slice(0, length)}обл`);
}
