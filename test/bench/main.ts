import { parseArgs } from "node:util";
import type { BenchOptions, BenchRow } from "./row.ts";
import { overloadedGroups } from "./rows/groups.ts";
import { largeNetwork } from "./rows/large-network.ts";
import { mailing } from "./rows/mailing.ts";
import { mechanismRate } from "./rows/mechanism-rate.ts";
import { placeSearch } from "./rows/place-search.ts";
import { productLatency } from "./rows/product-latency.ts";
import { productRate } from "./rows/product-rate.ts";
import { productStatements } from "./rows/product-statements.ts";
import { restarts } from "./rows/restarts.ts";
import { soak } from "./rows/soak.ts";

/** By the name that `--only` takes. */
const measurements: Record<string, (options: BenchOptions) => Promise<BenchRow[]>> = {
  "mechanism-rate": mechanismRate,
  mailing,
  groups: overloadedGroups,
  restarts,
  "product-rate": productRate,
  "product-latency": productLatency,
  statements: productStatements,
  large: largeNetwork,
  soak,
  "place-search": placeSearch,
};
const usage = `npm run bench -- [--json] [--full] [--only <row>] [--updates <how many in the soak>]
Rows: ${Object.keys(measurements).join(", ")}`;
const headings = { row: "", ours: "ours", baseline: "baseline", ratio: "ratio", reach: "reach" };

/** Measures, and prints a table or JSON; ends with 1 when a reach was missed. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean", default: false },
      full: { type: "boolean", default: false },
      only: { type: "string" },
      updates: { type: "string" },
    },
  });
  const { json, full, only } = values;
  const updates = values.updates === undefined ? undefined : Number(values.updates);
  const chosen = Object.entries(measurements).filter(
    ([name]) => only === undefined || name === only,
  );
  if (chosen.length === 0 || Number.isNaN(updates)) {
    console.error(usage);
    return 2;
  }
  // the table alone goes to standard output
  const say = (text: string): void => {
    if (!json) console.error(text);
  };
  const rows: BenchRow[] = [];
  for (const [name, measure] of chosen) {
    say(`measuring ${name} …`);
    rows.push(...(await measure({ full, updates, say })));
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
