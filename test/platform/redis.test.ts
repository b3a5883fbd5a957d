import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { ensureProgram, REDIS } from "../../src/demo/services/packages.ts";
import { startRedis } from "../../src/demo/services/redis.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { createRedis } from "../../src/platform/redis.ts";
import { freshRedis } from "../support/redis.ts";

test("each taker has an empty database of its own", async () => {
  await using one = await freshRedis();
  await using other = await freshRedis();
  await one.redis.set("key", "mine");
  expect(await other.redis.get("key")).toBeNull();
});

test("an outage fails commands soon, is logged once, and ends by itself", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "redis-outage-"));
  const found = await ensureProgram(REDIS, () => undefined);
  if (found.kind === "missing") throw new Error(found.sentence);
  const server = await startRedis({ program: found.path, folder, disposable: true });

  const words: string[] = [];
  const destination = { write: (line: string) => void words.push(JSON.parse(line).msg) };
  const redis = createRedis(server.url(), createLogger({ level: "info", destination }));
  expect(await redis.ping()).toBe("PONG");

  await server.stop();
  const before = Date.now();
  await expect(redis.get("key")).rejects.toThrow(/max retries|timed out|closed/i);
  expect(Date.now() - before).toBeLessThan(4_000);

  const again = await startRedis({
    program: found.path,
    folder,
    port: server.port,
    disposable: true,
  });
  await expect
    .poll(() => words, { timeout: 5_000 })
    .toEqual(["Redis cannot be reached, trying on", "Redis is back"]);
  expect(await redis.ping()).toBe("PONG");

  redis.disconnect();
  await again.stop();
  await rm(folder, { recursive: true });
});
