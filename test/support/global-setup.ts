import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { CHROMIUM, ensureProgram, REDIS } from "../../src/demo/services/packages.ts";
import { startPostgres, type Postgres } from "../../src/demo/services/postgres.ts";
import { inspectProcess } from "../../src/demo/services/processes.ts";
import { startRedis } from "../../src/demo/services/redis.ts";
import { migrate } from "../../src/platform/migrations.ts";

const FOLDER_PREFIX = "ngo-resource-center-bot-tests-";
const TEMPLATE = "template_of_tests";
const MEMORY = "/dev/shm";
const ENOUGH_BYTES = 2 * 1024 ** 3;

/** One PostgreSQL, one Redis and one Chromium for all tests, and a migrated database to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parent = fastestFolder();
  removeFoldersOfKilledRuns(parent);
  const folder = path.join(parent, `${FOLDER_PREFIX}${process.pid}`);
  mkdirSync(folder, { mode: 0o755 });
  chmodSync(folder, 0o755);

  const chromium = await programFor(CHROMIUM);
  const redis = await startRedis({
    program: await programFor(REDIS),
    folder: path.join(folder, "redis"),
    disposable: true,
  });
  const postgres = await startPostgres({ folder: path.join(folder, "postgres"), disposable: true });
  await makeTemplate(postgres);

  project.provide("postgresUrl", postgres.url("postgres"));
  project.provide("template", TEMPLATE);
  project.provide("redisUrl", redis.url());
  project.provide("chromium", chromium);

  return async () => {
    await Promise.all([postgres.stop(), redis.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
}

async function programFor(program: typeof REDIS): Promise<string> {
  const requirement = await ensureProgram(program, (sentence) => console.log(sentence));
  if (requirement.kind === "missing") throw new Error(requirement.sentence);
  return requirement.path;
}

async function makeTemplate(postgres: Postgres): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url("postgres") });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await migrate(postgres.url(TEMPLATE));
  // A template that somebody is connected to cannot be copied.
  await client.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  await client.end();
}

/** Memory where there is enough of it: copying the template takes 15 ms there, 300 ms on a disk. */
function fastestFolder(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tmpdir();
}

function removeFoldersOfKilledRuns(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(FOLDER_PREFIX)) continue;
    if (inspectProcess(Number(name.slice(FOLDER_PREFIX.length)))) continue;
    rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    template: string;
    redisUrl: string;
    chromium: string;
  }
}
