import type { PendingUpdate, WebhookState } from "./model.ts";
import { webhookQueueOf } from "./update-keys.ts";
import { expiryOf } from "./update-queue.ts";
import type { Updates } from "./updates.ts";
import { postUpdate } from "./webhook-request.ts";
import type { Posted } from "./webhook-request.ts";
import { nowInSeconds } from "./world.ts";
import type { World } from "./world.ts";

/** All these are from WebhookActor.h and .cpp of the server. */
const RESEND_TIMEOUT_SECONDS = 60;
const LONGEST_RETRY_AFTER_SECONDS = 3600;
const GONE_CLOSES_AFTER_MS = 23 * 60 * 60 * 1000;
const NOT_IN_ANSWERS = new Set(["deletewebhook", "setwebhook", "close", "logout"]);

type RunReply = (method: string, parameters: Record<string, unknown>) => Promise<void>;

/**
 * Hands waiting updates to the bot's own server, up to `max_connections` side by side; each chat has a line of its own,
 * and so has each person for the buttons that they press, in which nobody overtakes. A failed update comes again at
 * once, then after 2, 4, 8, 16 and 32 seconds, then after one to two minutes, or when the server's `Retry-After` (up to
 * an hour) says so; it is dropped when that would be past its day. HTTP 410 for 23 hours closes the webhook. All waits
 * are by the sandbox's clock.
 */
export interface Webhook {
  set(webhook: WebhookState | null): void;
  /** Runs what a bot answers in the body of a webhook response; its result is seen by nobody. */
  onReply(run: RunReply): void;
  close(): Promise<void>;
}

/** What is known of the update at the head of a line. */
interface Attempt {
  isFlying: boolean;
  failures: number;
  delaySeconds: number;
  /** Milliseconds by the sandbox's clock. */
  wakeAt: number;
}

/**
 * Goes on with the webhook that the world's state names, if any.
 *
 * @param timeScale how many times faster than in life the waits between retries pass.
 */
export function createWebhook(world: World, updates: Updates, timeScale = 1): Webhook {
  const state = world.state.updates;
  let runReply: RunReply = async () => {};
  let controller = new AbortController();
  let attempts = new WeakMap<PendingUpdate, Attempt>();
  let flying = new Set<Promise<void>>();
  let alarm: AbortController | undefined;
  let goneSince: number | undefined;
  let isPlanned = false;
  const now = () => world.clock.now().getTime();

  /** Many updates that come at once are looked at once. */
  function soon(): void {
    if (isPlanned || !state.webhook) return;
    isPlanned = true;
    queueMicrotask(() => {
      isPlanned = false;
      pump();
    });
  }

  function pump(): void {
    const { webhook } = state;
    if (!webhook || controller.signal.aborted) return;
    const lines = new Set<string>();
    let earliest = Infinity;
    for (const entry of updates.pending()) {
      if (flying.size >= webhook.maxConnections) break;
      const line = webhookQueueOf(entry.update);
      if (lines.has(line)) continue;
      lines.add(line);
      const attempt = attemptOf(entry);
      if (attempt.isFlying) continue;
      if (attempt.wakeAt <= now()) fly(webhook, entry, attempt);
      else earliest = Math.min(earliest, attempt.wakeAt);
    }
    setAlarm(earliest);
  }

  function attemptOf(entry: PendingUpdate): Attempt {
    const known = attempts.get(entry);
    if (known) return known;
    const attempt: Attempt = { isFlying: false, failures: 0, delaySeconds: 1, wakeAt: -Infinity };
    attempts.set(entry, attempt);
    return attempt;
  }

  function setAlarm(moment: number): void {
    alarm?.abort();
    alarm = undefined;
    if (moment === Infinity) return;
    alarm = new AbortController();
    world.clock.until(new Date(moment), alarm.signal).then(soon, () => {});
  }

  function fly(webhook: WebhookState, entry: PendingUpdate, attempt: Attempt): void {
    const { signal } = controller;
    const flights = flying;
    attempt.isFlying = true;
    entry.isShown = true;
    const flight = deliver(webhook, entry, attempt, signal).finally(() => {
      flights.delete(flight);
      soon();
    });
    flights.add(flight);
  }

  async function deliver(
    webhook: WebhookState,
    entry: PendingUpdate,
    attempt: Attempt,
    signal: AbortSignal,
  ): Promise<void> {
    const posted = await postUpdate(webhook, entry.update, signal);
    attempt.isFlying = false;
    if (signal.aborted) return;
    land(webhook, entry, attempt, posted);
  }

  function land(
    webhook: WebhookState,
    entry: PendingUpdate,
    attempt: Attempt,
    posted: Posted,
  ): void {
    if (posted.ok) {
      goneSince = undefined;
      updates.confirm(entry.update.update_id);
      // nobody waits for what comes of it
      void reply(posted.body);
      return;
    }
    webhook.lastErrorDate = nowInSeconds(world);
    webhook.lastErrorMessage = posted.problem;
    goneSince = posted.status === 410 ? (goneSince ?? now()) : undefined;
    postpone(entry, attempt, posted.retryAfter);
    if (goneSince !== undefined && now() > goneSince + GONE_CLOSES_AFTER_MS) set(null);
  }

  function postpone(entry: PendingUpdate, attempt: Attempt, retryAfter: number): void {
    const asked = Math.min(Math.max(retryAfter, 0), LONGEST_RETRY_AFTER_SECONDS);
    let seconds = asked;
    if (asked === 0 && attempt.failures > 0) {
      const longest = RESEND_TIMEOUT_SECONDS * (1 + Math.random());
      attempt.delaySeconds = Math.min(longest, attempt.delaySeconds * 2);
      seconds = attempt.delaySeconds;
    }
    attempt.failures++;
    attempt.wakeAt = now() + (seconds * 1000) / timeScale;
    if (attempt.wakeAt > expiryOf(entry)) updates.forget(entry.update.update_id);
  }

  async function reply(body: string): Promise<void> {
    const { method, ...parameters } = asObject(body);
    if (typeof method !== "string") return;
    const name = method.toLowerCase();
    if (NOT_IN_ANSWERS.has(name) || name.startsWith("get")) return;
    await runReply(method, parameters);
  }

  function set(webhook: WebhookState | null): void {
    controller.abort();
    alarm?.abort();
    controller = new AbortController();
    attempts = new WeakMap();
    flying = new Set();
    goneSince = undefined;
    state.webhook = webhook;
    soon();
  }

  updates.onPush(soon);
  soon();
  return {
    set,
    onReply(run) {
      runReply = run;
    },
    async close() {
      controller.abort();
      alarm?.abort();
      await Promise.all(flying);
    },
  };
}

function asObject(body: string): Record<string, unknown> {
  if (!body.startsWith("{")) return {};
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}
