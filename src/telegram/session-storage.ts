import { RedisAdapter } from "@grammyjs/storage-redis";
import { MemorySessionStorage } from "grammy";
import type { Redis } from "../platform/redis.ts";
import type { DialogStorage } from "./dialogs.ts";

type State = Parameters<DialogStorage["write"]>[1];

// A dialog that was left is forgotten after a week; what was written stands in the database.
const keepSeconds = 7 * 24 * 60 * 60;

/** Keeps open dialogs in Redis, so that a restart loses no step. */
export function createSessionStorage(redis: Redis): DialogStorage {
  return new RedisAdapter<State>({ instance: redis, ttl: keepSeconds });
}

/** Keeps open dialogs as long as the process lives: for the demo on a machine without Redis. */
export function createMemoryStorage(): DialogStorage {
  return new MemorySessionStorage<State>();
}
