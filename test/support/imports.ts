import { parseSync, Visitor } from "oxc-parser";

export interface UsedModules {
  /** What the file names in import, export … from, import(), and import types. */
  specifiers: string[];
  /** True when it reads or writes the global `process`. */
  usesProcess: boolean;
}

/** Reads which modules a TypeScript source uses; a text that only looks like an import is none. */
export function usedModules(file: string, source: string): UsedModules {
  const { program, errors } = parseSync(file, source, { sourceType: "module" });
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);

  const specifiers = new Set<string>();
  let usesProcess = false;
  const add = (node: { value?: unknown } | null): void => {
    if (typeof node?.value === "string") specifiers.add(node.value);
  };
  new Visitor({
    ImportDeclaration: ({ source: from }) => add(from),
    ExportNamedDeclaration: ({ source: from }) => add(from),
    ExportAllDeclaration: ({ source: from }) => add(from),
    ImportExpression: ({ source: from }) => add(from as { value?: unknown }),
    TSImportType: ({ source: from }) => add(from),
    MemberExpression({ object }) {
      if (object.type === "Identifier" && object.name === "process") usesProcess = true;
    },
  }).visit(program);
  return { specifiers: [...specifiers], usesProcess };
}
