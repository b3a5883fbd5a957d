import { RedisAdapter } from "@grammyjs/storage-redis";
import { MemorySessionStorage } from "grammy";
import type { Logger } from "../platform/logger.ts";
import type { Redis } from "../platform/redis.ts";
import type { DialogStorage } from "./dialogs.ts";

type State = Parameters<DialogStorage["write"]>[1];

// A dialog that was left is forgotten after a week; what was written stands in the database.
const keepSeconds = 7 * 24 * 60 * 60;

/**
 * Keeps open dialogs in Redis, so that a restart loses no step. While Redis cannot be reached there
 * are no open dialogs: a choice half made is asked again, and no message fails because of it.
 */
export function createSessionStorage(redis: Redis, logger: Logger): DialogStorage {
  const adapter = new RedisAdapter<State>({ instance: redis, ttl: keepSeconds });
  /** Dialogs whose last change could not be kept: what Redis still has of them is out of date. */
  const outdated = new Set<string>();

  async function orNothing<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      logger.warn({ err: error }, "a dialog could not be read or kept");
      return undefined;
    }
  }

  async function keep(key: string, change: () => Promise<void>): Promise<void> {
    outdated.add(key);
    await orNothing(async () => {
      await change();
      outdated.delete(key);
    });
  }

  return {
    async read(key) {
      if (!outdated.has(key)) return orNothing(() => adapter.read(key));
      await keep(key, () => adapter.delete(key));
      return undefined;
    },
    write: (key, state) => keep(key, () => adapter.write(key, state)),
    delete: (key) => keep(key, () => adapter.delete(key)),
  };
}

/** Keeps open dialogs as long as the process lives: for the demo on a machine without Redis. */
export function createMemoryStorage(): DialogStorage {
  return new MemorySessionStorage<State>();
}
