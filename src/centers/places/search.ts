import type { Territory } from "../territory.ts";
import { chosen, liesIn, together, type Surroundings } from "./choice.ts";
import { formsOf, type NameForm } from "./forms.ts";
import { createKnowledge } from "./knowledge.ts";
import { typedInLatin, typedInRussian } from "./layout.ts";
import { mended, type Attempt } from "./mending.ts";
import { withoutYo, wordsOf } from "./normalise.ts";
import { readQuery, type Knowledge, type Reading } from "./reading.ts";
import { soundsOf } from "./transliteration.ts";

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
  const forms = formsOf(territories);
  const spelled = createKnowledge(forms, withoutYo);
  const sounding = createKnowledge(forms, soundsOf);
  const surroundings = surroundingsOf(forms.municipalities);

  function attempts(query: string): Attempt[] {
    const read = (text: string, knowledge: Knowledge, costLimit = 5): Attempt => ({
      reading: readQuery(wordsOf(text), knowledge),
      knowledge,
      costLimit,
    });
    const asTyped = read(query, spelled);
    if (/[a-z]/i.test(query)) {
      return [asTyped, read(query, sounding), read(typedInRussian(query), spelled)];
    }
    const switched = typedInLatin(query);
    if (!/^[a-z\d\s-]{5,}$/i.test(switched)) return [asTyped];
    return [asTyped, read(switched, sounding, 0)];
  }

  return (query) => {
    if (query.length > longestQuery || !/\p{Letter}/u.test(query)) return [];
    const all = attempts(query);
    const exact = firstExact(all, surroundings);
    if (exact) return exact;
    const mendedAttempts = all.map(mended);
    return (
      firstExact(mendedAttempts, surroundings) ??
      nearly(mendedAttempts, surroundings) ??
      marked(mendedAttempts, surroundings) ??
      regionAlone(mendedAttempts)
    );
  };
}

/** Towns whose adjective is the name of a district beside them. */
function surroundingsOf(forms: readonly NameForm[]): Surroundings {
  const around = new Map<string, string>();
  const districts = forms.filter(({ rank }) => rank === "said");
  for (const town of forms.filter(({ rank }) => rank === "adjective")) {
    const district = districts.find(
      ({ key, code, regionCode }) =>
        key === town.key && code !== town.code && regionCode === town.regionCode,
    );
    if (district) around.set(town.code, district.code);
  }
  return around;
}

function firstExact(
  attempts: readonly Attempt[],
  surroundings: Surroundings,
): string[] | undefined {
  for (const [index, { reading }] of attempts.entries()) {
    // Keys read in the wrong layout make short words by chance: there every word must be understood.
    if (reading.foreign && (index === 0 || reading.unknown.length === 0)) return [];
    const codes = exactly(reading, surroundings);
    if (codes.length > 0) return codes;
  }
  return undefined;
}

/** Answers where every word is understood. */
function exactly(reading: Reading, surroundings: Surroundings): string[] {
  const { places, region, unknown } = reading;
  if (unknown.length > 0) return [];
  if (places.length === 0) return region === undefined ? [] : [region];
  return together(places, reading, surroundings);
}

/** Among words that say something else, only a name that is marked as a place counts: «… в Кургане». */
function marked(attempts: readonly Attempt[], surroundings: Surroundings): string[] | undefined {
  for (const { reading } of attempts) {
    const places = reading.places.filter((place) => place.marked);
    const codes = together(places, reading, surroundings);
    if (codes.length > 0) return codes;
  }
  return undefined;
}

function nearly(attempts: readonly Attempt[], surroundings: Surroundings): string[] | undefined {
  const found = attempts.flatMap(({ reading, knowledge, costLimit }) => {
    if (reading.unknown.length === 0 || reading.nameWords.length > 4) return [];
    const text = reading.nameWords.join("");
    const { region, designations } = reading;
    const certain = region !== undefined || designations.size > 0;
    const near = knowledge.names.nearest(
      text,
      (form) => liesIn(form, region) && (form.bare || designations.has("settlement")),
      certain,
    );
    return near && near.cost <= costLimit ? [{ ...near, asked: reading.designations }] : [];
  });
  const [best] = found.toSorted((a, b) => a.cost - b.cost);
  if (!best) return undefined;
  const codes = chosen(best.forms, best.asked, surroundings);
  return codes.length <= mostAnswersToTypo ? codes : undefined;
}

/** The village is not in the catalogue, but its region is named. */
function regionAlone(attempts: readonly Attempt[]): string[] {
  const region = attempts.map(({ reading }) => reading.region).find((code) => code !== undefined);
  return region === undefined ? [] : [region];
}
