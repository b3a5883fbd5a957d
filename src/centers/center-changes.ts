import type { CenterEntry } from "./centers-file.ts";

/** One difference between the directory and a file. */
export type CenterChange =
  | { what: "new"; code: string }
  | { what: "changed"; code: string; field: keyof CenterEntry; before: string; after: string };

const fields = [
  "type",
  "name",
  "nameShort",
  "parent",
  "territories",
  "kinds",
  "phone",
  "email",
  "address",
  "website",
  "hours",
  "answerDays",
] as const satisfies (keyof CenterEntry)[];

/** What a file changes. Centers that it does not name stay as they are. */
export function changesBetween(
  before: readonly CenterEntry[],
  after: readonly CenterEntry[],
): CenterChange[] {
  const known = new Map(before.map((entry) => [entry.code, entry]));
  return after.flatMap((entry): CenterChange[] => {
    const earlier = known.get(entry.code);
    if (!earlier) return [{ what: "new", code: entry.code }];
    return fields.flatMap((field): CenterChange[] => {
      const [was, is] = [written(earlier[field]), written(entry[field])];
      if (was === is) return [];
      return [{ what: "changed", code: entry.code, field, before: was, after: is }];
    });
  });
}

/** The value as one text, whatever the order in which a list or the days of a week were kept. */
function written(value: CenterEntry[keyof CenterEntry]): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.toSorted(byAlphabet).join("|");
  if (typeof value !== "object") return String(value);
  const days = Object.entries(value).toSorted(([a], [b]) => Number(a) - Number(b));
  return days.map(([day, parts]) => `${day}: ${parts.join(", ")}`).join("; ");
}

function byAlphabet(a: string, b: string): number {
  return a < b ? -1 : 1;
}
