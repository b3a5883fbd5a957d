import { autoRetry } from "@grammyjs/auto-retry";
import { type ApiClientOptions, GrammyError, HttpError } from "grammy";
import { type Dispatcher, fetch } from "undici";
import type { CallResult } from "../delivery/index.ts";
import { createDispatcher, type TelegramServer } from "./dispatcher.ts";

export interface TelegramClientOptions extends TelegramServer {
  token: string;
}

// Long enough for a slow line, and shorter than a handler's deadline.
const callTimeoutSeconds = 20;

/** The bot's own client: connections that are kept, and a time-out for each call. */
export function clientOptions(options: TelegramClientOptions): ApiClientOptions {
  return {
    apiRoot: options.apiRoot,
    timeoutSeconds: callTimeoutSeconds,
    // grammY types its fetch after the library that it brings along
    fetch: fetchThrough(createDispatcher(options)) as never,
  };
}

/** What grammY hands over; its signal is a polyfill's, and undici takes none but native ones. */
interface Request {
  method: string;
  headers: Record<string, string>;
  body?: string | AsyncIterable<Uint8Array>;
  signal?: AbortSignal;
}

/** A connection that breaks in the middle of an answer ends the call at once, not at its time-out. */
function fetchThrough(dispatcher: Dispatcher) {
  return async (url: string, { method, headers, body, signal }: Request) => {
    const controller = new AbortController();
    if (signal?.aborted) controller.abort();
    signal?.addEventListener("abort", () => controller.abort(), { once: true });
    const { connection: _, ...own } = headers;
    return fetch(url, {
      method,
      headers: own,
      signal: controller.signal,
      dispatcher,
      ...(body === undefined ? {} : { body }),
      ...(body === undefined || typeof body === "string" ? {} : { duplex: "half" as const }),
    });
  };
}

/** Makes prompts wait out a short 429 by themselves; other failures stay failures. */
export const waitOutFlood = autoRetry({
  maxDelaySeconds: 30,
  maxRetryAttempts: 3,
  rethrowHttpErrors: true,
  rethrowInternalServerErrors: true,
});

/** Connections that were never made: what was to be sent is certainly not at Telegram. */
const neverConnected = new Set([
  "ECONNREFUSED",
  "UND_ERR_CONNECT_TIMEOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** How a call of the bot's own client ended that failed. */
export function readFailure(error: unknown): CallResult {
  if (error instanceof GrammyError) {
    return {
      kind: "refused",
      code: error.error_code,
      description: error.description,
      retryAfterSeconds: error.parameters.retry_after,
      migrateToChatId: error.parameters.migrate_to_chat_id,
    };
  }
  if (error instanceof HttpError) {
    const code = codeOf(error.error);
    // the address of a call holds the token, so the message itself is not kept
    const description = code === "" ? "the connection broke" : code;
    return neverConnected.has(code)
      ? { kind: "not-sent", description }
      : { kind: "unknown", description };
  }
  throw error;
}

/** fetch says only that it failed; what happened is its error's cause. */
function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  const told = code ?? cause?.code;
  return typeof told === "string" ? told : "";
}

/** Whether a call failed by the line, or by Telegram's own trouble: later it may well succeed. */
export function isPassing(error: unknown): boolean {
  if (error instanceof HttpError) return true;
  return error instanceof GrammyError && (error.error_code === 429 || error.error_code >= 500);
}
