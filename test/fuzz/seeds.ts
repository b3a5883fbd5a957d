import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Problem, Share } from "./run.ts";

const file = new URL("seeds.json", import.meta.url);

export interface KeptSeed extends Share {
  /** What went wrong when it was kept. */
  why: string;
}

/** Shares that once went wrong: the tests run them again. */
export function keptSeeds(): KeptSeed[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as KeptSeed[]) : [];
}

export function keepSeed(share: Share, [first]: readonly Problem[]): void {
  const why = first?.what.split("\n")[0]?.slice(0, 200) ?? "";
  const others = keptSeeds().filter(
    ({ seed, count }) => seed !== share.seed || count !== share.count,
  );
  writeFileSync(file, `${JSON.stringify([...others, { ...share, why }], null, 2)}\n`);
}
