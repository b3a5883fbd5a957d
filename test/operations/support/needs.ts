import { existsSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { root } from "./image.ts";

export interface Needs {
  /** Files and folders of the repository, with forward slashes. */
  files: Set<string>;
  packages: Set<string>;
}

/** What programs load when they run: types are gone by then. Folders that they name count, too. */
export function needsOf(programs: string[]): Needs {
  const needs: Needs = { files: new Set(), packages: new Set() };
  const open = [...programs];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (needs.files.has(file)) continue;
    needs.files.add(file);
    for (const specifier of loadedBy(file)) {
      if (specifier.startsWith("."))
        open.push(path.posix.join(path.posix.dirname(file), specifier));
      else if (!isBuiltin(specifier)) needs.packages.add(packageOf(specifier));
    }
  }
  return needs;
}

function loadedBy(file: string): string[] {
  const { specifiers, paths } = readModule(file);
  const named = paths.filter((each) => existsSync(path.join(root, path.dirname(file), each)));
  for (const each of named) specifiers.push(each);
  return specifiers;
}

function readModule(file: string): { specifiers: string[]; paths: string[] } {
  const place = path.join(root, file);
  // what is no program is a folder or a file of data
  if (!/\.[mc]?[jt]s$/.test(file)) return { specifiers: [], paths: [] };
  const { program } = parseSync(file, readFileSync(place, "utf8"), { sourceType: "module" });
  const specifiers: string[] = [];
  const paths: string[] = [];
  const load = (source: { value?: unknown } | null): void => {
    if (typeof source?.value === "string") specifiers.push(source.value);
  };
  new Visitor({
    ImportDeclaration: ({ source, importKind }) => importKind !== "type" && load(source),
    ExportNamedDeclaration: ({ source, exportKind }) => exportKind !== "type" && load(source),
    ExportAllDeclaration: ({ source, exportKind }) => exportKind !== "type" && load(source),
    ImportExpression: ({ source }) => load(source as { value?: unknown }),
    Literal({ value }) {
      if (typeof value === "string" && /^\.\.?\/[\w./-]+$/.test(value)) paths.push(value);
    },
  }).visit(program);
  return { specifiers, paths };
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith("node:") || builtinModules.includes(specifier);
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
