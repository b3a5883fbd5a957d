import { mkdtempSync, rmSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { type Postgres, startPostgres } from "../src/demo/services/postgres.ts";
import { startSandbox } from "../src/sandbox/index.ts";
import { startBotProcess } from "./support/bot-process.ts";
import { freshRedis } from "./support/redis.ts";

const botToken = "100200300:outage-test-token-outage-test-token-x";
const patience = { within: 20_000 };

test("while PostgreSQL is away nothing is confirmed, and everything is handled once it is back", async () => {
  await using resources = new AsyncDisposableStack();
  const folder = mkdtempSync(path.join(tmpdir(), "ngo-resource-center-bot-outage-"));
  resources.defer(() => rmSync(folder, { recursive: true, force: true }));
  // PostgreSQL may run under an account of its own
  chmodSync(folder, 0o755);
  let postgres: Postgres = await startPostgres({ folder, disposable: true });
  resources.defer(() => postgres.stop());
  const redis = await freshRedis();
  resources.defer(() => redis.close());
  const sandbox = await startSandbox({ botToken });
  resources.defer(() => sandbox.close());

  const bot = startBotProcess({
    BOT_TOKEN: botToken,
    BOT_API_ROOT: sandbox.address,
    DATABASE_URL: postgres.url("postgres"),
    REDIS_URL: redis.url,
    MIGRATE_ON_START: "yes",
    OWNER_IDS: "77",
    OPERATOR_NAME: "Фонд развития",
    OPERATOR_CONTACT: "data@example.org",
    POLICY_URL: "https://example.org/policy",
  });
  resources.use(bot);
  await bot.says(/the bot is running/);
  const before = sandbox.person({ first_name: "Валентина" });
  await before.start();
  await before.sees("Здравствуйте", patience);

  const { port } = postgres;
  await postgres.stop();
  const people = ["Тимур", "Светлана", "Рустам"].map((first_name) =>
    sandbox.person({ first_name }),
  );
  for (const person of people) await person.start();
  await bot.says(/updates could not be fetched/);
  expect(sandbox.pendingUpdates()).toBe(people.length);

  postgres = await startPostgres({ folder, port, disposable: true });
  for (const person of people) {
    await person.sees("Здравствуйте", patience);
    const greetings = person.messages().filter(({ text }) => text?.includes("Здравствуйте"));
    expect(greetings).toHaveLength(1);
  }
  await expect.poll(() => sandbox.pendingUpdates(), { timeout: 10_000 }).toBe(0);
  expect(await bot.stop()).toBe(0);
}, 60_000);
