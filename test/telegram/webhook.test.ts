import { createLogger } from "../../src/platform/logger.ts";
import type { Update } from "@grammyjs/types";
import { describe, expect, test } from "vitest";
import { freePort } from "../../src/demo/services/free-port.ts";
import { createWebhook } from "../../src/telegram/index.ts";
import { startTelegram, textsOf } from "./telegram.ts";

const secret = "a-secret-of-the-webhook";

describe("the webhook", () => {
  async function startWebhook(accept: (updates: Update[]) => Promise<void>) {
    const telegram = await startTelegram();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/telegram`;
    const webhook = createWebhook({
      logger: createLogger({ level: "silent" }),
      api: telegram.api,
      accept,
      url,
      secret,
      port,
    });
    await webhook.start();
    const post = async (body: string, given: string | undefined): Promise<number> => {
      const headers = {
        "content-type": "application/json",
        ...(given === undefined ? {} : { "x-telegram-bot-api-secret-token": given }),
      };
      return (await fetch(url, { method: "POST", body, headers })).status;
    };
    return {
      ...telegram,
      post,
      async [Symbol.asyncDispose]() {
        await telegram.sandbox.close();
        await webhook.stop();
      },
    };
  }

  test("hears what people write", async () => {
    const heard: string[] = [];
    await using stage = await startWebhook(async (updates) => void heard.push(...textsOf(updates)));
    await stage.sandbox.person({ first_name: "Валентина" }).write("слова");
    await expect.poll(() => heard).toEqual(["слова"]);
    await stage.sandbox.whenIdle();
  });

  test("answers with 200 only after the commit, so that Telegram calls again", async () => {
    let tries = 0;
    await using stage = await startWebhook(async () => {
      tries += 1;
      if (tries === 1) throw new Error("the database is away");
    });
    const body = JSON.stringify({ update_id: 5, message: {} });
    expect(await stage.post(body, secret)).toBe(500);
    expect(await stage.post(body, secret)).toBe(200);

    const { promise: committed, resolve: commit } = Promise.withResolvers<void>();
    await using slow = await startWebhook(() => committed);
    let status = 0;
    const answered = slow.post(body, secret).then((code) => (status = code));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(status).toBe(0);
    commit();
    expect(await answered).toBe(200);
  });

  test.each([
    ["none", undefined],
    ["another", "b-secret-of-the-webhook"],
    ["a shorter one", "a-secret"],
    ["an empty one", ""],
  ])("refuses a call with a wrong secret: %s", async (_, given) => {
    const heard: Update[] = [];
    await using stage = await startWebhook(async (updates) => void heard.push(...updates));
    expect(await stage.post(JSON.stringify({ update_id: 5 }), given)).toBe(401);
    expect(heard).toEqual([]);
  });

  test.each([
    "",
    "{",
    "[]",
    "null",
    "{}",
    '{"update_id":"5"}',
    '{"update_id":-5}',
    '{"update_id":5.5}',
  ])("refuses a body that is no update: %s", async (body) => {
    const heard: Update[] = [];
    await using stage = await startWebhook(async (updates) => void heard.push(...updates));
    expect(await stage.post(body, secret)).toBe(400);
    expect(heard).toEqual([]);
  });

  test("takes an update of a kind that nobody knows yet", async () => {
    const heard: Update[] = [];
    await using stage = await startWebhook(async (updates) => void heard.push(...updates));
    const body = { update_id: 5, hologram: { chat: { id: 1 } } };
    expect(await stage.post(JSON.stringify(body), secret)).toBe(200);
    expect(heard).toEqual([body]);
  });
});
