import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { plants } from "./plants/index.ts";
import { applyPatches } from "./plants/patch.ts";

/** The patches of all these plants, by file. */
function byFile(names: string[]) {
  const patches = names.flatMap((name) => plants[name] ?? []);
  return Map.groupBy(patches, ({ file }) => file);
}

function sourceOf(file: string): string {
  return readFileSync(new URL(`../../src/${file}`, import.meta.url), "utf8");
}

test.each(Object.keys(plants))("the plant %s still fits the source", (name) => {
  for (const [file, patches] of byFile([name])) {
    const source = sourceOf(file);
    expect(applyPatches(source, patches)).not.toBe(source);
  }
});

test("a patch whose text is not there, or is there twice, is an error and no silent nothing", () => {
  const patch = { file: "x.ts", find: "b", replace: "c" };
  expect(applyPatches("abа", [patch])).toBe("acа");
  expect(() => applyPatches("a", [patch])).toThrow("0 times");
  expect(() => applyPatches("bb", [patch])).toThrow("2 times");
});
