import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { createLeadership, type Lead } from "../../src/platform/leadership.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const logger = createLogger({ level: "silent" });
const patienceMs = 1500;

function candidate(database: TestDatabase) {
  return createLeadership({ database, url: database.url, logger, patienceMs });
}

/** Whether the promise has been settled within a moment. */
async function isPending(promise: Promise<unknown>, milliseconds = 300): Promise<boolean> {
  const late = sleep(milliseconds).then(() => "pending" as const);
  return (await Promise.race([promise.then(() => "settled" as const), late])) === "pending";
}

async function endBackend(database: TestDatabase): Promise<void> {
  await database.pool.query("SELECT pg_terminate_backend(backend_pid) FROM leadership");
}

const never = new AbortController().signal;

describe("one leads", () => {
  test("the second stands by until the first hands over, and then leads at once", async () => {
    await using database = await freshDatabase();
    const first = await candidate(database).acquire(never);
    const waiting = candidate(database).acquire(never);
    expect(await isPending(waiting)).toBe(true);
    expect(await first.confirmed()).toBe(true);
    await first.release();
    const second = await waiting;
    expect(await second.confirmed()).toBe(true);
    expect(await first.confirmed()).toBe(false);
    expect(second.instance).not.toBe(first.instance);
    await second.release();
  });

  test("who stands by may give up waiting", async () => {
    await using database = await freshDatabase();
    const first = await candidate(database).acquire(never);
    const giveUp = new AbortController();
    const waiting = candidate(database).acquire(giveUp.signal);
    expect(
      await isPending(
        waiting.catch(() => {}),
        100,
      ),
    ).toBe(true);
    giveUp.abort();
    await expect(waiting).rejects.toThrow("aborted");
    await first.release();
  });
});

describe("a leader that is lost", () => {
  test("one that lives goes on with its term after its connection was cut", async () => {
    await using database = await freshDatabase();
    const lead = await candidate(database).acquire(never);
    await endBackend(database);
    await expect.poll(() => lead.confirmed(), { timeout: 5000 }).toBe(true);
    const { rows } = await database.pool.query("SELECT instance FROM leadership");
    expect(rows).toEqual([{ instance: lead.instance }]);
    await lead.release();
  });

  test("when another took over meanwhile, it knows that its term is over", async () => {
    await using database = await freshDatabase();
    const first = await candidate(database).acquire(never);
    const waiting = candidate(database).acquire(never);
    expect(await isPending(waiting, 200)).toBe(true);
    await endBackend(database);
    const second = await waiting;
    await first.over;
    expect(await first.confirmed()).toBe(false);
    expect(await second.confirmed()).toBe(true);
    await Promise.all([first.release(), second.release()]);
  });

  test("one that shows no sign of life is ended by the one that stands by", async () => {
    await using database = await freshDatabase();
    const frozen = await frozenLeader(database);
    const second = await candidate(database).acquire(never);
    expect(await second.confirmed()).toBe(true);
    await expect(frozen.query("SELECT 1")).rejects.toThrow("connection error");
    await second.release();
  });

  test("a proof is asked for anew when it has become old", async () => {
    await using database = await freshDatabase();
    const lead = await candidate(database).acquire(never);
    await database.pool.query("UPDATE leadership SET instance = 'somebody else'");
    // the last proof holds for a second; then the database is asked
    await expect.poll(() => lead.confirmed(), { timeout: 5000 }).toBe(false);
    await lead.over;
    await lead.release();
  });
});

/** Holds the lock as a process does that was stopped: it has a term, and its beat stands still. */
async function frozenLeader(database: TestDatabase): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url });
  client.on("error", () => {});
  await client.connect();
  await client.query("SELECT pg_advisory_lock(1852795250, 1818583908)");
  await client.query("INSERT INTO leadership (instance, backend_pid) VALUES ('frozen', 0)");
  return client;
}

test("a term begins with a name that no earlier term had", async () => {
  await using database = await freshDatabase();
  const names = new Set<string>();
  for (let term = 0; term < 3; term += 1) {
    const lead: Lead = await candidate(database).acquire(never);
    names.add(lead.instance);
    await lead.release();
  }
  expect(names.size).toBe(3);
});
