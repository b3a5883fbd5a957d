import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/** The repository's own migrations. */
export const MIGRATIONS_DIRECTORY = path.join(import.meta.dirname, "../../prisma/migrations");

// Any number but 72707369, which is Prisma's own.
const LOCK = 815_001;

// As Prisma's schema engine makes it: its tools must be able to go on where we stopped.
const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/** What tells one migration from another. */
export interface MigrationFile {
  name: string;
  checksum: string;
}

interface Migration extends MigrationFile {
  sql: string;
}

/** The database and the migration files do not belong together, or a migration failed. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/**
 * Names of the migrations that the database still lacks, oldest first. Changes nothing.
 *
 * @throws MigrationError when an applied migration was edited, has failed half-way, or is not among
 * the files (the database belongs to a newer version).
 */
export async function pendingMigrations(
  url: string,
  directory = MIGRATIONS_DIRECTORY,
): Promise<string[]> {
  const migrations = await readMigrations(directory);
  return withConnection(url, async (client) =>
    (await pending(client, migrations)).map((migration) => migration.name),
  );
}

/** The repository's own migrations, oldest first. */
export async function knownMigrations(): Promise<MigrationFile[]> {
  const migrations = await readMigrations(MIGRATIONS_DIRECTORY);
  return migrations.map(({ name, checksum }) => ({ name, checksum }));
}

/**
 * Applies what is missing, each migration in one transaction, in Prisma's own bookkeeping. Several
 * processes may do this at once: the later ones wait, then find nothing to do.
 *
 * @param upTo the name of the last migration to apply; all when not given.
 * @returns the names of the migrations that were applied now.
 * @throws MigrationError as `pendingMigrations`, or naming the migration that failed; that one has
 * left nothing, those before it stay.
 */
export async function migrate(
  url: string,
  directory = MIGRATIONS_DIRECTORY,
  upTo?: string,
): Promise<string[]> {
  const migrations = (await readMigrations(directory)).filter(
    ({ name }) => upTo === undefined || name <= upTo,
  );
  return withConnection(url, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(HISTORY_TABLE);
    const missing = await pending(client, migrations);
    for (const migration of missing) await apply(client, migration);
    return missing.map((migration) => migration.name);
  });
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const content = await readFile(path.join(directory, name, "migration.sql"));
      const checksum = createHash("sha256").update(content).digest("hex");
      return { name, sql: content.toString("utf8"), checksum };
    }),
  );
}

async function pending(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const applied = await appliedChecksums(client);
  const known = new Set(migrations.map((migration) => migration.name));
  const strangers = [...applied.keys()].filter((name) => !known.has(name));
  if (strangers.length > 0) {
    throw new MigrationError(
      `The database has migrations that this version does not know: ${strangers.join(", ")}. ` +
        "A newer version has used it.",
    );
  }
  for (const { name, checksum } of migrations) {
    if (applied.has(name) && applied.get(name) !== checksum) {
      throw new MigrationError(
        `Migration ${name} was changed after it had been applied. ` +
          "Put its file back as it was, and write the change as a new migration.",
      );
    }
  }
  return migrations.filter((migration) => !applied.has(migration.name));
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const { rows: found } = await client.query<{ exists: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists",
  );
  if (!found[0]?.exists) return new Map();
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const failed = rows.find((row) => !row.finished);
  if (failed) {
    throw new MigrationError(
      `Migration ${failed.name} has failed half-way, by another tool. ` +
        "Bring the database in order and mark the migration in _prisma_migrations first.",
    );
  }
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`Migration ${name} failed and has left nothing: ${reason}`, {
      cause: error,
    });
  }
}

async function withConnection<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection lost in the middle also fails the statement that runs.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
