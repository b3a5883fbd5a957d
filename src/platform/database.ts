import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "../generated/prisma/client.ts";
import { listenOn, type Subscription } from "./listener.ts";
import type { Logger } from "./logger.ts";

export interface Database {
  prisma: PrismaClient;
  /** The connections under `prisma`, for statements that Prisma cannot say. */
  pool: pg.Pool;
  /**
   * Hears `NOTIFY channel` on a connection of its own, and keeps hearing through a restart of the
   * server. After every connection, also the first, `handler` is called once without a payload:
   * whatever was sent while nobody listened must be looked up.
   *
   * @throws when the first connection cannot be made.
   */
  listen(channel: string, handler: (payload: string | undefined) => void): Promise<Subscription>;
  /** Ends all connections, after the running statements. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  logger?: Logger;
  /** Connections at most, 10 when not given. */
  connections?: number;
}

/** Makes the database's clients; nothing is connected before the first statement. */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { logger, connections = 10 } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    // the server's own time-out does not help where the connection has gone silent
    query_timeout: 35_000,
    // a transaction forgotten open would hold its locks for ever
    idle_in_transaction_session_timeout: 60_000,
    application_name: "ngo-resource-center-bot",
  });
  // Without a listener, an idle connection that the server closes would end the process.
  pool.on("error", (error) => logger?.warn({ err: error }, "an idle database connection was lost"));

  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: createNames() }),
    errorFormat: "minimal",
  });
  const subscriptions = new Set<Subscription>();
  return {
    prisma,
    pool,
    async listen(channel, handler) {
      const subscription = await listenOn({ url, channel, handler, logger });
      subscriptions.add(subscription);
      return subscription;
    },
    async close() {
      await Promise.all([...subscriptions].map((subscription) => subscription.close()));
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

const shortestNamed = 40;
const mostNames = 300;

/**
 * Names for what is asked again and again: PostgreSQL plans it once a connection, which costs as
 * much as running it. The number is bounded, since each name takes memory in each connection.
 *
 * @returns "" for what is not worth a name.
 */
function createNames() {
  const names = new Map<string, string>();
  return ({ sql }: { sql: string }): string => {
    if (sql.length < shortestNamed) return "";
    const known = names.get(sql);
    if (known !== undefined || names.size >= mostNames) return known ?? "";
    const name = createHash("sha256").update(sql).digest("base64url");
    names.set(sql, name);
    return name;
  };
}
