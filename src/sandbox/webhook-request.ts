import type { WebhookState } from "./model.ts";

const REQUEST_TIMEOUT_MS = 60_000;

/** How the bot's own server took an update. */
export type Posted =
  | { ok: true; body: string }
  | {
      ok: false;
      /** As getWebhookInfo shows it. */
      problem: string;
      status?: number;
      /** Seconds that the server asked for; 0 when it did not. */
      retryAfter: number;
    };

/** Posts an update to the webhook as the server does; never throws. */
export async function postUpdate(
  webhook: WebhookState,
  update: object,
  signal: AbortSignal,
): Promise<Posted> {
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
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    });
    const body = await response.text();
    const { status, statusText } = response;
    if (response.ok) return { ok: true, body };
    const problem = `Wrong response from the webhook: ${status} ${statusText}`;
    const retryAfter = Number(response.headers.get("retry-after") ?? 0);
    return { ok: false, problem, status, retryAfter: Number.isFinite(retryAfter) ? retryAfter : 0 };
  } catch (error) {
    return { ok: false, problem: describe(error), retryAfter: 0 };
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "Read timeout expired";
  const code = isCoded(error.cause) ? error.cause.code : undefined;
  if (code === "ECONNREFUSED") return "Connection refused";
  return code === "ECONNRESET" || code === "UND_ERR_SOCKET"
    ? "Connection reset by peer"
    : error.message;
}

function isCoded(cause: unknown): cause is { code: unknown } {
  return typeof cause === "object" && cause !== null && "code" in cause;
}
