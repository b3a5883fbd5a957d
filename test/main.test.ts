import { spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../src/sandbox/index.ts";
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

interface Started {
  output(): string;
  /** Waits until the output says this. */
  says(pattern: RegExp): Promise<string>;
  /** Stops it as a service manager would. Returns its exit code. */
  stop(): Promise<number | null>;
  ended: Promise<number | null>;
}

/** Runs what `npm start` runs, in an environment of its own. */
function start(environment: Record<string, string>): Started {
  const child = spawn(process.execPath, ["src/main.ts"], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
  });
  let output = "";
  const hear = (chunk: Buffer) => void (output += chunk.toString());
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    output: () => output,
    async says(pattern) {
      await expect.poll(() => output, { timeout: 15_000 }).toMatch(pattern);
      return pattern.exec(output)?.[0] ?? "";
    },
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
    ended,
  };
}

test("a wrong environment gets one message that names every mistake", async () => {
  const bot = start({ BOT_TOKEN: "nonsense", REDIS_URL: "http://x" });
  expect(await bot.ended).toBe(1);
  for (const name of ["BOT_TOKEN", "DATABASE_URL", "REDIS_URL", "OPERATOR_NAME"])
    expect(bot.output()).toContain(name);
  expect(bot.output()).not.toContain("nonsense");
});

test("a database that is behind stops the start, with what to do", async () => {
  const bot = start(settings());
  expect(await bot.ended).toBe(1);
  expect(bot.output()).toContain("npm run migrate");
});

test("told to, the start migrates; the owner joins by the printed link, once; it stops cleanly", async () => {
  const bot = start({ ...settings(), MIGRATE_ON_START: "yes" });
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

  const again = start(settings());
  await again.says(/the bot is running/);
  expect(await again.stop()).toBe(0);
  expect(again.output()).not.toContain("t.me");
  expect(again.output()).not.toContain(botToken);
});

test("a token that Telegram refuses ends the start with one sentence", async () => {
  const bot = start({ ...settings(), BOT_TOKEN: "999999999:another-token-another-token-another" });
  expect(await bot.ended).toBe(1);
  expect(bot.output()).toContain("BOT_TOKEN");
});
