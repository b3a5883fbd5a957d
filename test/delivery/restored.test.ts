import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  createRestoredStore,
  createTellRestored,
  type Delivered,
  settleRestoredEffects,
} from "../../src/delivery/index.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
const now = new Date("2026-11-25T12:00:00Z");
const before = new Date(now.getTime() - 60_000);
const after = new Date(now.getTime() + 60_000);

beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

interface Row {
  state: "queued" | "sending" | "sent" | "parked" | "failed";
  method?: string;
  lane?: number;
  notBefore?: Date;
  usefulUntil?: Date;
}

async function hold(rows: Record<string, Row>): Promise<void> {
  for (const [effectKey, row] of Object.entries(rows))
    await database.prisma.outboxMessage.create({
      data: {
        effectKey,
        chatId: 5,
        method: "sendMessage",
        params: {},
        claimedBy: "before",
        ...row,
      },
    });
}

async function settle() {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const settled = await settleRestoredEffects(client, now);
  await client.end();
  return settled;
}

async function shown() {
  const rows = await database.prisma.outboxMessage.findMany({ orderBy: { id: "asc" } });
  return Object.fromEntries(
    rows.map((row) => [row.effectKey, [row.state, row.unknowns, row.unknownWhy]]),
  );
}

test("nothing that may have been sent since the backup is sent by itself", async () => {
  await hold({
    queued: { state: "queued" },
    "on the wire": { state: "sending" },
    due: { state: "queued", notBefore: before },
    topic: { state: "queued", method: "createForumTopic" },
    mailing: { state: "queued", lane: 1 },
    "too late": { state: "queued", usefulUntil: before },
  });
  expect(await settle()).toEqual({ unknown: 6, again: 0, waiting: 0 });
  const unknown = ["unknown", 1, "restored from a backup"];
  expect(await shown()).toEqual({
    queued: unknown,
    "on the wire": unknown,
    due: unknown,
    topic: unknown,
    mailing: unknown,
    "too late": unknown,
  });
});

test("what does no harm or still helps is sent again, and is known to be a repeat perhaps", async () => {
  await hold({
    edit: { state: "queued", method: "editMessageText" },
    reaction: { state: "sending", method: "setMessageReaction" },
    reminder: { state: "queued", usefulUntil: after },
  });
  expect(await settle()).toEqual({ unknown: 0, again: 3, waiting: 0 });
  const again = ["queued", 1, "restored from a backup"];
  expect(await shown()).toEqual({ edit: again, reaction: again, reminder: again });
  expect(await database.prisma.outboxMessage.count({ where: { claimedBy: null } })).toBe(3);
});

test("what was not due before now is sent in its time, and has ended what had ended", async () => {
  await hold({
    later: { state: "queued", notBefore: after },
    sent: { state: "sent" },
    failed: { state: "failed" },
    parked: { state: "parked" },
  });
  expect(await settle()).toEqual({ unknown: 0, again: 0, waiting: 1 });
  expect(await shown()).toEqual({
    later: ["queued", 0, null],
    sent: ["sent", 0, null],
    failed: ["failed", 0, null],
    parked: ["parked", 0, null],
  });
});

test("features are told once of each effect that stays unknown, also after a failure of theirs", async () => {
  await hold({ one: { state: "queued" }, two: { state: "queued" }, edit: { state: "sent" } });
  await settle();
  const told: [string, Delivered][] = [];
  const tell = createTellRestored({
    store: createRestoredStore(database.prisma),
    clock: systemClock,
    logger: createLogger({ level: "silent" }),
    async onDelivered(_transaction, { key }, delivered) {
      told.push([key, delivered]);
      if (key === "one") throw new Error("a mistake of the feature");
    },
  });
  expect(await tell()).toBe(2);
  const unknown = { kind: "unknown", description: "restored from a backup" };
  expect(told).toEqual([
    ["one", unknown],
    ["two", unknown],
  ]);
  expect(await tell()).toBe(0);
  expect(told).toHaveLength(2);
});
