import { Redis } from "ioredis";
import type { Logger } from "./logger.ts";

export type { Redis } from "ioredis";

/**
 * A client that connects at once and for ever again. A command waits for two attempts to connect
 * and 3 seconds at most, then fails: sessions are a choice half made, nobody should wait for them.
 * Trouble is logged once an outage, not once an attempt.
 */
export function createRedis(url: string, logger?: Logger): Redis {
  const redis = new Redis(url, {
    retryStrategy: (attempt) => Math.min(attempt * 50, 2_000),
    maxRetriesPerRequest: 2,
    commandTimeout: 3_000,
    connectTimeout: 5_000,
    keepAlive: 10_000,
  });
  let down = false;
  // Without a listener, every failed attempt would be printed by ioredis itself.
  redis.on("error", (error: Error) => {
    if (!down) logger?.error({ err: error }, "Redis cannot be reached, trying on");
    down = true;
  });
  redis.on("ready", () => {
    if (down) logger?.info("Redis is back");
    down = false;
  });
  return redis;
}
