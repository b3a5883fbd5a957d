import type { Update } from "@grammyjs/types";
import { Api } from "grammy";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.ts";

export const botToken = "100200300:telegram-test-token-telegram-test-tok";

export interface Telegram extends AsyncDisposable {
  sandbox: Sandbox;
  api: Api;
}

/** A stand-in for Telegram with a client, and nothing else. */
export async function startTelegram(): Promise<Telegram> {
  const sandbox = await startSandbox({ botToken });
  const api = new Api(botToken, { apiRoot: sandbox.address });
  return { sandbox, api, [Symbol.asyncDispose]: () => sandbox.close() };
}

export function textsOf(updates: Update[]): string[] {
  return updates.flatMap(({ message }) => message?.text ?? []);
}
