import type { NameForm } from "./forms.ts";
import type { NamedPlace, Reading } from "./reading.ts";
import type { Designation } from "./vocabulary.ts";

/** The kinds of place that a word in the query may stand for in official names. */
const meanings: Record<Designation, readonly Designation[]> = {
  district: ["district"],
  okrug: ["okrug", "cityOkrug", "municipalOkrug"],
  cityOkrug: ["cityOkrug"],
  municipalOkrug: ["municipalOkrug"],
  municipality: ["municipality"],
  town: ["town"],
  settlement: ["settlement"],
};

/** The district around a town, by the town's code. */
export type Surroundings = ReadonlyMap<string, string>;

/**
 * Decides which of the territories that share a spelling are meant.
 * @param asked the kinds of place that the query names
 * @returns codes, the likeliest first
 */
export function chosen(
  forms: readonly NameForm[],
  asked: ReadonlySet<Designation>,
  surroundings: Surroundings,
): string[] {
  const bare = forms.filter((form) => form.bare);
  if (asked.size === 0) return codesOf(bare.length > 0 ? bare : forms);
  for (const rank of ["said", undefined]) {
    const fitting = best(
      forms.filter((form) => rank === undefined || form.rank === rank),
      asked,
    );
    if (fitting.length > 0) return codesOf(fitting);
  }
  const codes = codesOf(forms);
  if (!asked.has("district")) return codes;
  const around = codes.flatMap((code) => surroundings.get(code) ?? []);
  return [...new Set([...around, ...codes])];
}

function best(forms: readonly NameForm[], asked: ReadonlySet<Designation>): NameForm[] {
  const scores = forms.map(
    ({ designations }) =>
      [...asked].filter((kind) => meanings[kind].some((meaning) => designations.has(meaning)))
        .length,
  );
  const top = Math.max(1, ...scores);
  return forms.filter((_, index) => scores[index] === top);
}

function codesOf(forms: readonly NameForm[]): string[] {
  const order = [
    ...forms.filter(({ rank }) => rank !== "adjective"),
    ...forms.filter(({ rank }) => rank === "adjective"),
  ];
  return [...new Set(order.map(({ code }) => code))];
}

/** Югра is an own region and still a part of Tyumen Oblast (article 66 of the constitution). */
const partsOfRegions = new Map([["khmao", "tyumen"]]);

/** Whether a form lies in the region named in the query, or in a part of it. */
export function liesIn({ regionCode }: NameForm, region: string | undefined): boolean {
  return region === undefined || regionCode === region || partsOfRegions.get(regionCode) === region;
}

function within(forms: readonly NameForm[], region: string | undefined): readonly NameForm[] {
  const there = forms.filter(({ regionCode }) => regionCode === region);
  return there.length > 0 ? there : forms.filter((form) => liesIn(form, region));
}

/**
 * What the places named in one query mean together: a settlement and its district narrow each other;
 * where they contradict, the district is believed; two towns are two answers.
 */
export function together(
  places: readonly NamedPlace[],
  { region }: Reading,
  surroundings: Surroundings,
): string[] {
  let codes: string[] | undefined;
  for (const { forms, designations } of places) {
    const here = chosen(within(forms, region), designations, surroundings);
    codes = codes === undefined ? here : combined(codes, here, designations);
  }
  return codes ?? [];
}

function combined(before: string[], here: string[], asked: ReadonlySet<Designation>): string[] {
  const common = before.filter((code) => here.includes(code));
  if (common.length > 0) return common;
  if (here.length > 0 && asked.has("district")) return here;
  return [...before, ...here];
}
