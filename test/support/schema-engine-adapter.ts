import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

const CHAR_TYPE = 18;
const PADDED_CHAR_TYPE = 1042;

type Query = (...parameters: unknown[]) => Promise<pg.QueryResult | pg.QueryResult[]>;

export interface EngineAdapter extends SqlMigrationAwareDriverAdapterFactory {
  /** Ends all sessions and drops the shadow databases. */
  close(): Promise<void>;
}

/**
 * Prisma's adapter, mended where its schema engine needs more than its client: all sessions can be
 * ended, a script runs whole instead of cut at every `;`, the shadow database is a new one instead
 * of the real one, and columns of type "char" can be read.
 */
export function createEngineAdapter(url: string): EngineAdapter {
  const pools: pg.Pool[] = [];
  const shadows: string[] = [];

  async function open(address: string): Promise<SqlDriverAdapter> {
    const pool = new pg.Pool({ connectionString: address, max: 1 });
    pools.push(pool);
    return adapterOver(pool);
  }

  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => open(url),
    async connectToShadowDb() {
      const name = `shadow_${randomUUID().replaceAll("-", "")}`;
      await administrate(url, [`CREATE DATABASE ${name} TEMPLATE template0`]);
      shadows.push(name);
      const address = new URL(url);
      address.pathname = `/${name}`;
      return open(address.href);
    },
    async close() {
      await Promise.all(pools.map(endOnce));
      await administrate(
        url,
        shadows.splice(0).map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      );
    },
  };
}

async function adapterOver(pool: pg.Pool): Promise<SqlDriverAdapter> {
  const query = pool.query.bind(pool) as unknown as Query;
  const charColumns = new WeakMap<object, number[]>();
  Object.assign(pool, {
    async query(...parameters: unknown[]) {
      const result = await query(...parameters);
      if (Array.isArray(result)) return result;
      // The adapter refuses "char": show it as the padded kind, and remember where it stood.
      const chars = result.fields.filter((field) => field.dataTypeID === CHAR_TYPE);
      if (chars.length > 0) {
        charColumns.set(
          result.rows,
          chars.map((field) => result.fields.indexOf(field)),
        );
      }
      for (const field of chars) field.dataTypeID = PADDED_CHAR_TYPE;
      return result;
    },
  });

  const adapter = await new PrismaPg(pool).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    async queryRaw(statement: Parameters<typeof queryRaw>[0]) {
      const result = await queryRaw(statement);
      for (const index of charColumns.get(result.rows) ?? []) {
        result.columnTypes[index] = ColumnTypeEnum.Character;
      }
      return result;
    },
    async executeScript(script: string) {
      try {
        await query(script);
      } catch (error) {
        // Turns it into the error that the engine can name; protected, but there is no other way.
        (adapter as unknown as { onError(error: unknown): never }).onError(error);
      }
    },
    dispose: () => endOnce(pool),
  });
}

async function endOnce(pool: pg.Pool): Promise<void> {
  if (!pool.ended) await pool.end();
}

async function administrate(url: string, statements: string[]): Promise<void> {
  if (statements.length === 0) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
