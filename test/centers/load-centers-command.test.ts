import { execFile } from "node:child_process";
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const root = path.join(import.meta.dirname, "../..");
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  [database, folder] = await Promise.all([
    freshDatabase(),
    mkdtemp(path.join(tmpdir(), "centers-command-")),
  ]);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

/** Runs `npm run centers` without npm. */
async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const command = [path.join(root, "src/commands/load-centers.ts"), ...args];
  const env = { PATH: "", DATABASE_URL: database.url };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env, cwd: folder }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

test("an operator loads a file, sees what it changed, and what is wrong in it", async () => {
  const demo = path.join(root, "prisma/data/demo-centers.csv");
  const first = await run(demo);
  expect(first).toMatchObject({ code: 0, err: "" });
  expect(first.out.split("\n")).toContain("shadrinsk: new");

  const wrong = path.join(folder, "wrong.csv");
  await writeFile(wrong, "code,name\n");
  const refused = await run(wrong);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(`${wrong}:1: the heading must be code,type,`);
  expect(refused.err).toContain("Nothing was changed.");
}, 60_000);
