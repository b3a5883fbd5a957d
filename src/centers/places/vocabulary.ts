import { editDistance } from "./distance.ts";
import type { Fold } from "./normalise.ts";

/** How a place is called beside its name: what kind of town or land the writer means. */
export type Designation =
  | "district"
  | "okrug"
  | "cityOkrug"
  | "municipalOkrug"
  | "municipality"
  | "town"
  | "settlement";

/** What a word does in a query, apart from naming a place. */
export type WordRole =
  | Designation
  | "urban"
  | "municipal"
  | "formation"
  | "province"
  | "preposition"
  | "filler"
  | "street";

const words: Record<WordRole, string> = {
  district: "район района району районе районом раен раион рн мр district",
  okrug: "округ округа округу округе округом окр",
  cityOkrug: "го горокруг",
  municipalOkrug: "",
  municipality: "мо",
  town: "город города городу городе городом г гор гр city town",
  settlement:
    "посёлок посёлка посёлке посёлку пос п пгт рп гп кп село села селе селу с деревня деревни деревне дер д " +
    "станция станции ст станица зато поселение поселения поселении",
  urban: "городской городского городскому городском",
  municipal:
    "муниципальный муниципального муниципальному муниципальном муниципальное муниципалитет муниц мун",
  formation: "образование образования образовании",
  province:
    "область области областью обл край края крае регион региона регионе республика республики " +
    "автономный автономного автономном ао region",
  preposition: "в во из под около возле близ от",
  filler:
    "я мы живу живем проживаю проживаем нахожусь находимся работаю работаем родом сам сама наш наша наше мой моя " +
    "это россия россии рф центр у нас здравствуйте здравствуй добрый день вечер утро привет пишу пишем тут здесь " +
    "административный населенный пункт территория и с со а да",
  street:
    "ул улица улице улицы проспект просп пр пер переулок мкр микрорайон дом кв бульвар б шоссе",
};

/** Signs that stand for one word although something other than a letter parts them: «р-н», «м.о.». */
const abbreviations: [string[], string][] = [
  [["р", "н"], "район"],
  [["р", "он"], "район"],
  [["м", "о"], "мо"],
  [["г", "о"], "го"],
  [["м", "р"], "мр"],
  [["п", "г", "т"], "пгт"],
  [["р", "п"], "рп"],
  [["а", "о"], "ао"],
];

/** Endings for names run together with the word after them: «сургутскийрайон». */
const gluedEndings = ["район", "округ", "область", "обл", "муниципальный", "городской"];

/** Words for kinds of places that are long enough to be known in spite of a typing error. */
const mendable: WordRole[] = [
  "district",
  "okrug",
  "town",
  "settlement",
  "urban",
  "municipal",
  "formation",
  "province",
];
const shortestMendable = 5;

export interface Vocabulary {
  /** What the word does when it names no place. */
  roleOf(word: string): WordRole | undefined;
  /** The word for a kind of place that a misspelled word most likely is. */
  mended(word: string): string | undefined;
  /** Joins what belongs together and parts what was run together. */
  regrouped(words: readonly string[]): string[];
}

/**
 * @param fold the spellings in which queries are compared: the letters themselves, or their possible sounds
 */
export function createVocabulary(fold: Fold): Vocabulary {
  const roles = new Map<string, WordRole>();
  const mends: { key: string; word: string }[] = [];
  for (const role of Object.keys(words) as WordRole[]) {
    for (const word of words[role].split(" ").filter(Boolean)) {
      for (const key of fold(word)) if (!roles.has(key)) roles.set(key, role);
      if (word.length < shortestMendable || !mendable.includes(role)) continue;
      mends.push(...fold(word).map((key) => ({ key, word })));
    }
  }
  const first = (word: string) => fold(word)[0] ?? "";
  const sequences = abbreviations.map(([parts, whole]) => ({ parts: parts.map(first), whole }));
  const endings = gluedEndings.map(first);

  return {
    roleOf: (word) =>
      fold(word)
        .map((key) => roles.get(key))
        .find((role) => role !== undefined),
    mended(word) {
      const text = first(word);
      const limit = text.length < 9 ? 1 : 2;
      return mends.find(({ key }) => editDistance(key, text, limit) <= limit)?.word;
    },
    regrouped(given) {
      const folded = given.map(first);
      const result: string[] = [];
      for (let index = 0; index < given.length; index += 1) {
        const sequence = sequences.find(({ parts }) =>
          parts.every((part, offset) => folded[index + offset] === part),
        );
        if (sequence) {
          result.push(sequence.whole);
          index += sequence.parts.length - 1;
        } else {
          result.push(...unglued(given[index] ?? "", endings));
        }
      }
      return result;
    },
  };
}

function unglued(word: string, endings: readonly string[]): string[] {
  const ending = endings.find((text) => word.endsWith(text) && word.length >= text.length + 6);
  return ending ? [word.slice(0, -ending.length), ending] : [word];
}

/**
 * Reads the word for the kind of a place at a position, of one word or two («городской округ»).
 * @returns the kind and how many words it takes; undefined when none stands there
 */
export function designationAt(
  roles: readonly (WordRole | undefined)[],
  index: number,
): { designation: Designation | undefined; length: number } | undefined {
  const role = roles[index];
  const next = roles[index + 1];
  switch (role) {
    case "district":
    case "okrug":
    case "cityOkrug":
    case "municipalOkrug":
    case "municipality":
    case "town":
    case "settlement":
      return { designation: role, length: 1 };
    case "urban":
      if (next === "okrug") return { designation: "cityOkrug", length: 2 };
      return { designation: undefined, length: 1 };
    case "municipal":
      if (next === "okrug") return { designation: "municipalOkrug", length: 2 };
      if (next === "district") return { designation: "district", length: 2 };
      if (next === "formation") return { designation: "municipality", length: 2 };
      return { designation: undefined, length: 1 };
    case "formation":
      return { designation: "municipality", length: 1 };
    default:
      return undefined;
  }
}
