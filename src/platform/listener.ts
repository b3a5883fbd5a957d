import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "./logger.ts";

export interface Subscription {
  close(): Promise<void>;
}

interface ListenerOptions {
  url: string;
  channel: string;
  handler: (payload: string | undefined) => void;
  logger?: Logger | undefined;
}

// A connection that a firewall has dropped looks alive until something is sent.
const HEARTBEAT_MS = 20_000;
const ANSWER_WITHIN_MS = 5_000;
const ENDS_WITHIN_MS = 2_000;
const LONGEST_PAUSE_MS = 5_000;

/** Listens on one channel with one connection, see `Database.listen`. */
export async function listenOn(options: ListenerOptions): Promise<Subscription> {
  const stop = new AbortController();
  let connection = await connect(options);
  const kept = keepListening();

  async function keepListening(): Promise<void> {
    for (;;) {
      await lostOrStopped(connection, stop.signal);
      await end(connection);
      if (stop.signal.aborted) return;
      options.logger?.warn({ channel: options.channel }, "listening stopped, connecting again");
      const next = await connectAgain(options, stop.signal);
      if (!next) return;
      connection = next;
    }
  }

  return {
    async close() {
      stop.abort();
      await kept;
    },
  };
}

/** A server that has gone silent does not say goodbye either. */
async function end(connection: pg.Client): Promise<void> {
  await Promise.race([
    connection.end().catch(() => undefined),
    sleep(ENDS_WITHIN_MS, undefined, { ref: false }),
  ]);
}

async function connect({ url, channel, handler, logger }: ListenerOptions): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: ANSWER_WITHIN_MS,
    application_name: `ngo-resource-center-bot listen ${channel}`,
  });
  client.on("error", () => undefined); // the loss is seen by its "end"
  const call = (payload: string | undefined): void => {
    try {
      handler(payload);
    } catch (error) {
      logger?.error({ err: error, channel }, "a listener failed");
    }
  };
  client.on("notification", ({ payload }) => call(payload));
  try {
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  call(undefined);
  return client;
}

async function connectAgain(
  options: ListenerOptions,
  signal: AbortSignal,
): Promise<pg.Client | undefined> {
  for (let pause = 100; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await connect(options);
    } catch {
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }
  return undefined;
}

async function lostOrStopped(client: pg.Client, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const heartbeat = setInterval(() => void client.query("SELECT 1").catch(resolve), HEARTBEAT_MS);
  client.once("end", resolve);
  client.once("error", resolve);
  signal.addEventListener("abort", () => resolve(), { once: true });
  await promise;
  clearInterval(heartbeat);
}
