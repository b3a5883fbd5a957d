import { createWriteStream, existsSync } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { BackupError, type BackupHeader, type TableRows, writeFrames } from "./backup-format.ts";

export interface Backup {
  tables: number;
  /** Of the packed file. */
  bytes: number;
}

/** Settings under which a value looks the same on every server. */
export const PLAIN_VALUES = `SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC';
  SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 1;
  SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`;

/**
 * Writes all tables, as they are at one moment, into one packed file. Nothing is held up by it, and
 * nothing but a piece of a table is ever in memory. The file appears under its name when it is whole.
 *
 * @throws BackupError when there is such a file already, or the database was never migrated.
 */
export async function writeBackup(url: string, path: string): Promise<Backup> {
  if (existsSync(path)) throw new BackupError(`${path} is there already.`);
  const client = await connectTo(url);
  const unfinished = `${path}.part`;
  let tables = 0;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(PLAIN_VALUES);
    const header = await readHeader(client);
    const names = await tableNames(client);
    tables = names.length;
    await pipeline(
      Readable.from(writeFrames(header, copyOut(client, names)), { objectMode: false }),
      createGzip(),
      // whose words it holds is nobody else's business; on the disk before it gets its name
      createWriteStream(unfinished, { mode: 0o600, flush: true }),
    );
    await client.query("COMMIT");
    const { size: bytes } = await stat(unfinished);
    await rename(unfinished, path);
    return { tables, bytes };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

/** A connection of one's own without limits of time: a large table takes what it takes. */
export async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: "ngo-resource-center-bot backup",
  });
  // a connection lost in the middle also fails the statement that runs
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** The product's tables in this database, whose rows a backup holds. */
export async function tableNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables
     WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations' ORDER BY tablename`,
  );
  return rows.map(({ name }) => name);
}

/** The migrations that a database has, oldest first; none when it was never migrated. */
export async function migrationsOf(client: pg.Client): Promise<BackupHeader["migrations"]> {
  const { rows: found } = await client.query<{ exists: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists",
  );
  if (!found[0]?.exists) return [];
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name`,
  );
  return rows;
}

async function readHeader(client: pg.Client): Promise<BackupHeader> {
  const migrations = await migrationsOf(client);
  if (migrations.length === 0) throw new BackupError("There is nothing in this database yet.");
  const { rows } = await client.query<{ at: Date }>("SELECT now() AS at");
  // they stand outside of the snapshot, and so are never behind the rows in it
  const { rows: sequences } = await client.query<{ name: string; last: string }>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY sequencename`,
  );
  return { takenAt: (rows[0]?.at ?? new Date()).toISOString(), migrations, sequences };
}

async function* copyOut(client: pg.Client, names: string[]): AsyncGenerator<TableRows> {
  for (const name of names) {
    const { rows } = await client.query<{ column: string }>(
      `SELECT attname AS column FROM pg_attribute
       WHERE attrelid = format('%I', $1::text)::regclass AND attnum > 0
         AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
      [name],
    );
    const columns = rows.map(({ column }) => column);
    const statement = `COPY ${copyTarget(client, { name, columns })} TO STDOUT`;
    yield { table: { name, columns }, rows: client.query(copyTo(statement)) };
  }
}

/** The table and its columns as COPY names them. */
export function copyTarget(
  client: pg.Client,
  { name, columns }: { name: string; columns: string[] },
): string {
  const quoted = columns.map((column) => client.escapeIdentifier(column)).join(", ");
  return `${client.escapeIdentifier(name)} (${quoted})`;
}
