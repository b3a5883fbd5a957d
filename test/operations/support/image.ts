import { readFileSync } from "node:fs";
import path from "node:path";

export const root = path.join(import.meta.dirname, "../../..");

export interface Instruction {
  name: string;
  words: string[];
}

/** The instructions of the Dockerfile's stages, in order; flags like --from stand among the words. */
export function readStages(): Instruction[][] {
  const lines = read("Dockerfile")
    .replaceAll(/^\s*#.*\n/gm, "")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [name = "", ...words] = line.split(/\s+/);
    if (name === "FROM") stages.push([]);
    stages.at(-1)?.push({ name, words });
  }
  return stages;
}

export function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** What the last stage takes from the folder of the repository. */
export function copiedSources(): string[] {
  return (readStages().at(-1) ?? [])
    .filter(({ name, words }) => name === "COPY" && !words[0]?.startsWith("--from"))
    .flatMap(({ words }) => words.slice(0, -1));
}

/** Whether a file of the repository, or one that is made at installation, gets into the image. */
export function isInImage(file: string): boolean {
  const isBelow = (folder: string) => file === folder || file.startsWith(`${folder}/`);
  const made = (readStages().at(-1) ?? [])
    .filter(({ name, words }) => name === "COPY" && words[0]?.startsWith("--from"))
    .map(({ words }) => words.at(-1) ?? "");
  if (made.some(isBelow)) return true;
  return copiedSources().some(isBelow) && !ignored().some(isBelow);
}

/** The lines of .dockerignore, which are plain names of files and folders. */
export function ignored(): string[] {
  return read(".dockerignore")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** The program that a CMD in the form of a list starts. */
export function programOf(list: string): string {
  const words = JSON.parse(list) as string[];
  return words.find((word) => word.endsWith(".ts")) ?? "";
}
