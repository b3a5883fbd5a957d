import type { Update } from "@grammyjs/types";
import { errors } from "./errors.ts";
import type { PendingUpdate } from "./model.ts";
import { createUpdateQueue } from "./update-queue.ts";
import type { World } from "./world.ts";

/** https://core.telegram.org/bots/api#getupdates: these come only when they are named. */
const MUST_BE_NAMED = new Set(["chat_member", "message_reaction", "message_reaction_count"]);
/** A client that asks again for the same offset so soon gets one update at a time (Client.cpp of the server). */
const QUICK_REPEAT_MS = 500;
const SHORT_POLL_REPEAT_MS = 3000;
const LONGEST_POLL_SECONDS = 50;

/** The parameters of getUpdates. */
export interface PollParameters {
  offset?: number | undefined;
  limit?: number | undefined;
  /** Seconds. */
  timeout?: number | undefined;
  allowed_updates?: readonly string[] | undefined;
}

/** The queue of what the bot has not taken yet, and the one request that waits for it. */
export interface Updates {
  /** @returns the update's id, or undefined when the bot does not want updates of this kind. */
  push(update: Omit<Update, "update_id">): number | undefined;
  /** Puts an update of any shape into the queue, whatever the bot allows. */
  pushRaw(update: Record<string, unknown>): number;
  poll(parameters: PollParameters, signal: AbortSignal): Promise<Update[]>;
  setAllowed(kinds: readonly string[] | undefined): void;
  /** What waits, oldest first, for the webhook; what is too old is gone from it. */
  pending(): readonly PendingUpdate[];
  confirm(updateId: number): void;
  /** Drops one that the webhook gave up. */
  forget(updateId: number): void;
  pendingCount(): number;
  dropPending(): void;
  redeliver(which: number | readonly number[]): number[];
  shuffle(seed: number): void;
  abortPoll(reason: Error): void;
  onPush(listener: () => void): void;
  onConfirm(listener: () => void): () => void;
}

interface Waiting {
  wake(): void;
  fail(error: Error): void;
}

/** @param world its state holds the queue, so that a restart finds it again. */
export function createUpdates(world: World): Updates {
  const state = world.state.updates;
  const confirmListeners = new Set<() => void>();
  let notifyPush = () => {};
  let waiting: Waiting | undefined;
  let previous = { offset: -1, at: -Infinity };
  const queue = createUpdateQueue(
    state,
    () => world.clock.now().getTime(),
    () => {
      for (const listener of confirmListeners) listener();
    },
  );

  function tellOfMore(): void {
    waiting?.wake();
    notifyPush();
  }

  function enqueue(update: Record<string, unknown>): number {
    const id = queue.add(update);
    tellOfMore();
    return id;
  }

  function isWanted(update: object): boolean {
    const kind = Object.keys(update)[0] ?? "";
    return state.allowed ? state.allowed.includes(kind) : !MUST_BE_NAMED.has(kind);
  }

  function setAllowed(kinds: readonly string[] | undefined): void {
    if (kinds) state.allowed = kinds.length > 0 ? [...kinds] : null;
  }

  function abortPoll(reason: Error): void {
    waiting?.fail(reason);
    waiting = undefined;
  }

  function waitForPush(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", onGone);
        if (waiting === mine) waiting = undefined;
        settle();
      };
      const timer = setTimeout(() => finish(resolve)(), milliseconds);
      const onGone = finish(resolve);
      const mine: Waiting = {
        wake: finish(resolve),
        fail: (error) => finish(() => reject(error))(),
      };
      signal.addEventListener("abort", onGone, { once: true });
      waiting = mine;
    });
  }

  async function poll(parameters: PollParameters, signal: AbortSignal): Promise<Update[]> {
    if (state.webhook) throw errors.webhookIsActive();
    abortPoll(errors.terminatedByOtherPoller());
    const offset = parameters.offset ?? 0;
    let limit = Math.min(Math.max(parameters.limit ?? 100, 1), 100);
    let timeout = Math.min(Math.max(parameters.timeout ?? 0, 0), LONGEST_POLL_SECONDS);
    setAllowed(parameters.allowed_updates);

    const now = performance.now();
    if (offset === previous.offset) {
      if (now < previous.at + SHORT_POLL_REPEAT_MS) timeout = Math.max(timeout, 3);
      if (now < previous.at + QUICK_REPEAT_MS) limit = 1;
    }
    previous = { offset, at: now };

    queue.applyOffset(offset);
    queue.forgetOld();
    if (state.pending.length === 0 && timeout > 0) await waitForPush(timeout * 1000, signal);
    return queue.take(limit);
  }

  return {
    push: (update) => (isWanted(update) ? enqueue({ ...update }) : undefined),
    pushRaw: enqueue,
    poll,
    setAllowed,
    abortPoll,
    pending() {
      queue.forgetOld();
      return state.pending;
    },
    confirm: queue.confirm,
    forget: queue.forget,
    pendingCount: () => state.pending.length,
    dropPending: queue.forgetAll,
    redeliver(which) {
      const again = queue.redeliver(which);
      if (again.length > 0) tellOfMore();
      return again;
    },
    shuffle: queue.shuffle,
    onPush(listener) {
      notifyPush = listener;
    },
    onConfirm(listener) {
      confirmListeners.add(listener);
      return () => confirmListeners.delete(listener);
    },
  };
}
