import path from "node:path";
import { forbidden, MAY_KNOW, mayUseProcess, PACKAGES, partOf } from "./house-plan.ts";
import { usedModules } from "./imports.ts";

export interface SourceFile {
  /** Below src, with forward slashes: "centers/bot/desk.handlers.ts". */
  path: string;
  source: string;
}

/** Says for each broken rule which file breaks it and how; empty when the house is in order. */
export function findViolations(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const part = partOf(file.path);
    if (!(part in MAY_KNOW)) return [`${file.path}: no rule says whom "${part}" may know`];
    const { specifiers, usesProcess } = usedModules(file.path, file.source);
    const faults = specifiers.flatMap((specifier) => {
      const rule = brokenRule(file.path, specifier);
      return rule === undefined ? [] : [`${file.path} uses ${specifier}: ${rule}`];
    });
    if (usesProcess && !mayUseProcess(file.path)) {
      faults.push(
        `${file.path} uses process: the process only in main.ts, src/commands and src/demo`,
      );
    }
    return faults;
  });
}

function brokenRule(file: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) {
    return forbidden(file, path.posix.join(path.posix.dirname(file), specifier));
  }
  return PACKAGES.find(({ names, allowed }) => names.some(named(specifier)) && !allowed(file))
    ?.rule;
}

function named(specifier: string): (name: string) => boolean {
  return (name) =>
    name.endsWith("/*") ? specifier.startsWith(name.slice(0, -1)) : specifier === name;
}
