import { Api, Bot, GrammyError } from "grammy";
import { onTestFinished } from "vitest";
import { startSandbox } from "../../../src/sandbox/index.ts";
import type { Sandbox, SandboxOptions } from "../../../src/sandbox/index.ts";

export const BOT_TOKEN = "4242:sandbox";

/** A sandbox of the running test's own, with grammY's client for it. */
export async function openStage(
  options: Partial<SandboxOptions> = {},
): Promise<{ sandbox: Sandbox; api: Api }> {
  const sandbox = await startSandbox({ botToken: BOT_TOKEN, ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, api: new Api(BOT_TOKEN, { apiRoot: sandbox.address }) };
}

/** A bot that polls this sandbox until the test ends; handlers are added by the caller before. */
export async function startBot(
  sandbox: Sandbox,
  prepare: (bot: Bot) => void,
  allowed?: Parameters<Bot["start"]>[0],
): Promise<Bot> {
  const bot = new Bot(BOT_TOKEN, { client: { apiRoot: sandbox.address } });
  prepare(bot);
  await bot.init();
  const running = bot.start(allowed);
  onTestFinished(async () => {
    const stopped = bot.stop();
    // The server holds the last, hasty request for up to three seconds unless there is something to tell.
    sandbox.pushUpdate({});
    await stopped;
    await running;
  });
  return bot;
}

/** The words with which a call was refused; "ok" when it was not. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "ok";
  } catch (error) {
    if (error instanceof GrammyError) return error.description;
    throw error;
  }
}

/** Any request as it stands, also such as grammY would not send. */
export async function rawCall(
  sandbox: Sandbox,
  method: string,
  parameters: Record<string, unknown> = {},
): Promise<{ ok: boolean; error_code?: number; description?: string; result?: unknown }> {
  const response = await fetch(`${sandbox.address}/bot${sandbox.botToken}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(parameters),
  });
  return (await response.json()) as { ok: boolean };
}
