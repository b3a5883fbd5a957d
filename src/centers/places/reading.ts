import type { NameForm } from "./forms.ts";
import type { NameIndex } from "./name-index.ts";
import { designationAt, type Designation, type Vocabulary, type WordRole } from "./vocabulary.ts";

/** A name found in a query, with the words for the kind of place that stand beside it. */
export interface NamedPlace {
  forms: NameForm[];
  designations: Set<Designation>;
  /** Whether the words around say that a place is meant: «в», «город», «район». */
  marked: boolean;
}

/** What the words of a query say. */
export interface Reading {
  words: string[];
  places: NamedPlace[];
  /** The region named beside the place, or alone. */
  region: string | undefined;
  /** Whether a place outside the network is named. */
  foreign: boolean;
  /** Words that are neither a name nor one of the usual words around it. */
  unknown: string[];
  /** All words that may be parts of a misspelled name. */
  nameWords: string[];
  /** Every kind of place named anywhere in the query. */
  designations: Set<Designation>;
}

export interface Knowledge {
  vocabulary: Vocabulary;
  names: NameIndex;
  /** The region that the text names, if any. */
  regionNamed(text: string): string | undefined;
  /** The region's name that a misspelled word most likely is. */
  regionMended(word: string, certain: boolean): string | undefined;
}

const longestName = 4;

/** Reads the words of a query from left to right, the longest known name first. */
export function readQuery(given: readonly string[], knowledge: Knowledge): Reading {
  const words = knowledge.vocabulary.regrouped(given);
  const roles = words.map((word) => knowledge.vocabulary.roleOf(word));
  const reader = createReader(words, knowledge);
  for (let index = 0; index < words.length;) {
    const length = reader.name(words, index) || reader.word(words, roles, index);
    index += length;
  }
  return reader.done();
}

function createReader(given: string[], { names, regionNamed }: Knowledge) {
  const reading: Reading = {
    words: given,
    places: [],
    region: undefined,
    foreign: false,
    unknown: [],
    nameWords: [],
    designations: new Set(),
  };
  let waiting: Designation[] = [];
  let preposition = false;
  let adjacent: NamedPlace | undefined;
  let street = false;

  function addPlace(forms: NameForm[]): void {
    const marked = preposition || waiting.length > 0;
    adjacent = { forms, designations: new Set(waiting), marked };
    reading.places.push(adjacent);
    waiting = [];
    preposition = false;
  }

  function addDesignation(designation: Designation): void {
    reading.designations.add(designation);
    const follows = adjacent && designation !== "town" && designation !== "settlement";
    if (!follows) waiting.push(designation);
    else if (adjacent) {
      adjacent.designations.add(designation);
      adjacent.marked = true;
    }
  }

  return {
    /** Takes the name that begins here; returns its number of words, 0 when none does. */
    name(words: readonly string[], start: number): number {
      if (street) return 0;
      for (let size = Math.min(longestName, words.length - start); size > 0; size -= 1) {
        const part = words.slice(start, start + size);
        const text = part.join("");
        const region = regionNamed(text);
        const forms = size === 2 ? named(names, text, part.join(".")) : names.named(text);
        if (region !== undefined) {
          reading.region ??= region;
          if (adjacent) adjacent.marked = true;
          adjacent = undefined;
        } else if (forms.length > 0) {
          addPlace(forms);
          reading.nameWords.push(...part);
        } else if (names.isForeign(text)) reading.foreign = true;
        else continue;
        return size;
      }
      return 0;
    },
    /** Takes a word that names nothing; returns how many words were taken. */
    word(
      words: readonly string[],
      roles: readonly (WordRole | undefined)[],
      index: number,
    ): number {
      const found = designationAt(roles, index);
      if (found) {
        if (found.designation) addDesignation(found.designation);
        return found.length;
      }
      const word = words[index] ?? "";
      const role = roles[index];
      preposition = role === "preposition";
      if (role === "street" && reading.places.length > 0) street = true;
      else if (role === undefined && !/^\d+$/.test(word) && !street) {
        reading.unknown.push(word);
        reading.nameWords.push(word);
        adjacent = undefined;
      }
      return 1;
    },
    /** A kind of place that still waits for a name belongs to the last one. */
    done(): Reading {
      const last = reading.places.at(-1);
      for (const designation of waiting) last?.designations.add(designation);
      return reading;
    },
  };
}

function named(names: NameIndex, text: string, shortened: string): NameForm[] {
  const forms = names.named(text);
  return forms.length > 0 ? forms : names.named(shortened);
}
