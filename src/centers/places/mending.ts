import { readQuery, type Knowledge, type Reading } from "./reading.ts";

/** One way to read a query: as it was typed, by its sound, or by its keys. */
export interface Attempt {
  reading: Reading;
  knowledge: Knowledge;
  /** The largest cost of typing errors that is still believed. */
  costLimit: number;
}

/** Reads again with the typing errors in «район», «область» and the regions' names put right. */
export function mended(attempt: Attempt): Attempt {
  const { reading, knowledge } = attempt;
  if (reading.unknown.length === 0 || attempt.costLimit === 0) return attempt;
  const unknown = new Set(reading.unknown);
  const roles = reading.words.map((word) =>
    unknown.has(word) && reading.words.length > 1 ? knowledge.vocabulary.mended(word) : undefined,
  );
  const withRoles = reading.words.map((word, index) => roles[index] ?? word);
  const certain = withRoles.some((word) => knowledge.vocabulary.roleOf(word) === "province");
  const whole = certain ? knowledge.regionMended(withRoles.join(""), true) : undefined;
  if (whole !== undefined) return { ...attempt, reading: readQuery([whole], knowledge) };
  const words = withRoles.map((word) =>
    unknown.has(word) ? (knowledge.regionMended(word, certain) ?? word) : word,
  );
  if (words.every((word, index) => word === reading.words[index])) return attempt;
  return { ...attempt, reading: readQuery(words, knowledge) };
}
