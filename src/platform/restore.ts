import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { BackupError, type BackupHeader, openBackup, type TableRows } from "./backup-format.ts";
import { connectTo, copyTarget, migrationsOf, PLAIN_VALUES, tableNames } from "./backup.ts";
import { lockKey } from "./leadership-lock.ts";
import { knownMigrations, migrate, type MigrationFile } from "./migrations.ts";

export interface RestoreOptions<Settled> {
  url: string;
  path: string;
  /** Empties a database that holds something, after `tell` has said what. */
  replace: boolean;
  tell: (sentence: string) => void;
  /** Done with the rows in the same transaction: without it nothing of them is kept. */
  settle: (client: pg.ClientBase) => Promise<Settled>;
}

export interface Restored<Settled> {
  /** Of this moment is what is in the backup. */
  takenAt: Date;
  rows: number;
  settled: Settled;
}

// PostgreSQL, "Error Codes": lock_not_available
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Brings a backup into a database, all or nothing. The database has no tables yet, and gets them; or
 * it has exactly the migrations of the backup. What the program has beyond them is not applied.
 *
 * @throws BackupError when the file is not whole, belongs to another version, or the database holds
 * something, or somebody works with it. Nothing has changed then.
 */
export async function restoreBackup<Settled>(
  options: RestoreOptions<Settled>,
): Promise<Restored<Settled>> {
  const header = await checkBackup(options.path);
  requireKnown(header.migrations, await knownMigrations());
  const client = await connectTo(options.url);
  try {
    await requireNobody(client);
    await requireShape(client, options.url, header.migrations);
    await client.query("BEGIN");
    const { rows, settled } = await load(client, options);
    await client.query("COMMIT");
    // the planner knows nothing of tables that were filled just now
    await client.query("ANALYZE");
    return { takenAt: new Date(header.takenAt), rows, settled };
  } finally {
    // ends an open transaction, too
    await client.end();
  }
}

/** Reads the whole file once, so that nothing is touched for one that is torn. */
async function checkBackup(path: string): Promise<BackupHeader> {
  const { header, tables } = await openBackup(path);
  for await (const { rows } of tables) for await (const _piece of rows);
  return header;
}

function requireKnown(needed: MigrationFile[], known: MigrationFile[]): void {
  for (const { name, checksum } of needed) {
    const own = known.find((migration) => migration.name === name);
    if (own?.checksum !== checksum)
      throw new BackupError(
        `This backup is of another version of the program: migration ${name} is not the same here.`,
      );
  }
}

/** One that works here would go on with what it remembers, and overwrite what was restored. */
async function requireNobody(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objid = $2
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [lockKey.high, lockKey.low],
  );
  if (rowCount) throw new BackupError("A bot works on this database. Stop it first.");
}

async function requireShape(
  client: pg.Client,
  url: string,
  needed: MigrationFile[],
): Promise<void> {
  const present = await migrationsOf(client);
  if (present.length === 0 && (await tableNames(client)).length === 0) {
    await migrate(url, undefined, needed.at(-1)?.name);
    return;
  }
  if (JSON.stringify(present) !== JSON.stringify(needed))
    throw new BackupError(
      "This database was made by another version of the program than the backup. " +
        "Restore into a new database without tables.",
    );
}

async function load<Settled>(
  client: pg.Client,
  { path, replace, tell, settle }: RestoreOptions<Settled>,
): Promise<{ rows: number; settled: Settled }> {
  await client.query(PLAIN_VALUES);
  const names = await tableNames(client);
  const all = names.map((name) => client.escapeIdentifier(name)).join(", ");
  await lock(client, all);
  await makeEmpty(client, names, { replace, tell });
  await client.query(`TRUNCATE ${all} RESTART IDENTITY`);
  const references = await dropReferences(client);
  const { header, tables } = await openBackup(path);
  let rows = 0;
  for await (const table of tables) rows += await copyIn(client, table);
  // checked as a whole: row by row, PostgreSQL would keep a note of every row in memory
  for (const add of references) await client.query(add);
  for (const { name, last } of header.sequences)
    await client.query(
      `ALTER SEQUENCE ${client.escapeIdentifier(name)} RESTART WITH ${BigInt(last) + 1n}`,
    );
  return { rows, settled: await settle(client) };
}

async function lock(client: pg.Client, tables: string): Promise<void> {
  try {
    await client.query(
      `SET LOCAL lock_timeout = '5s'; LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`,
    );
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
    throw new BackupError("Somebody works on this database. Stop it first.", { cause: error });
  }
}

async function makeEmpty(
  client: pg.Client,
  names: string[],
  { replace, tell }: Pick<RestoreOptions<unknown>, "replace" | "tell">,
): Promise<void> {
  const found: string[] = [];
  for (const name of names) {
    const { rows } = await client.query<{ count: string }>(
      `SELECT count(*) FROM ${client.escapeIdentifier(name)}`,
    );
    if (rows[0] && rows[0].count !== "0") found.push(`${name} ${rows[0].count}`);
  }
  if (found.length === 0) return;
  const what = `This database holds rows: ${found.join(", ")}.`;
  if (!replace) throw new BackupError(`${what} --force deletes them and restores the backup.`);
  tell(`${what} They are deleted.`);
}

/** @returns the statements that make the references between tables again. */
async function dropReferences(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name,
            pg_get_constraintdef(oid) AS definition
     FROM pg_constraint
     WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY oid`,
  );
  for (const { table, name } of rows)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  return rows.map(
    ({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`,
  );
}

async function copyIn(client: pg.Client, { table, rows }: TableRows): Promise<number> {
  const copy = client.query(copyFrom(`COPY ${copyTarget(client, table)} FROM STDIN`));
  await pipeline(Readable.from(rows, { objectMode: false }), copy);
  return copy.rowCount;
}
