import { inject } from "vitest";
import { createRedis, type Redis } from "../../src/platform/redis.ts";

const OWN_DATABASES = 63;

export interface TestRedis extends AsyncDisposable {
  /** Names an empty numbered database: FLUSHDB empties it alone, FLUSHALL would empty all tests'. */
  url: string;
  redis: Redis;
  close(): Promise<void>;
}

/** An empty Redis database of one's own, with a client. `close` it (or `await using`). */
export async function freshRedis(): Promise<TestRedis> {
  const url = new URL(inject("redisUrl"));
  const counter = createRedis(url.href);
  // Database 0 only counts; a number comes again when 62 others have been taken in between.
  url.pathname = `/${1 + ((await counter.incr("databases")) % OWN_DATABASES)}`;
  await counter.quit();

  const redis = createRedis(url.href);
  await redis.flushdb();
  const close = async (): Promise<void> => {
    await redis.quit();
  };
  return { url: url.href, redis, close, [Symbol.asyncDispose]: close };
}
