import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createDatabase, type Database } from "../../src/platform/database.ts";

export interface TestDatabase extends Database, AsyncDisposable {
  url: string;
}

/**
 * A migrated database of one's own, with its clients. `close` (or `await using`) ends them and
 * drops the database.
 */
export async function freshDatabase(): Promise<TestDatabase> {
  const { url, drop } = await createFrom(inject("template"));
  const database = createDatabase(url, { connections: 10 });
  const close = async (): Promise<void> => {
    await database.close();
    await drop();
  };
  return { ...database, url, close, [Symbol.asyncDispose]: close };
}

/** The address of a database without any table; `drop` it afterwards. */
export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  return createFrom("template0");
}

async function createFrom(template: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administrate(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administrate(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function administrate(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("postgresUrl") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
