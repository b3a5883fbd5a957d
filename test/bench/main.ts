import { parseArgs } from "node:util";
import type { BenchOptions, BenchRow } from "./row.ts";
import { placeSearch } from "./rows/place-search.ts";
import { updates } from "./rows/updates.ts";

const measurements: Record<string, (options: BenchOptions) => Promise<BenchRow[]>> = {
  "place-search": async () => [await placeSearch()],
  updates,
};
const usage = `npm run bench -- [--json] [--full] [--only ${Object.keys(measurements).join("|")}]`;
const headings = { row: "", ours: "ours", baseline: "baseline", ratio: "ratio", reach: "reach" };

/** Measures, and prints a table or JSON; ends with 1 when a reach was missed. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean", default: false },
      full: { type: "boolean", default: false },
      only: { type: "string" },
    },
  });
  const { json, full, only } = values;
  const chosen = Object.entries(measurements).filter(
    ([name]) => only === undefined || name === only,
  );
  if (chosen.length === 0) {
    console.error(usage);
    return 2;
  }
  const rows: BenchRow[] = [];
  for (const [name, measure] of chosen) {
    if (!json) console.error(`measuring ${name} …`);
    rows.push(...(await measure({ full })));
  }
  console.log(json ? JSON.stringify(rows, null, 2) : tableOf(rows));
  return rows.every(({ ok }) => ok) ? 0 : 1;
}

function tableOf(rows: BenchRow[]): string {
  const lines = [headings, ...rows].map((line) => [
    line.row,
    String(line.ours),
    String(line.baseline),
    String(line.ratio ?? "–"),
    line.reach,
    "ok" in line ? (line.ok ? "ok" : "MISSED") : "",
  ]);
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

process.exitCode = await main();
