import pg from "pg";

/** The two halves of the advisory lock's key, by which the leader's lock is known. */
export const lockKey = { high: 1_852_795_250, low: 1_818_583_908 } as const;

/** A connection that holds, or waits for, the lock of the one process that works. */
export interface LockConnection {
  /** Takes the lock when it is free. */
  tryLock(): Promise<boolean>;
  /** Waits for the lock; rejects when `signal` aborts or the connection is lost. */
  waitForLock(signal: AbortSignal): Promise<boolean>;
  /** Begins a term: from now on only `instance` may claim. */
  takeOver(instance: string): Promise<void>;
  /** Goes on with a term after a lost connection; false when another one has begun. */
  resume(instance: string): Promise<boolean>;
  /** A sign of life, and the proof that nobody else leads. */
  beat(instance: string): Promise<"ours" | "deposed">;
  isLost(): boolean;
  /** Resolves when the connection is gone, and the lock with it. */
  lost: Promise<void>;
  end(): Promise<void>;
}

const answerWithinMs = 5000;
/** A server that has gone silent does not say goodbye either. */
const endsWithinMs = 2000;

/** @throws when the database cannot be reached. */
export async function connectToLock(url: string): Promise<LockConnection> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5000,
    connectionTimeoutMillis: 10_000,
    application_name: "ngo-resource-center-bot leader",
  });
  const { promise: lost, resolve } = Promise.withResolvers<void>();
  let isLost = false;
  const lose = (): void => {
    isLost = true;
    resolve();
  };
  client.on("error", lose);
  client.on("end", lose);
  await client.connect();
  /** A server that does not answer holds the lock for somebody who cannot know it. */
  async function ask(text: string, values: unknown[] = []): Promise<pg.QueryResult> {
    const late = setTimeout(() => destroy(client), answerWithinMs);
    try {
      return await client.query(text, values);
    } finally {
      clearTimeout(late);
    }
  }

  // the server, too, must notice a machine that is gone: its lock would stay for hours
  await ask(
    "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2",
  );
  return {
    lost,
    isLost: () => isLost,
    async tryLock() {
      const { rows } = await ask("SELECT pg_try_advisory_lock($1, $2) AS locked", keyHalves);
      return rows[0]?.locked === true;
    },
    async waitForLock(signal) {
      signal.throwIfAborted();
      const giveUp = (): void => destroy(client);
      signal.addEventListener("abort", giveUp, { once: true });
      try {
        await client.query("SELECT pg_advisory_lock($1, $2)", keyHalves);
        return true;
      } finally {
        signal.removeEventListener("abort", giveUp);
      }
    },
    async takeOver(instance) {
      await ask(
        `INSERT INTO leadership (id, instance, backend_pid, beat)
         VALUES (1, $1, pg_backend_pid(), 1)
         ON CONFLICT (id) DO UPDATE
         SET instance = $1, backend_pid = pg_backend_pid(), beat = leadership.beat + 1`,
        [instance],
      );
    },
    async resume(instance) {
      const { rowCount } = await ask(
        `UPDATE leadership SET backend_pid = pg_backend_pid(), beat = beat + 1 WHERE instance = $1`,
        [instance],
      );
      return rowCount === 1;
    },
    async beat(instance) {
      const { rowCount } = await ask("UPDATE leadership SET beat = beat + 1 WHERE instance = $1", [
        instance,
      ]);
      return rowCount === 1 ? "ours" : "deposed";
    },
    async end() {
      if (isLost) return;
      const late = setTimeout(() => destroy(client), endsWithinMs);
      await client.end().catch(() => {});
      clearTimeout(late);
    },
  };
}

const keyHalves = [lockKey.high, lockKey.low];

/** Ends a connection on which a statement may still be waiting. */
function destroy(client: pg.Client): void {
  (
    client as unknown as { connection: { stream: { destroy(): void } } }
  ).connection.stream.destroy();
}
