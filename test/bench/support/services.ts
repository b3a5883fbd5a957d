import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { ensureProgram, REDIS } from "../../../src/demo/services/packages.ts";
import { startPostgres } from "../../../src/demo/services/postgres.ts";
import { startRedis } from "../../../src/demo/services/redis.ts";
import { migrate } from "../../../src/platform/migrations.ts";

export interface BenchServices extends AsyncDisposable {
  databaseUrl: string;
  redisUrl: string;
}

/** PostgreSQL as careful as in life, with the product's tables, and Redis; gone afterwards. */
export async function startServices(): Promise<BenchServices> {
  await using resources = new AsyncDisposableStack();
  const folder = mkdtempSync(path.join(tmpdir(), "ngo-resource-center-bot-bench-"));
  resources.defer(() => rmSync(folder, { recursive: true, force: true }));
  // PostgreSQL may run under an account of its own
  chmodSync(folder, 0o755);
  const program = await ensureProgram(REDIS, (sentence) => console.error(sentence));
  if (program.kind === "missing") throw new Error(program.sentence);

  const redis = await startRedis({ program: program.path, folder: path.join(folder, "redis") });
  resources.defer(() => redis.stop());
  const postgres = await startPostgres({ folder: path.join(folder, "postgres") });
  resources.defer(() => postgres.stop());

  const client = new pg.Client({ connectionString: postgres.url("postgres") });
  await client.connect();
  await client.query("CREATE DATABASE bench");
  await client.end();
  const databaseUrl = postgres.url("bench");
  await migrate(databaseUrl);

  const started = resources.move();
  return {
    databaseUrl,
    redisUrl: redis.url(),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
