import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { isKept } from "./checker/check.ts";
import { evidenceOf, figuresOf, tableOf } from "./report.ts";
import { runChaos } from "./run.ts";

const usage =
  "npm run chaos -- --kills N --seed S [--json] [--plant <name>] [--verbose] [--logs <folder>]";

/** Runs people through faults and prints what it came to; ends with 1 when the promise was broken. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "4" },
      seed: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
      plant: { type: "string", multiple: true, default: [] },
      verbose: { type: "boolean", default: false },
      logs: { type: "string" },
    },
  });
  const [kills, seed] = [Number(values.kills), Number(values.seed)];
  if (!Number.isSafeInteger(kills) || kills < 0 || !Number.isSafeInteger(seed)) {
    console.error(usage);
    return 2;
  }
  if (values.logs !== undefined) mkdirSync(values.logs, { recursive: true });
  const say = (sentence: string) => {
    if (values.verbose) console.error(`${(performance.now() / 1000).toFixed(1)} s ${sentence}`);
  };
  const result = await runChaos({ kills, seed, plants: values.plant, say });
  for (const [index, log] of result.logs.entries())
    if (values.logs !== undefined) writeFileSync(path.join(values.logs, `${index + 1}.log`), log);
  if (values.logs !== undefined)
    writeFileSync(path.join(values.logs, "evidence.json"), JSON.stringify(result.evidence));
  console.log(values.json ? JSON.stringify(figuresOf(result)) : tableOf(result));
  if (isKept(result.verdict)) return 0;
  if (!values.json) console.log(evidenceOf(result));
  return 1;
}

process.exitCode = await main();
