import { parse } from "csv-parse/sync";
import { z } from "zod";
import { type CenterType, supportKinds, type WeeklyHours } from "./center.ts";
import { parentMistakes } from "./center-levels.ts";
import { parseHours } from "./hours.ts";

/** A center as an operator's file describes it; other centers and places are named by code. */
export interface CenterEntry {
  code: string;
  type: CenterType;
  name: string;
  nameShort: string;
  parent: string | null;
  /** Codes of territories; a region's code stands for the whole region. */
  territories: string[];
  kinds: (typeof supportKinds)[number][];
  phone: string | null;
  email: string | null;
  address: string | null;
  website: string | null;
  hours: WeeklyHours;
  answerDays: number;
}

export interface FileMistake {
  /** Line of the file, counted from 1; the heading is line 1. */
  line: number;
  message: string;
}

/** What a file may refer to. */
export interface KnownNames {
  territories: ReadonlySet<string>;
  /** Centers that are in the directory already, with their types. */
  centers: ReadonlyMap<string, CenterType>;
}

export type CentersFile =
  | { kind: "read"; centers: CenterEntry[] }
  | { kind: "mistaken"; mistakes: FileMistake[] };

/** The heading of the file; `hours` is read by `parseHours`, lists are separated by `|`. */
export const centersFileColumns =
  "code,type,name,name_short,parent,territories,kinds,phone,email,address,website,hours,answer_days";

const names = centersFileColumns.split(",");
const centerTypes = ["interregional", "regional", "municipal", "partner"] as const;
const text = z.string().trim().min(1, "is empty");
const list = z.string().transform((cell) =>
  cell
    .split("|")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

const row = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]*$/, "is made of a-z, 0-9 and -"),
  type: z.enum(centerTypes, `must be one of ${centerTypes.join(", ")}`),
  name: text,
  name_short: text.max(40, "is longer than 40 characters: it has to fit on a button"),
  parent: z.string().trim(),
  territories: list.refine((codes) => new Set(codes).size === codes.length, "names one twice"),
  kinds: list
    .pipe(z.array(z.enum(supportKinds, `may hold ${supportKinds.join(", ")}`)))
    .refine((kinds) => kinds.length > 0, "is empty: a center gives at least one kind of support")
    .refine((kinds) => new Set(kinds).size === kinds.length, "names one twice"),
  phone: optional(/^\+?[\d\s()-]{5,}(,\s*доб\.\s*\d+)?$/, "is no phone number"),
  email: optional(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "is no e-mail address"),
  address: optional(/./, ""),
  website: optional(/^https?:\/\/[^\s/]+\.\S+$/, "must begin with https:// or http://"),
  hours: z.string().transform((cell, context): WeeklyHours => {
    const parsed = parseHours(cell);
    if (parsed.kind === "read") return parsed.hours;
    context.addIssue(`cannot be read at «${parsed.part}»: write пн-пт 09:00-13:00, 14:00-18:00`);
    return z.NEVER;
  }),
  answer_days: z
    .string()
    .regex(/^(|[1-9]|[12]\d|30)$/, "is a number of working days, 1 to 30")
    .transform((cell) => (cell === "" ? 2 : Number(cell))),
});

interface PlacedEntry {
  line: number;
  entry: CenterEntry;
}

/**
 * Reads an operator's file of centers.
 *
 * @param content the whole CSV file, with its heading.
 * @returns the centers in the file's order, or every mistake with its line.
 */
export function readCentersFile(content: string, known: KnownNames): CentersFile {
  const mistakes: FileMistake[] = [];
  const placed: PlacedEntry[] = [];
  for (const { line, fields } of readRows(content, mistakes)) {
    const parsed = row.safeParse(fields);
    if (parsed.success) placed.push({ line, entry: toEntry(parsed.data) });
    else mistakes.push(...parsed.error.issues.map((issue) => ({ line, message: describe(issue) })));
  }
  // a line that could not be read would make its children look like orphans
  if (mistakes.length === 0) mistakes.push(...contradictions(placed, known));
  if (mistakes.length > 0)
    return { kind: "mistaken", mistakes: mistakes.toSorted((a, b) => a.line - b.line) };
  return { kind: "read", centers: placed.map(({ entry }) => entry) };
}

function readRows(content: string, mistakes: FileMistake[]) {
  try {
    const lines = parse(content, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    const [heading, ...rows] = lines;
    if (heading?.record.join(",") !== centersFileColumns) {
      mistakes.push({ line: 1, message: `the heading must be ${centersFileColumns}` });
      return [];
    }
    return rows.flatMap(({ info, record }) => {
      const line = info.lines;
      if (record.length === names.length)
        return [{ line, fields: Object.fromEntries(names.map((name, at) => [name, record[at]])) }];
      mistakes.push({ line, message: `has ${record.length} fields instead of ${names.length}` });
      return [];
    });
  } catch (error) {
    const { message, lines } = error as Error & { lines?: number };
    mistakes.push({ line: lines ?? 1, message });
    return [];
  }
}

function contradictions(placed: PlacedEntry[], known: KnownNames): FileMistake[] {
  const types = new Map(known.centers);
  for (const { entry } of placed) types.set(entry.code, entry.type);
  const seen = new Map<string, number>();
  return placed.flatMap(({ line, entry }) => {
    const messages = parentMistakes(entry, types);
    const earlier = seen.get(entry.code);
    if (earlier === undefined) seen.set(entry.code, line);
    else messages.push(`code ${entry.code} is already on line ${earlier}`);
    for (const code of entry.territories)
      if (!known.territories.has(code)) messages.push(`territory ${code} is not in the catalogue`);
    return messages.map((message) => ({ line, message }));
  });
}

function toEntry(read: z.output<typeof row>): CenterEntry {
  const { name_short: nameShort, answer_days: answerDays, parent, ...rest } = read;
  return { ...rest, nameShort, answerDays, parent: parent === "" ? null : parent };
}

function optional(pattern: RegExp, message: string) {
  return z
    .string()
    .trim()
    .refine((cell) => cell === "" || pattern.test(cell), message)
    .transform((cell) => (cell === "" ? null : cell));
}

function describe({ path, message }: { path: PropertyKey[]; message: string }): string {
  return `${String(path[0] ?? "line")} ${message}`;
}
