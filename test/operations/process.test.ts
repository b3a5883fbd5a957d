import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../src/demo/services/free-port.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { freshRedis, type TestRedis } from "../support/redis.ts";

const botToken = "100200300:health-test-token-health-test-token-x";
let sandbox: Sandbox;
let database: TestDatabase;
let redis: TestRedis;
const processes: ChildProcess[] = [];

beforeAll(async () => {
  [sandbox, database, redis] = await Promise.all([
    startSandbox({ botToken }),
    freshDatabase(),
    freshRedis(),
  ]);
});
afterAll(async () => {
  for (const child of processes) child.kill("SIGKILL");
  await sandbox.close();
  await redis.close();
  await database.close();
});

/** Runs what the image runs. */
async function start() {
  const port = String(await freePort());
  const child = spawn(process.execPath, ["src/main.ts"], {
    stdio: "ignore",
    env: {
      PATH: "",
      BOT_TOKEN: botToken,
      BOT_API_ROOT: sandbox.address,
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      OPERATOR_NAME: "Фонд развития",
      OPERATOR_CONTACT: "data@example.org",
      POLICY_URL: "https://example.org/policy",
      OPERATIONS_PORT: port,
    },
  });
  processes.push(child);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  async function get(page: string): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${port}${page}`);
    return `${response.status} ${await response.text()}`;
  }
  const says = (what: string | RegExp) =>
    expect.poll(() => get("/healthz").catch(() => "nobody"), { timeout: 20_000 }).toMatch(what);
  return { says, get, child, ended };
}

test("one process leads, the next stands by, and takes over; both are well", async () => {
  const first = await start();
  await first.says(/^200 .*"role":"leading"/);
  const second = await start();
  await second.says(/^200 .*"role":"standing by"/);

  const person = sandbox.person({ first_name: "Вера" });
  await person.start();
  await person.sees("Вы согласны?");
  await expect
    .poll(() => first.get("/metrics"), { timeout: 10_000 })
    .toMatch(/desk_updates_total\{outcome="handled"\} 1\n/);
  expect(await first.get("/metrics")).toMatch(/desk_updates_fetched_total 1\n/);
  expect(await second.get("/metrics")).toMatch(/desk_leading 0\n/);

  first.child.kill("SIGTERM");
  await first.ended;
  await second.says(/^200 .*"role":"leading"/);
  second.child.kill("SIGTERM");
  await second.ended;
}, 90_000);
