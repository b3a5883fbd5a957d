import { parse } from "csv-parse/sync";
import { z } from "zod";
import { territoryKinds, type Territory } from "./territory.ts";

export interface CatalogueMistake {
  /** Line of the file, counted from 1; the heading is line 1. */
  line: number;
  message: string;
}

export type CatalogueReading =
  | { kind: "read"; territories: Territory[] }
  | { kind: "mistaken"; mistakes: CatalogueMistake[] };

const columns = "code,region_code,kind,name,name_short,aliases,timezone,oktmo";

const row = z
  .object({
    code: z
      .string()
      .regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$/, "must look like region or region.place"),
    region_code: z.string().min(1, "is empty"),
    kind: z.enum(territoryKinds, `must be one of ${territoryKinds.join(", ")}`),
    name: z.string().trim().min(1, "is empty"),
    name_short: z.string().trim().min(1, "is empty"),
    aliases: z.string().transform((text) => text.split("|").filter((alias) => alias.trim() !== "")),
    timezone: z.string().refine(isTimeZone, "is no time zone of the IANA list"),
    oktmo: z.string().regex(/^(\d{8})?$/, "must be 8 digits or empty"),
  })
  .transform((line): Territory => ({
    code: line.code,
    regionCode: line.region_code,
    kind: line.kind,
    name: line.name,
    nameShort: line.name_short,
    aliases: line.aliases,
    timezone: line.timezone,
    oktmo: line.oktmo === "" ? null : line.oktmo,
  }));

/**
 * Reads the catalogue of territories.
 * @param text the whole CSV file, with its heading
 * @returns the territories in the file's order, or every mistake with its line
 */
export function readTerritoryCatalogue(text: string): CatalogueReading {
  const mistakes: CatalogueMistake[] = [];
  const placed: { line: number; territory: Territory }[] = [];
  for (const { line, fields } of readLines(text, mistakes)) {
    const parsed = row.safeParse(fields);
    if (parsed.success) placed.push({ line, territory: parsed.data });
    else mistakes.push({ line, message: describe(parsed.error) });
  }
  mistakes.push(...contradictions(placed));
  if (mistakes.length > 0) {
    return { kind: "mistaken", mistakes: mistakes.toSorted((a, b) => a.line - b.line) };
  }
  return { kind: "read", territories: placed.map(({ territory }) => territory) };
}

function readLines(
  text: string,
  mistakes: CatalogueMistake[],
): { line: number; fields: Record<string, string> }[] {
  const names = columns.split(",");
  try {
    const lines = parse(text, { bom: true, info: true, relax_column_count: true }) as unknown as {
      info: { lines: number };
      record: string[];
    }[];
    const [heading, ...rows] = lines;
    if (heading?.record.join(",") !== columns) {
      mistakes.push({ line: 1, message: `the heading must be ${columns}` });
      return [];
    }
    return rows.flatMap(({ info, record }) => {
      if (record.length === names.length) {
        const fields = names.map((name, index) => [name, record[index] ?? ""] as const);
        return [{ line: info.lines, fields: Object.fromEntries(fields) }];
      }
      const message = `has ${record.length} fields instead of ${names.length}`;
      mistakes.push({ line: info.lines, message });
      return [];
    });
  } catch (error) {
    const { message, lines } = error as Error & { lines?: number };
    mistakes.push({ line: lines ?? 1, message });
    return [];
  }
}

function contradictions(placed: { line: number; territory: Territory }[]): CatalogueMistake[] {
  const regions = new Set(
    placed.flatMap(({ territory }) => (territory.kind === "region" ? [territory.code] : [])),
  );
  const seen = new Map<string, number>();
  return placed.flatMap(({ line, territory }) => {
    const messages = contradictionsOf(territory, regions);
    const earlier = seen.get(territory.code);
    if (earlier !== undefined)
      messages.push(`code ${territory.code} is already on line ${earlier}`);
    else seen.set(territory.code, line);
    return messages.map((message) => ({ line, message }));
  });
}

function contradictionsOf(territory: Territory, regions: Set<string>): string[] {
  const { code, regionCode, kind } = territory;
  if (kind === "region") {
    return code === regionCode ? [] : [`region ${code} must carry its own code as region_code`];
  }
  const messages: string[] = [];
  if (!code.startsWith(`${regionCode}.`)) messages.push(`code ${code} must begin with region_code`);
  if (!regions.has(regionCode)) messages.push(`region ${regionCode} is not in the file`);
  return messages;
}

function describe(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; ");
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
