import { type Connection, connect } from "./services.ts";

export interface Statement {
  calls: number;
  text: string;
}

export interface StatementCounter extends AsyncDisposable {
  reset(): Promise<void>;
  /**
   * All that clients had executed in this database since the last reset, the most frequent first:
   * PostgreSQL's own count (pg_stat_statements), with BEGIN and COMMIT, without what foreign keys
   * and this counter ask by themselves.
   */
  read(): Promise<Statement[]>;
  total(): Promise<number>;
}

/** Counts on the server, so that no client can forget to tell. */
export async function countStatements(databaseUrl: string): Promise<StatementCounter> {
  const connection: Connection = await connect(databaseUrl);
  const { client } = connection;
  await client.query("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");

  async function read(): Promise<Statement[]> {
    const { rows } = await client.query<{ calls: string; text: string }>(
      `SELECT calls, query AS text FROM pg_stat_statements
       WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND query NOT LIKE '%pg_stat_statements%'
       ORDER BY calls DESC`,
    );
    return rows.map(({ calls, text }) => ({ calls: Number(calls), text }));
  }

  return {
    read,
    async reset() {
      await client.query("SELECT pg_stat_statements_reset()");
    },
    async total() {
      return (await read()).reduce((sum, { calls }) => sum + calls, 0);
    },
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}
