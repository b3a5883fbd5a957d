import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type Role, rights, roles, type Scope } from "../src/access/index.ts";

const root = path.join(import.meta.dirname, "..");
const readme = readFileSync(path.join(root, "README.md"), "utf8");

function section(name: string): string {
  const [, content] =
    new RegExp(`<!-- ${name} -->\n(.*?)<!-- /${name} -->`, "s").exec(readme) ?? [];
  if (content === undefined) throw new Error(`The README has no section ${name}.`);
  return content;
}

/** Cells of a table's rows without padding, so that only words count. */
function cells(table: string): string[][] {
  return table
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

test("the README shows the table of rights as it is", () => {
  const words: Record<Scope, string> = {
    center: "own center",
    below: "own and below",
    network: "all centers",
  };
  const rows = Object.entries(rights).map(([action, scopes]) => {
    const row: Partial<Record<Role, Scope>> = scopes;
    const cellOf = (role: Role): string => {
      const scope = row[role];
      return scope === undefined ? "" : words[scope];
    };
    return [`\`${action}\``, ...roles.map(cellOf)];
  });
  const header = ["Action", ...roles.map((role) => role.replace("_", " "))];
  // as text, so that a failure prints the table as it should be
  const asText = (table: string[][]) => table.map((row) => `| ${row.join(" | ")} |`).join("\n");
  expect(asText(cells(section("rights")))).toBe(asText([header, ...rows]));
});

test("the README names every command, and no other", () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const named = cells(section("commands"))
    .slice(1)
    .map(([command = ""]) => /npm (?:run )?(?:-s )?([\w:]+)/.exec(command)?.[1]);
  const wanted = Object.keys(scripts).filter((name) => name !== "postinstall");
  expect(new Set(named)).toEqual(new Set(wanted));
});

test("the map of the house shows every part, and nothing that is not there", () => {
  const shown = [...section("house").matchAll(/^src\/(\S+)/gm)].map(([, name]) => name);
  const parts = readdirSync(path.join(root, "src"), { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? `${entry.name}/` : entry.name,
  );
  expect(new Set(shown)).toEqual(new Set(parts));
});

test("every file that the README links to is there", () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link]) => link ?? "");
  expect(links).not.toHaveLength(0);
  expect(links.filter((link) => !existsSync(path.join(root, link)))).toEqual([]);
});
