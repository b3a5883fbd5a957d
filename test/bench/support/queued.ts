import { connect } from "./services.ts";
import { markedText } from "./responder-protocol.ts";

/** Rows for the outbox that nobody has asked for: for measuring what becomes of them. */
export interface Queued {
  /** Begins the keys of the effects. */
  name: string;
  /** How many chats, from this one on; downwards for groups. */
  chats: { first: number; count: number };
  rowsEach: number;
  lane: 0 | 1;
}

/** Fills the outbox by SQL alone, chats in turns, and tells whoever listens. */
export async function queueRows(
  databaseUrl: string,
  { name, chats, rowsEach, lane }: Queued,
): Promise<void> {
  await using connection = await connect(databaseUrl);
  const step = chats.first < 0 ? -1 : 1;
  await connection.client.query(
    `INSERT INTO outbox (effect_key, chat_id, lane, method, params)
     SELECT $1 || ':' || n, $2::bigint + $3 * (n % $4), $5, 'sendMessage', jsonb_build_object('text', $6::text)
     FROM generate_series(0, $7::int) n`,
    [name, chats.first, step, chats.count, lane, markedText(0), chats.count * rowsEach - 1],
  );
  await connection.client.query("ANALYZE outbox");
  await connection.client.query("SELECT pg_notify('outbox', '')");
}

/** How many rows of the outbox are in each state. */
export async function outboxStates(databaseUrl: string): Promise<Record<string, number>> {
  await using connection = await connect(databaseUrl);
  const { rows } = await connection.client.query<{ state: string; count: string }>(
    "SELECT state, count(*) FROM outbox GROUP BY state",
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

/** How often it was not known whether something had arrived, of all that ever happened. */
export async function unknownOutcomes(databaseUrl: string): Promise<number> {
  await using connection = await connect(databaseUrl);
  const { rows } = await connection.client.query<{ count: string }>(
    "SELECT COALESCE(sum(unknowns), 0) AS count FROM outbox",
  );
  return Number(rows[0]?.count ?? 0);
}
