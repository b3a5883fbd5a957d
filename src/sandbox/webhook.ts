import { setTimeout as sleep } from "node:timers/promises";
import type { WebhookState } from "./model.ts";
import type { Updates } from "./updates.ts";
import { nowInSeconds } from "./world.ts";
import type { World } from "./world.ts";

const LONGEST_PAUSE_SECONDS = 60;
const REQUEST_TIMEOUT_MS = 30_000;

/** Hands waiting updates to the bot's own server, one at a time and in order. */
export interface Webhook {
  set(webhook: WebhookState | null): void;
  /** Runs what a bot answers in the body of a webhook response; its result is seen by nobody. */
  onReply(run: (method: string, parameters: Record<string, unknown>) => Promise<void>): void;
  close(): Promise<void>;
}

/** Goes on with the webhook that the world's state names, if any. */
export function createWebhook(world: World, updates: Updates): Webhook {
  const state = world.state.updates;
  let runReply: (
    method: string,
    parameters: Record<string, unknown>,
  ) => Promise<void> = async () => {};
  let controller = new AbortController();
  let working: Promise<void> | undefined;

  function start(): void {
    if (working || !state.webhook) return;
    const { signal } = controller;
    working = deliverAll(signal).finally(() => {
      working = undefined;
      if (!signal.aborted && updates.first()) start();
    });
  }

  async function deliverAll(signal: AbortSignal): Promise<void> {
    let failures = 0;
    for (;;) {
      const update = updates.first();
      const webhook = state.webhook;
      if (!update || !webhook || signal.aborted) return;
      const problem = await deliver(webhook, update, signal);
      if (problem === undefined) {
        failures = 0;
        updates.confirm(update.update_id);
        continue;
      }
      if (signal.aborted) return;
      webhook.lastErrorDate = nowInSeconds(world);
      webhook.lastErrorMessage = problem;
      // The server repeats at once, then after 2, 4, 8 … seconds.
      const seconds = failures === 0 ? 0 : Math.min(2 ** failures, LONGEST_PAUSE_SECONDS);
      failures++;
      await sleep(seconds * 1000, undefined, { signal }).catch(() => {});
    }
  }

  async function deliver(
    webhook: WebhookState,
    update: object,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    try {
      const response = await fetch(webhook.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(webhook.secret !== undefined && {
            "x-telegram-bot-api-secret-token": webhook.secret,
          }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
      });
      const body = await response.text();
      if (!response.ok)
        return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
      await reply(body);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async function reply(body: string): Promise<void> {
    if (!body.startsWith("{")) return;
    const { method, ...parameters } = JSON.parse(body) as Record<string, unknown>;
    if (typeof method === "string") await runReply(method, parameters);
  }

  updates.onPush(start);
  start();
  return {
    set(webhook) {
      controller.abort();
      controller = new AbortController();
      state.webhook = webhook;
      const restart = () => start();
      if (working) working.then(restart, restart);
      else start();
    },
    onReply(run) {
      runReply = run;
    },
    async close() {
      controller.abort();
      await working;
    },
  };
}
