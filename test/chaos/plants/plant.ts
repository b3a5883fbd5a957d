/**
 * Preloaded into a bot: changes the text of its source files as they are read, so that it crashes at
 * a point or has a fault that we want to be found. The product itself knows nothing of this.
 */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { plants } from "./index.ts";
import { applyPatches, type Patch } from "./patch.ts";

const sources = new URL("../../../src/", import.meta.url);

const wanted = (process.env["CHAOS_PLANTS"] ?? "").split(",").filter(Boolean);
const patches = new Map<string, Patch[]>();
for (const name of wanted)
  for (const patch of plants[name] ?? unknownPlant(name)) {
    const url = new URL(patch.file, sources).href;
    patches.set(url, [...(patches.get(url) ?? []), patch]);
  }

registerHooks({
  load(url, context, nextLoad) {
    const found = patches.get(url);
    if (!found) return nextLoad(url, context);
    const source = applyPatches(readFileSync(new URL(url), "utf8"), found);
    return { format: "module-typescript", source, shortCircuit: true };
  },
});

function unknownPlant(name: string): never {
  throw new Error(`There is no plant ${name}.`);
}

/** The point at which this process ends, the word that has to be there, and how: `point:word:signal`. */
const [point, word, signal = "SIGKILL"] = (process.env["CHAOS_CRASH"] ?? "").split(":");
let hasMet = false;

declare global {
  /** Called by planted lines: ends the process as a power cut would, at the wanted point. */
  function crashPoint(name: string, subject: unknown): void;
  /** The same where the subject is out of sight: the word has been met before. */
  function crashIfMet(name: string): void;
}

globalThis.crashPoint = (name, subject) => {
  if (word === undefined) return;
  const text = JSON.stringify(subject, (_key, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  if (!text.includes(word)) return;
  hasMet ||= name === "in-transaction";
  if (name === point) crash();
};

globalThis.crashIfMet = (name) => {
  if (hasMet && name === point) crash();
};

function crash(): void {
  hasMet = false;
  process.kill(process.pid, signal);
}
