import type { ApiResponse } from "@grammyjs/types";
import type { Dispatcher } from "undici";
import type { CallResult } from "../delivery/index.ts";
import type { TelegramClientOptions } from "./client.ts";
import { createDispatcher } from "./dispatcher.ts";

export type TelegramCall = (method: string, params: Record<string, unknown>) => Promise<CallResult>;

/**
 * One call of the Bot API whose every ending is a value. A call leaves this machine once at most:
 * what may have arrived is never sent again from here.
 */
export function createCall(options: TelegramClientOptions): TelegramCall {
  const dispatcher = createDispatcher(options);
  const { origin, pathname } = new URL(options.apiRoot);
  const prefix = `${pathname.replace(/\/$/, "")}/bot${options.token}/`;
  return (method, params) => {
    const { promise, resolve } = Promise.withResolvers<CallResult>();
    const request = {
      origin,
      path: prefix + method,
      method: "POST" as const,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(params),
    };
    try {
      dispatcher.dispatch(request, createReader(resolve));
    } catch (error) {
      // refused by the library itself, before anything was written
      resolve({ kind: "not-sent", description: nameOf(error) });
    }
    return promise;
  };
}

/** Follows one call on the wire and tells how it ended. */
function createReader(end: (result: CallResult) => void): Dispatcher.DispatchHandler {
  let hasLeft = false;
  let status = 0;
  const chunks: Buffer[] = [];
  return {
    // called right before a request is written, and again if the library wanted to repeat it
    onRequestStart(controller) {
      if (hasLeft) controller.abort(new Error("a call is never repeated"));
      hasLeft = true;
    },
    onResponseStart(_, statusCode) {
      status = statusCode;
    },
    onResponseData(_, chunk) {
      chunks.push(chunk);
    },
    onResponseEnd() {
      end(readAnswer(status, Buffer.concat(chunks).toString()));
    },
    onResponseError(_, error) {
      end({ kind: hasLeft ? "unknown" : "not-sent", description: nameOf(error) });
    },
  };
}

/**
 * What Telegram's answer says. Whatever is not its JSON comes from something in between, which
 * may have let the call pass.
 */
function readAnswer(status: number, text: string): CallResult {
  const answer = parse(text);
  if (!answer) return { kind: "unknown", description: `an answer of ${status} that is no JSON` };
  if (answer.ok) return { kind: "ok", result: answer.result };
  const { error_code: code, description, parameters } = answer;
  if (code >= 500) return { kind: "unknown", description };
  return {
    kind: "refused",
    code,
    description,
    retryAfterSeconds: parameters?.retry_after,
    migrateToChatId: parameters?.migrate_to_chat_id,
  };
}

function parse(text: string): ApiResponse<unknown> | undefined {
  try {
    const answer = JSON.parse(text) as Partial<ApiResponse<unknown>> | null;
    if (typeof answer !== "object" || answer === null) return undefined;
    if (answer.ok === true && "result" in answer) return answer as ApiResponse<unknown>;
    if (answer.ok === false && typeof answer.error_code === "number")
      return { description: "", ...answer } as ApiResponse<unknown>;
    return undefined;
  } catch {
    return undefined;
  }
}

/** Messages of errors may hold the address of a call, and that holds the token. */
function nameOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "the connection broke";
}
