import { expect, test } from "vitest";
import { createLogger } from "../../src/platform/logger.ts";
import { createRedis } from "../../src/platform/redis.ts";
import { createSessionStorage } from "../../src/telegram/index.ts";
import { freshRedis } from "../support/redis.ts";

const logger = createLogger({ level: "silent" });
const state = { version: [0, 1], state: {} } as unknown as Parameters<
  ReturnType<typeof createSessionStorage>["write"]
>[1];

test("an open dialog is kept in Redis, with an end", async () => {
  await using redis = await freshRedis();
  const storage = createSessionStorage(redis.redis, logger);
  await storage.write("dialog:7", state);
  expect(await storage.read("dialog:7")).toEqual(state);
  expect(await redis.redis.ttl("dialog:7")).toBeGreaterThan(0);
  await storage.delete("dialog:7");
  expect(await storage.read("dialog:7")).toBeUndefined();
});

test("without Redis there is no open dialog, and nothing fails", async () => {
  const redis = createRedis("redis://127.0.0.1:1", logger);
  const storage = createSessionStorage(redis, logger);
  await storage.write("dialog:7", state);
  expect(await storage.read("dialog:7")).toBeUndefined();
  await storage.delete("dialog:7");
  redis.disconnect();
});

test("what could not be kept is no open dialog afterwards either", async () => {
  await using own = await freshRedis();
  const storage = createSessionStorage(own.redis, createLogger({ level: "silent" }));
  await storage.write("7", state);
  own.redis.disconnect();
  await storage.delete("7");
  await own.redis.connect();
  expect(await storage.read("7")).toBeUndefined();
  await storage.write("7", state);
  expect(await storage.read("7")).toEqual(state);
});
