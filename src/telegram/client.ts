import { autoRetry } from "@grammyjs/auto-retry";
import { Api, type ApiClientOptions, GrammyError, HttpError } from "grammy";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import { SocksProxyAgent } from "socks-proxy-agent";
import type { CallResult } from "../delivery/index.ts";

export interface TelegramClientOptions {
  token: string;
  /** Where the Bot API is served, without a slash at the end. */
  apiRoot: string;
  /** An http, https or socks proxy for all calls. */
  proxy?: string | undefined;
}

// Long enough for a slow line, and shorter than a handler's deadline.
const callTimeoutSeconds = 20;

/** The client's options: one agent that keeps its connections, and a time-out for each call. */
export function clientOptions(options: TelegramClientOptions): ApiClientOptions {
  return {
    apiRoot: options.apiRoot,
    timeoutSeconds: callTimeoutSeconds,
    baseFetchConfig: { compress: true, agent: agentOf(options) },
  };
}

const agents = new WeakMap<TelegramClientOptions, HttpAgent>();

/** Clients that are made from the same options share their connections. */
function agentOf(options: TelegramClientOptions): HttpAgent {
  const agent = agents.get(options) ?? createAgent(options);
  agents.set(options, agent);
  return agent;
}

function createAgent({ apiRoot, proxy }: TelegramClientOptions): HttpAgent {
  const keep = { keepAlive: true, maxSockets: 64 };
  if (proxy?.startsWith("socks")) return new SocksProxyAgent(proxy, keep);
  if (proxy) return new HttpsProxyAgent(proxy, keep);
  return apiRoot.startsWith("http:") ? new HttpAgent(keep) : new HttpsAgent(keep);
}

/** Makes prompts wait out a short 429 by themselves; other failures stay failures. */
export const waitOutFlood = autoRetry({
  maxDelaySeconds: 30,
  maxRetryAttempts: 3,
  rethrowHttpErrors: true,
  rethrowInternalServerErrors: true,
});

export type TelegramCall = (method: string, params: Record<string, unknown>) => Promise<CallResult>;

/** One call of the Bot API whose every ending is a value. */
export function createCall(options: TelegramClientOptions): TelegramCall {
  const api = new Api(options.token, clientOptions(options));
  const raw = api.raw as unknown as Record<string, (params: object) => Promise<unknown>>;
  return async (method, params) => {
    try {
      const call = raw[method];
      if (!call) throw new TypeError(`unknown method ${method}`);
      return { kind: "ok", result: await call(params) };
    } catch (error) {
      return readFailure(error);
    }
  };
}

/** Connections that were never made: what was to be sent is certainly not at Telegram. */
const neverConnected = new Set([
  "ECONNREFUSED",
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
    const cause = error.error as { code?: unknown; message?: unknown };
    const code = typeof cause.code === "string" ? cause.code : "";
    // the address of a call holds the token, so the message itself is not kept
    const description = code === "" ? "the connection broke" : code;
    return neverConnected.has(code)
      ? { kind: "not-sent", description }
      : { kind: "unknown", description };
  }
  throw error;
}
