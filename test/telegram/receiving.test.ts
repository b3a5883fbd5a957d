import type { Update } from "@grammyjs/types";
import { Api } from "grammy";
import { describe, expect, test } from "vitest";
import { freePort } from "../../src/demo/services/free-port.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { createPolling, createWebhook } from "../../src/telegram/index.ts";

const botToken = "100200300:receiving-test-token-receiving-test";
const secret = "a-secret-of-the-webhook";

async function startTelegram(): Promise<{ sandbox: Sandbox; api: Api } & AsyncDisposable> {
  const sandbox = await startSandbox({ botToken });
  const api = new Api(botToken, { apiRoot: sandbox.address });
  return { sandbox, api, [Symbol.asyncDispose]: () => sandbox.close() };
}

function textsOf(updates: Update[]): string[] {
  return updates.flatMap(({ message }) => message?.text ?? []);
}

describe("polling", () => {
  function polling(api: Api, accept: (updates: Update[]) => Promise<void>, fatal: string[] = []) {
    return createPolling({
      api,
      accept,
      logger: createLogger({ level: "silent" }),
      onFatal: (description) => void fatal.push(description),
    });
  }

  test("hears what was written before and after its start", async () => {
    await using telegram = await startTelegram();
    const person = telegram.sandbox.person({ first_name: "Валентина" });
    await person.write("до");
    const heard: string[] = [];
    const source = polling(telegram.api, async (updates) => void heard.push(...textsOf(updates)));
    await source.start();
    await expect.poll(() => heard).toEqual(["до"]);
    await person.write("после");
    await expect.poll(() => heard).toEqual(["до", "после"]);
    await source.stop();
    expect(telegram.sandbox.pendingUpdates()).toBe(0);
  });

  test("keeps the offset until the updates are committed", async () => {
    await using telegram = await startTelegram();
    const person = telegram.sandbox.person({ first_name: "Валентина" });
    await person.write("не пропадёт");
    let failures = 0;
    const committed: string[] = [];
    const source = polling(telegram.api, async (updates) => {
      if (failures++ === 0) throw new Error("the database is away");
      committed.push(...textsOf(updates));
    });
    await source.start();
    await expect.poll(() => failures).toBe(1);
    expect(telegram.sandbox.pendingUpdates()).toBe(1);
    await expect.poll(() => committed, { timeout: 5000 }).toEqual(["не пропадёт"]);
    await source.stop();
    expect(telegram.sandbox.pendingUpdates()).toBe(0);
  });

  test("a process that is killed before the commit leaves all to the next one", async () => {
    await using telegram = await startTelegram();
    const person = telegram.sandbox.person({ first_name: "Валентина" });
    await person.write("первое");
    await person.write("второе");
    const { promise: killed, reject: kill } = Promise.withResolvers<void>();
    let fetched = 0;
    const first = polling(telegram.api, async (updates) => {
      fetched += updates.length;
      await killed;
    });
    await first.start();
    await expect.poll(() => fetched).toBe(2);
    const gone = first.stop();
    kill(new Error("killed"));
    await gone;

    const heard: string[] = [];
    const second = polling(telegram.api, async (updates) => void heard.push(...textsOf(updates)));
    await second.start();
    await expect.poll(() => heard).toEqual(["первое", "второе"]);
    await second.stop();
  });

  test("names the kinds of updates that come only when they are named", async () => {
    await using telegram = await startTelegram();
    const owner = telegram.sandbox.person({ first_name: "Ирина" });
    const group = telegram.sandbox.group({
      title: "Центр",
      owner,
      botIsMember: true,
      botIsAdmin: true,
    });
    const kinds: string[] = [];
    const source = polling(telegram.api, async (updates) => {
      for (const update of updates) kinds.push(...Object.keys(update));
    });
    await source.start();
    const message = await owner.write("сообщение", { chat: group });
    await expect.poll(() => kinds).toContain("message");
    await owner.react(message, "👍");
    await expect.poll(() => kinds).toContain("message_reaction");
    await source.stop();
  });

  test("a token that is refused ends it, and says so", async () => {
    await using telegram = await startTelegram();
    const fatal: string[] = [];
    telegram.sandbox.faults.next("getUpdates", { error_code: 401, description: "Unauthorized" });
    const source = polling(telegram.api, async () => {}, fatal);
    await source.start();
    await expect.poll(() => fatal).toEqual(["Unauthorized"]);
    await source.stop();
  });
});

describe("the webhook", () => {
  async function startWebhook(accept: (updates: Update[]) => Promise<void>) {
    const telegram = await startTelegram();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/telegram`;
    const webhook = createWebhook({ api: telegram.api, accept, url, secret, port });
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
