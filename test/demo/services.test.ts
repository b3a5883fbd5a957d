import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startPostgres } from "../../src/demo/services/postgres.ts";
import { inspectProcess } from "../../src/demo/services/processes.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "services-"));
  chmodSync(folder, 0o755);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const SERVICES = path.join(import.meta.dirname, "../../src/demo/services/postgres.ts");

/** Another process that starts PostgreSQL on our data and says so. */
async function startElsewhere() {
  const program = `
    const { startPostgres } = await import(${JSON.stringify(SERVICES)});
    await startPostgres({ folder: ${JSON.stringify(folder)}, disposable: true });
    console.log("started");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

function postmaster(): number {
  return Number(readFileSync(path.join(folder, "data/postmaster.pid"), "utf8").split("\n")[0]);
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test("a second start finds the data again", async () => {
  const first = await startPostgres({ folder, disposable: true });
  await query(first.url("postgres"), "CREATE TABLE kept AS SELECT 'Шадринск' AS town");
  await first.stop();

  const second = await startPostgres({ folder, disposable: true });
  expect(await query(second.url("postgres"), "SELECT town FROM kept")).toEqual([
    { town: "Шадринск" },
  ]);
  await second.stop();
});

test("PostgreSQL ends with the process that started it, even when that is killed", async () => {
  const child = await startElsewhere();
  const pid = postmaster();
  expect(inspectProcess(pid)).toBeDefined();
  child.kill("SIGKILL");
  await expect.poll(() => inspectProcess(pid), { timeout: 5_000 }).toBeUndefined();

  const next = await startPostgres({ folder, disposable: true });
  await next.stop();
});

test("a killed PostgreSQL does not hinder the next start", async () => {
  const first = await startPostgres({ folder, disposable: true });
  process.kill(postmaster(), "SIGKILL");
  await first.stop();
  const next = await startPostgres({ folder, disposable: true });
  expect(await query(next.url("postgres"), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await next.stop();
});

test("a lock file whose number belongs to another process now does not hinder", async () => {
  const first = await startPostgres({ folder, disposable: true });
  await first.stop();
  const file = path.join(folder, "data/postmaster.pid");
  writeFileSync(file, `${process.pid}\n${folder}/data\n0\n5432\n\n127.0.0.1\n`);
  const next = await startPostgres({ folder, disposable: true });
  await next.stop();
});

test("data that a living run uses is left alone, and the sentence says so", async () => {
  const child = await startElsewhere();
  const pid = postmaster();
  await expect(startPostgres({ folder, disposable: true })).rejects.toThrow(
    `Another run (process ${child.pid}) is using the same data`,
  );
  expect(inspectProcess(pid)).toBeDefined();
  child.kill("SIGKILL");
  await expect.poll(() => inspectProcess(pid), { timeout: 5_000 }).toBeUndefined();
});
