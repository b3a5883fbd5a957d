import type { Update } from "@grammyjs/types";
import { errors } from "./errors.ts";
import type { World } from "./world.ts";

/** https://core.telegram.org/bots/api#getupdates: these come only when they are named. */
const MUST_BE_NAMED = new Set(["chat_member", "message_reaction", "message_reaction_count"]);
/** Telegram forgets what the bot did not take within a day, and pressed buttons sooner (Client.cpp of the server). */
const RETENTION_MS = 24 * 60 * 60 * 1000;
const CALLBACK_RETENTION_MS = 150 * 1000;
/** An offset further ahead than this counts as a mistake and is ignored (TQueue.cpp of the server's library). */
const FARTHEST_OFFSET = 10;
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
  /** The first waiting update, for the webhook. */
  first(): Update | undefined;
  confirm(updateId: number): void;
  pendingCount(): number;
  dropPending(): void;
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

  function enqueue(update: Record<string, unknown>): number {
    const id = state.nextUpdateId++;
    // What waits in the queue shows the world as it was when the update was made.
    const frozen = JSON.parse(JSON.stringify({ update_id: id, ...update })) as Update;
    state.pending.push({ update: frozen, at: world.clock.now().getTime() });
    waiting?.wake();
    notifyPush();
    return id;
  }

  function isWanted(update: object): boolean {
    const kind = Object.keys(update)[0] ?? "";
    return state.allowed ? state.allowed.includes(kind) : !MUST_BE_NAMED.has(kind);
  }

  function dropWhere(isDropped: (entry: { update: Update; at: number }) => boolean): void {
    const before = state.pending.length;
    state.pending = state.pending.filter((entry) => !isDropped(entry));
    if (state.pending.length !== before) for (const listener of confirmListeners) listener();
  }

  function forgetOld(): void {
    const now = world.clock.now().getTime();
    dropWhere(({ update, at }) => {
      const kept = update.callback_query ? CALLBACK_RETENTION_MS : RETENTION_MS;
      return at < now - kept;
    });
  }

  function applyOffset(offset: number): void {
    if (offset > state.nextUpdateId + FARTHEST_OFFSET) return;
    if (offset > 0) dropWhere(({ update }) => update.update_id < offset);
    if (offset < 0) {
      const kept = new Set(state.pending.slice(offset));
      dropWhere((entry) => !kept.has(entry));
    }
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

    applyOffset(offset);
    forgetOld();
    if (state.pending.length === 0 && timeout > 0) await waitForPush(timeout * 1000, signal);
    return state.pending.slice(0, limit).map(({ update }) => update);
  }

  return {
    push: (update) => (isWanted(update) ? enqueue({ ...update }) : undefined),
    pushRaw: enqueue,
    poll,
    setAllowed,
    abortPoll,
    first() {
      forgetOld();
      return state.pending[0]?.update;
    },
    confirm: (updateId) => dropWhere(({ update }) => update.update_id === updateId),
    pendingCount: () => state.pending.length,
    dropPending: () => dropWhere(() => true),
    onPush(listener) {
      notifyPush = listener;
    },
    onConfirm(listener) {
      confirmListeners.add(listener);
      return () => confirmListeners.delete(listener);
    },
  };
}
