import { expect, test } from "vitest";
import { createLeadership } from "../../src/platform/leadership.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { createTerms, type Term } from "../../src/platform/terms.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const logger = createLogger({ level: "silent" });

function leadershipOf(database: TestDatabase) {
  return createLeadership({ database, url: database.url, logger });
}

function termsOf(database: TestDatabase, begin: () => Promise<Term>) {
  return createTerms({ leadership: leadershipOf(database), begin, logger });
}

/** Whether somebody else may lead now. */
async function isFree(database: TestDatabase): Promise<boolean> {
  const lead = await leadershipOf(database).acquire(AbortSignal.timeout(5000));
  await lead.release();
  return true;
}

test("a stop in the middle of the beginning waits for it, and ends it", async () => {
  await using database = await freshDatabase();
  const began = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  let ended = 0;
  const terms = termsOf(database, async () => {
    began.resolve();
    await goOn.promise;
    return { end: async () => void (ended += 1) };
  });
  const starting = terms.start(() => {});
  await began.promise;
  const stopping = terms.stop();
  goOn.resolve();
  await Promise.all([starting, stopping]);
  expect(ended).toBe(1);
  expect(await isFree(database)).toBe(true);
});

test("a beginning that fails gives the lead back", async () => {
  await using database = await freshDatabase();
  const terms = termsOf(database, async () => {
    throw new Error("the port is taken");
  });
  await expect(terms.start(() => {})).rejects.toThrow("the port is taken");
  expect(await isFree(database)).toBe(true);
  await terms.stop();
});

test("who gives up right before it would stand by leads no more", async () => {
  await using database = await freshDatabase();
  const first = await leadershipOf(database).acquire(AbortSignal.timeout(5000));
  for (const moment of [0, 1, 5, 20]) {
    const giveUp = new AbortController();
    const waiting = leadershipOf(database).acquire(giveUp.signal);
    setTimeout(() => giveUp.abort(), moment);
    await expect(waiting).rejects.toThrow("abort");
  }
  await first.release();
  expect(await isFree(database)).toBe(true);
});

test("a term that is lost is ended, and the next one begins", async () => {
  await using database = await freshDatabase();
  const events: string[] = [];
  const terms = termsOf(database, async () => {
    events.push("begin");
    return { end: async () => void events.push("end") };
  });
  await terms.start(() => {});
  await database.pool.query("UPDATE leadership SET instance = 'somebody else'");
  await expect.poll(() => events, { timeout: 10_000 }).toEqual(["begin", "end", "begin"]);
  await terms.stop();
  expect(events).toEqual(["begin", "end", "begin", "end"]);
});
