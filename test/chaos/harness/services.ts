import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureProgram, REDIS } from "../../../src/demo/services/packages.ts";
import { startPostgres } from "../../../src/demo/services/postgres.ts";
import { inspectProcess } from "../../../src/demo/services/processes.ts";
import { startRedis } from "../../../src/demo/services/redis.ts";
import { migrate } from "../../../src/platform/migrations.ts";
import { createRedis } from "../../../src/platform/redis.ts";

/** What the bot keeps its data in, and what can happen to it. */
export interface Services extends AsyncDisposable {
  databaseUrl: string;
  redisUrl: string;
  /** PostgreSQL ends as by a crash: every connection breaks, what was not committed is gone. */
  crashPostgres(): Promise<void>;
  /** Redis is killed, and is there again after the pause; milliseconds. */
  killRedis(pause: number): Promise<void>;
  /** Everything in Redis is gone. */
  flushRedis(): Promise<void>;
}

// commits are waited for, so that a crash of PostgreSQL loses none; memory makes that quick
const memory = "/dev/shm";

/** PostgreSQL with the product's tables, and Redis, both of our own; gone afterwards. */
export async function startServices(): Promise<Services> {
  await using resources = new AsyncDisposableStack();
  const parent = existsSync(memory) ? memory : tmpdir();
  const folder = mkdtempSync(path.join(parent, "ngo-resource-center-bot-chaos-"));
  resources.defer(() => rmSync(folder, { recursive: true, force: true }));
  // PostgreSQL may run under an account of its own
  chmodSync(folder, 0o755);
  const program = await ensureProgram(REDIS, (sentence) => console.error(sentence));
  if (program.kind === "missing") throw new Error(program.sentence);

  const redisOptions = { program: program.path, folder: path.join(folder, "redis") };
  let redis = await startRedis(redisOptions);
  resources.defer(() => redis.stop());
  const postgresFolder = path.join(folder, "postgres");
  let postgres = await startPostgres({ folder: postgresFolder });
  resources.defer(() => postgres.stop());
  await administrate(postgres.url("postgres"), "CREATE DATABASE chaos");
  const databaseUrl = postgres.url("chaos");
  await migrate(databaseUrl);

  const started = resources.move();
  return {
    databaseUrl,
    redisUrl: redis.url(),
    async crashPostgres() {
      const { port } = postgres;
      await end(pidIn(path.join(postgresFolder, "data", "postmaster.pid")), "SIGQUIT");
      postgres = await startPostgres({ folder: postgresFolder, port });
    },
    async killRedis(pause) {
      const { port } = redis;
      await end(pidIn(path.join(redisOptions.folder, "redis.pid")), "SIGKILL");
      await sleep(pause);
      redis = await startRedis({ ...redisOptions, port });
    },
    async flushRedis() {
      const client = createRedis(redis.url());
      await client.flushall();
      client.disconnect();
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

function pidIn(file: string): number {
  return Number(readFileSync(file, "utf8").split("\n")[0]);
}

async function end(pid: number, signal: NodeJS.Signals): Promise<void> {
  process.kill(pid, signal);
  while (inspectProcess(pid)) await sleep(10);
}

async function administrate(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
