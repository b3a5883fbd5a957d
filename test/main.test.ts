import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../src/sandbox/index.ts";
import { startBotProcess } from "./support/bot-process.ts";
import { emptyDatabase } from "./support/database.ts";
import { freshRedis, type TestRedis } from "./support/redis.ts";

const botToken = "100200300:main-test-token-main-test-token-xx";
let sandbox: Sandbox;
let database: Awaited<ReturnType<typeof emptyDatabase>>;
let redis: TestRedis;

beforeAll(async () => {
  sandbox = await startSandbox({ botToken });
  [database, redis] = await Promise.all([emptyDatabase(), freshRedis()]);
});
afterAll(async () => {
  await sandbox.close();
  await redis.close();
  await database.drop();
});

const settings = () => ({
  BOT_TOKEN: botToken,
  BOT_API_ROOT: sandbox.address,
  DATABASE_URL: database.url,
  REDIS_URL: redis.url,
  OPERATOR_NAME: "Фонд развития",
  OPERATOR_CONTACT: "data@example.org",
  POLICY_URL: "https://example.org/policy",
});

test("a wrong environment gets one message that names every mistake", async () => {
  const bot = startBotProcess({ BOT_TOKEN: "nonsense", REDIS_URL: "http://x" });
  expect(await bot.ended).toBe(1);
  for (const name of ["BOT_TOKEN", "DATABASE_URL", "REDIS_URL", "OPERATOR_NAME"])
    expect(bot.output()).toContain(name);
  expect(bot.output()).not.toContain("nonsense");
});

test("a database that is behind stops the start, with what to do", async () => {
  const bot = startBotProcess(settings());
  expect(await bot.ended).toBe(1);
  expect(bot.output()).toContain("npm run migrate");
});

test("told to, the start migrates; the owner joins by the printed link, once; it stops cleanly", async () => {
  const bot = startBotProcess({ ...settings(), MIGRATE_ON_START: "yes" });
  const link = await bot.says(/https:\/\/t\.me\/\S+/);
  const owner = sandbox.person({ first_name: "Павел" });
  await owner.openLink(link);
  await owner.sees(/владелец|владельц/i);
  const late = sandbox.person({ first_name: "Опоздавший" });
  await late.openLink(link);
  await late.sees(/./);
  expect(late.keyboard().flat()).not.toContain("Работа центра");
  expect(owner.keyboard().flat()).toContain("Работа центра");
  expect(owner.commands()).toEqual(["start", "menu", "help"]);
  expect(sandbox.ledger.calls("setMyDescription")).not.toHaveLength(0);
  expect(await bot.stop()).toBe(0);

  const again = startBotProcess(settings());
  await again.says(/the bot is running/);
  expect(await again.stop()).toBe(0);
  expect(again.output()).not.toContain("t.me");
  expect(again.output()).not.toContain(botToken);
});

test("a token that Telegram refuses ends the start with one sentence", async () => {
  const bot = startBotProcess({
    ...settings(),
    BOT_TOKEN: "999999999:another-token-another-token-another",
  });
  expect(await bot.ended).toBe(1);
  expect(bot.output()).toContain("BOT_TOKEN");
});

test.each([
  [401, "Unauthorized"],
  [404, "Not Found"],
])(
  "a token that Telegram refuses later with %i ends the work loudly",
  async (code, description) => {
    await using bot = startBotProcess(settings());
    await bot.says(/the bot is running/);
    sandbox.faults.always("*", () => ({ error_code: code, description }));
    try {
      const someone = sandbox.person({ first_name: "Валентина" });
      await someone.start();
      expect(await bot.ended).toBe(1);
    } finally {
      sandbox.faults.clear();
    }
    expect(bot.output()).toContain("Telegram refuses");
    expect(bot.output()).not.toContain(botToken);
  },
);

test("a bad moment of Telegram at the start holds up the bot, and does not end it", async () => {
  sandbox.faults.next("getMe", { error_code: 502, description: "Bad Gateway" });
  sandbox.faults.next("deleteWebhook", { error_code: 502, description: "Bad Gateway" });
  const bot = startBotProcess({ ...settings(), MIGRATE_ON_START: "yes" });
  await bot.says(/the bot is running/);
  const person = sandbox.person({ first_name: "Валентина" });
  await person.start();
  await person.sees("Здравствуйте", { within: 15_000 });
  expect(await bot.stop()).toBe(0);
});

test("told to stop in the middle of its start, it ends and leaves the lead to others", async () => {
  sandbox.faults.next("deleteWebhook", { delay: 2000 });
  const bot = startBotProcess({ ...settings(), MIGRATE_ON_START: "yes" });
  await expect
    .poll(() => sandbox.ledger.calls("getMe").length, { timeout: 15_000 })
    .toBeGreaterThan(0);
  await bot.stop();
  const next = startBotProcess(settings());
  await next.says(/the bot is running/);
  expect(await next.stop()).toBe(0);
});
