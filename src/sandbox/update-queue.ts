import type { Update } from "@grammyjs/types";
import type { PendingUpdate, UpdateState } from "./model.ts";
import { seededRandom } from "./random.ts";
import { chatOfUpdate } from "./update-keys.ts";

/** Telegram forgets what the bot did not take within a day, and pressed buttons sooner (Client.cpp of the server). */
const RETENTION_MS = 24 * 60 * 60 * 1000;
const CALLBACK_RETENTION_MS = 150 * 1000;
/** https://core.telegram.org/bots/api#update: "no new updates for at least a week" */
const RESTART_AFTER_MS = 7 * RETENTION_MS;
/** An offset further ahead than this counts as a mistake and is ignored (TQueue.cpp of the server's library). */
const FARTHEST_OFFSET = 10;
const MOST_CONFIRMED = 1000;

/** When an update is forgotten, by the sandbox's clock. */
export function expiryOf({ update, at }: PendingUpdate): number {
  return at + (update.callback_query ? CALLBACK_RETENTION_MS : RETENTION_MS);
}

/** What the bot has not confirmed yet, by update id, and the last that it has. */
export interface UpdateQueue {
  /** @returns the new update's id. */
  add(update: Record<string, unknown>): number;
  /** Confirms what is before the offset; a negative one keeps so many from the end. */
  applyOffset(offset: number): void;
  confirm(updateId: number): void;
  /** Forgets what is too old; by the sandbox's clock. */
  forgetOld(): void;
  forget(updateId: number): void;
  forgetAll(): void;
  /** The first so many, which count as handed out. */
  take(limit: number): Update[];
  redeliver(which: number | readonly number[]): number[];
  shuffle(seed: number): void;
}

/**
 * @param now the sandbox's clock in milliseconds.
 * @param onLess is called when something left the queue.
 */
export function createUpdateQueue(
  state: UpdateState,
  now: () => number,
  onLess: () => void,
): UpdateQueue {
  let confirmed: PendingUpdate[] = [];
  /** Nothing is forgotten before this moment. */
  let nextExpiry = -Infinity;

  function nextId(): number {
    const { lastAddedAt } = state;
    state.lastAddedAt = now();
    if (lastAddedAt !== undefined && state.lastAddedAt - lastAddedAt >= RESTART_AFTER_MS) {
      state.nextUpdateId = 100_000_000 + Math.floor(Math.random() * 900_000_000);
    }
    return state.nextUpdateId++;
  }

  function dropWhere(isDropped: (entry: PendingUpdate) => boolean): PendingUpdate[] {
    const dropped = state.pending.filter(isDropped);
    if (dropped.length === 0) return dropped;
    state.pending = state.pending.filter((entry) => !isDropped(entry));
    onLess();
    return dropped;
  }

  function confirmWhere(isConfirmed: (entry: PendingUpdate) => boolean): void {
    confirmed.push(...dropWhere(isConfirmed));
    confirmed = confirmed.slice(-MOST_CONFIRMED);
  }

  return {
    add(update) {
      const id = nextId();
      // What waits in the queue shows the world as it was when the update was made.
      const frozen = JSON.parse(JSON.stringify({ update_id: id, ...update })) as Update;
      const entry = { update: frozen, at: now() };
      state.pending.push(entry);
      nextExpiry = Math.min(nextExpiry, expiryOf(entry));
      return id;
    },
    applyOffset(offset) {
      if (offset > state.nextUpdateId + FARTHEST_OFFSET) return;
      if (offset > 0) {
        confirmWhere(({ update, isAgain }) => update.update_id < offset && isAgain !== true);
      }
      if (offset < 0) {
        const kept = new Set(state.pending.slice(offset));
        dropWhere((entry) => !kept.has(entry));
      }
    },
    confirm: (updateId) => confirmWhere(({ update }) => update.update_id === updateId),
    forgetOld() {
      if (now() <= nextExpiry) return;
      dropWhere((entry) => expiryOf(entry) < now());
      nextExpiry = Math.min(Infinity, ...state.pending.slice(0, 1).map(expiryOf));
      for (const entry of state.pending) nextExpiry = Math.min(nextExpiry, expiryOf(entry));
    },
    forget: (updateId) => void dropWhere(({ update }) => update.update_id === updateId),
    forgetAll: () => void dropWhere(() => true),
    take(limit) {
      return state.pending.slice(0, limit).map((entry) => {
        entry.isShown = true;
        delete entry.isAgain;
        return entry.update;
      });
    },
    redeliver(which) {
      const again =
        typeof which === "number"
          ? confirmed.slice(confirmed.length - Math.min(which, confirmed.length))
          : confirmed.filter(({ update }) => which.includes(update.update_id));
      confirmed = confirmed.filter((entry) => !again.includes(entry));
      for (const entry of again) entry.isAgain = true;
      state.pending = [...again, ...state.pending].toSorted(byId);
      nextExpiry = -Infinity;
      return again.map(({ update }) => update.update_id);
    },
    shuffle(seed) {
      // One that the bot has seen under its number must keep it.
      const unseen = state.pending.filter(({ isShown }) => isShown !== true);
      const ids = unseen.map(({ update }) => update.update_id);
      const mixed = mix(unseen, seededRandom(seed));
      for (const [index, { update }] of mixed.entries()) {
        update.update_id = ids[index] ?? update.update_id;
      }
      state.pending.sort(byId);
    },
  };
}

function byId(a: PendingUpdate, b: PendingUpdate): number {
  return a.update.update_id - b.update.update_id;
}

/** Draws the next update from a random chat, each chat's own in their order. */
function mix(entries: PendingUpdate[], random: () => number): PendingUpdate[] {
  const lines = Map.groupBy(entries, ({ update }) => chatOfUpdate(update));
  const left = [...lines.values()].map((line) => line.toReversed());
  const mixed: PendingUpdate[] = [];
  while (left.length > 0) {
    const index = Math.floor(random() * left.length);
    const next = left[index]?.pop();
    if (next) mixed.push(next);
    else left.splice(index, 1);
  }
  return mixed;
}
