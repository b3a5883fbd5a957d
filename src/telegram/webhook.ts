import type { Update } from "@grammyjs/types";
import Fastify from "fastify";
import type { Api } from "grammy";
import { timingSafeEqual } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Logger } from "../platform/logger.ts";
import { allowedUpdates } from "./polling.ts";

export interface WebhookDependencies {
  api: Api;
  accept: (updates: Update[]) => Promise<void>;
  /** The address that Telegram calls. */
  url: string;
  /** Comes back in a header with every call; Bot API, setWebhook: 1-256 of A-Z a-z 0-9 _ -. */
  secret: string;
  port: number;
  logger: Logger;
}

const updateSchema = z.looseObject({ update_id: z.int().positive() });
// Bot API, setWebhook: up to 100 connections at once
const connections = 40;
const registerPauseMs = 5000;

/** Hears updates from Telegram's calls; each is answered once it is committed. */
export function createWebhook(deps: WebhookDependencies) {
  const server = Fastify({ bodyLimit: 1024 * 1024 });
  server.post(new URL(deps.url).pathname, async (request, reply) => {
    const secret = request.headers["x-telegram-bot-api-secret-token"];
    if (typeof secret !== "string" || !sameSecret(secret, deps.secret))
      return reply.code(401).send();
    const update = updateSchema.safeParse(request.body);
    if (!update.success) return reply.code(400).send();
    await deps.accept([update.data]);
    return reply.code(200).send();
  });

  const stopped = new AbortController();
  let registering: Promise<void> = Promise.resolve();

  /** Telegram may be away at the start: that is no reason to end. */
  async function register(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await deps.api.setWebhook(deps.url, {
          secret_token: deps.secret,
          allowed_updates: allowedUpdates,
          max_connections: connections,
        });
        return;
      } catch (error) {
        deps.logger.error({ err: error }, "the webhook could not be set");
        await sleep(registerPauseMs, undefined, { signal: stopped.signal }).catch(() => {});
      }
    }
  }

  return {
    /** @throws when the port is taken. */
    async start(): Promise<void> {
      await server.listen({ port: deps.port, host: "0.0.0.0" });
      registering = register();
    },
    async stop(): Promise<void> {
      stopped.abort();
      await Promise.all([server.close(), registering]);
    },
  };
}

function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
