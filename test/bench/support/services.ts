import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { ensureProgram, REDIS } from "../../../src/demo/services/packages.ts";
import { type Postgres, startPostgres } from "../../../src/demo/services/postgres.ts";
import { startRedis } from "../../../src/demo/services/redis.ts";
import { migrate } from "../../../src/platform/migrations.ts";

export interface BenchServices extends AsyncDisposable {
  redisUrl: string;
  /** Makes a database with the product's tables, and returns its address. */
  database(name: string): Promise<string>;
}

/**
 * PostgreSQL as careful as in life, and Redis; gone afterwards. PostgreSQL counts the statements
 * that it is given, see statements.ts.
 */
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
  const postgres = await startCountingPostgres(path.join(folder, "postgres"));
  resources.defer(() => postgres.stop());

  const started = resources.move();
  return {
    redisUrl: redis.url(),
    async database(name) {
      await using admin = await connect(postgres.url("postgres"));
      await admin.client.query(`CREATE DATABASE ${name}`);
      const url = postgres.url(name);
      await migrate(url);
      return url;
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

/** The module that counts can be loaded only by a start. */
async function startCountingPostgres(folder: string): Promise<Postgres> {
  const first = await startPostgres({ folder });
  await using admin = await connect(first.url("postgres"));
  await admin.client.query("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
  await admin.client.query("ALTER SYSTEM SET log_min_messages = 'error'");
  await admin[Symbol.asyncDispose]();
  await first.stop();
  return startPostgres({ folder });
}

export interface Connection extends AsyncDisposable {
  client: pg.Client;
}

export async function connect(url: string): Promise<Connection> {
  const client = new pg.Client({ connectionString: url });
  // a server that is stopped ends it; what was asked of it fails by itself
  client.on("error", () => {});
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.end() };
}
