import { describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../src/sandbox/index.ts";
import { type BotProcess, startBotProcess } from "./support/bot-process.ts";
import { freshDatabase, type TestDatabase } from "./support/database.ts";
import { freshRedis, type TestRedis } from "./support/redis.ts";

const botToken = "100200300:standby-test-token-standby-test-token";

interface Deployment extends AsyncDisposable {
  sandbox: Sandbox;
  database: TestDatabase;
  run(): BotProcess;
}

/** Everything that bots share; each `run` is one more process of the same bot. */
async function deployment(): Promise<Deployment> {
  const [sandbox, database, redis] = await Promise.all([
    startSandbox({ botToken }),
    freshDatabase(),
    freshRedis(),
  ]);
  const processes: BotProcess[] = [];
  return {
    sandbox,
    database,
    run() {
      const bot = startBotProcess(environment(sandbox, database, redis));
      processes.push(bot);
      return bot;
    },
    async [Symbol.asyncDispose]() {
      for (const bot of processes) await bot[Symbol.asyncDispose]();
      await sandbox.close();
      await redis.close();
      await database.close();
    },
  };
}

function environment(sandbox: Sandbox, database: TestDatabase, redis: TestRedis) {
  return {
    BOT_TOKEN: botToken,
    BOT_API_ROOT: sandbox.address,
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    OWNER_IDS: "77",
    OPERATOR_NAME: "Фонд развития",
    OPERATOR_CONTACT: "data@example.org",
    POLICY_URL: "https://example.org/policy",
  };
}

/** What Telegram carried out in a chat, as often as it did. */
function textsTo(sandbox: Sandbox, chatId: number): unknown[] {
  return sandbox.ledger
    .calls("sendMessage", true)
    .filter(({ params }) => params["chat_id"] === chatId)
    .map(({ params }) => params["text"]);
}

describe("two processes of one bot", () => {
  test("a rolling deploy: the new one stands by until the old one has ended, and nobody notices", async () => {
    await using network = await deployment();
    const { sandbox } = network;
    const old = network.run();
    await old.says(/the bot is running/);
    const fresh = network.run();
    await fresh.says(/standing by/);
    const valentina = sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await valentina.sees("Здравствуйте", { within: 20_000 });
    expect(await old.stop()).toBe(0);
    await fresh.says(/the bot is running/);
    const words = await valentina.write("Есть кто-нибудь?");
    await valentina.sees(/./, { after: words, within: 20_000 });
    const texts = textsTo(sandbox, valentina.id);
    expect(texts).toEqual([...new Set(texts)]);
    const refused = sandbox.ledger.calls("getUpdates").filter(({ outcome }) => !outcome.ok);
    expect(refused).toEqual([]);
    const unknown = await network.database.prisma.outboxMessage.count({
      where: { unknowns: { gt: 0 } },
    });
    expect(unknown).toBe(0);
  });

  test("when the one that works is killed, the other one goes on", async () => {
    await using network = await deployment();
    const { sandbox } = network;
    const first = network.run();
    await first.says(/the bot is running/);
    const second = network.run();
    await second.says(/standing by/);
    first.signal("SIGKILL");
    const valentina = sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await valentina.sees("Здравствуйте", { within: 20_000 });
  });

  test("one that was frozen loses the lead, and sends nothing when it wakes", async () => {
    await using network = await deployment();
    const { sandbox } = network;
    const first = network.run();
    await first.says(/the bot is running/);
    const second = network.run();
    await second.says(/standing by/);
    first.signal("SIGSTOP");
    await second.says(/is ended/);
    await second.says(/the bot is running/);
    const valentina = sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await valentina.sees("Здравствуйте", { within: 20_000 });
    first.signal("SIGCONT");
    await first.says(/leads no more/);
    await first.says(/another process leads: standing by/);
    const words = await valentina.write("Есть кто-нибудь?");
    await valentina.sees(/./, { after: words, within: 20_000 });
    const texts = textsTo(sandbox, valentina.id);
    expect(texts).toEqual([...new Set(texts)]);
    // and it can take over again
    expect(await second.stop()).toBe(0);
    await valentina.sees(/./, { after: await valentina.write("А теперь?"), within: 20_000 });
  }, 40_000);

  test("one that stands by hears that it should stop", async () => {
    await using network = await deployment();
    const first = network.run();
    await first.says(/the bot is running/);
    const second = network.run();
    await second.says(/standing by/);
    expect(await second.stop()).toBe(0);
    expect(await first.stop()).toBe(0);
  });
});
