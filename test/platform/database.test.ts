import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { freshDatabase } from "../support/database.ts";

test("each test file has a database of its own", async () => {
  await using one = await freshDatabase();
  await using other = await freshDatabase();
  await one.pool.query("CREATE TABLE mine (id int)");
  const { rows } = await other.pool.query("SELECT to_regclass('mine') AS found");
  expect(rows).toEqual([{ found: null }]);
});

test("a listener hears notifications, and again after its connection was cut", async () => {
  await using database = await freshDatabase();
  const heard: (string | undefined)[] = [];
  await database.listen("outbox", (payload) => heard.push(payload));

  await database.pool.query("NOTIFY outbox, 'first'");
  await expect.poll(() => heard).toEqual([undefined, "first"]);

  await database.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '%listen outbox'",
  );
  await expect.poll(() => heard).toEqual([undefined, "first", undefined]);
  await database.pool.query("NOTIFY outbox, 'second'");
  await expect.poll(() => heard.at(-1)).toBe("second");
});

test("a listener that fails goes on listening", async () => {
  await using database = await freshDatabase();
  let calls = 0;
  await database.listen("inbox", () => {
    calls += 1;
    throw new Error("a bug");
  });
  await database.pool.query("NOTIFY inbox");
  await database.pool.query("NOTIFY inbox");
  await expect.poll(() => calls).toBeGreaterThanOrEqual(2);
});

test("nothing is heard after closing", async () => {
  await using database = await freshDatabase();
  let calls = 0;
  const subscription = await database.listen("inbox", () => (calls += 1));
  await subscription.close();
  await database.pool.query("NOTIFY inbox");
  await sleep(100);
  expect(calls).toBe(1);
});
