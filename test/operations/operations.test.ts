import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createQueueStore } from "../../src/delivery/index.ts";
import { createOperations, type Operations } from "../../src/operations/index.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { createDatabase } from "../../src/platform/database.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { createOpenQuestionsStore } from "../../src/questions/index.ts";
import { createInboxFiguresStore } from "../../src/telegram/index.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
const running: Operations[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
afterEach(async () => {
  for (const operations of running.splice(0)) await operations.stop();
});

function figuresOf({ prisma }: Pick<TestDatabase, "prisma">) {
  return {
    ...createQueueStore(prisma),
    ...createInboxFiguresStore(prisma),
    ...createOpenQuestionsStore(prisma),
  };
}

async function start(figures = figuresOf(database)) {
  const operations = createOperations({
    address: { host: "127.0.0.1", port: 0 },
    updates: "polling",
    figures,
    clock: systemClock,
    logger: createLogger({ level: "silent", destination: new Writable() }),
  });
  running.push(operations);
  const address = await operations.start();
  const get = async (page: string) => {
    const response = await fetch(`${address}${page}`);
    return { status: response.status, text: await response.text() };
  };
  return { operations, get };
}

/** The value of a line of the metrics; undefined when there is none. */
function value(page: string, name: string): number | undefined {
  const line = page.split("\n").find((each) => each.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

test("a process tells whether it is well, and what it does", async () => {
  const { operations, get } = await start();
  expect(await get("/healthz")).toEqual({
    status: 503,
    text: '{"status":"failing","role":"starting","reasons":["it is starting"]}',
  });
  operations.became("standing by");
  expect(await get("/healthz")).toEqual({
    status: 200,
    text: '{"status":"ok","role":"standing by","reasons":[]}',
  });
  expect(value((await get("/metrics")).text, "desk_leading")).toBe(0);
  operations.became("leading");
  expect((await get("/healthz")).status).toBe(200);
  expect(value((await get("/metrics")).text, "desk_leading")).toBe(1);
});

test("what happens is counted by how it ends", async () => {
  const { operations, get } = await start();
  const { delivery, updates } = operations;
  delivery.called(0, { kind: "sent" });
  delivery.called(0, { kind: "sent" });
  delivery.called(1, { kind: "wait", seconds: 3 });
  delivery.called(0, { kind: "unknown" });
  delivery.called(0, { kind: "failed", failure: "unreachable" });
  updates.fetched(5);
  updates.fetched(0);
  updates.fetchFailed();
  updates.handled();
  updates.failed(false);
  updates.failed(true);
  const { text } = await get("/metrics");
  expect({
    sent: value(text, 'desk_calls_total{lane="answers",outcome="sent"}'),
    flood: value(text, 'desk_calls_total{lane="mailings",outcome="too-many-requests"}'),
    unknown: value(text, 'desk_calls_total{lane="answers",outcome="unknown"}'),
    blocked: value(text, 'desk_call_failures_total{class="unreachable"}'),
    fetched: value(text, "desk_updates_fetched_total"),
    fetchFailures: value(text, "desk_fetch_failures_total"),
    handled: value(text, 'desk_updates_total{outcome="handled"}'),
    failed: value(text, 'desk_updates_total{outcome="failed"}'),
    dead: value(text, 'desk_updates_total{outcome="dead"}'),
  }).toEqual({
    sent: 2,
    flood: 1,
    unknown: 1,
    blocked: 1,
    fetched: 5,
    fetchFailures: 1,
    handled: 1,
    failed: 1,
    dead: 1,
  });
  expect(value(text, "process_resident_memory_bytes")).toBeGreaterThan(0);
});

test("what waits in the database is shown with its age", async () => {
  const { pool, prisma } = database;
  await pool.query(
    `INSERT INTO outbox (effect_key, chat_id, lane, method, params, state, created_at, not_before) VALUES
       ('old', 1, 0, 'sendMessage', '{}', 'queued', now() - interval '10 minutes', NULL),
       ('new', 1, 0, 'sendMessage', '{}', 'queued', now(), NULL),
       ('later', 2, 0, 'sendMessage', '{}', 'queued', now() - interval '1 day', now() + interval '1 day'),
       ('mail', 3, 1, 'sendMessage', '{}', 'sending', now(), NULL),
       ('away', 4, 0, 'sendMessage', '{}', 'parked', now(), NULL),
       ('who knows', 5, 1, 'sendMessage', '{}', 'unknown', now(), NULL),
       ('done', 6, 0, 'sendMessage', '{}', 'sent', now() - interval '1 year', NULL)`,
  );
  await pool.query(
    `INSERT INTO inbox (update_id, lane, payload, state, received_at) VALUES
       (1, '1', '{}', 'new', now() - interval '30 seconds'),
       (2, '1', '{}', 'done', now() - interval '1 day'),
       (3, '1', '{}', 'dead', now() - interval '1 day')`,
  );
  const author = await prisma.person.create({ data: { telegramId: 7, name: "Вера" } });
  const ask = (hours: number, more: object = {}) =>
    prisma.question.create({
      data: {
        authorId: author.id,
        routeReason: "no_center",
        dueAt: new Date(),
        askedAt: new Date(Date.now() - hours * 3_600_000),
        ...more,
      },
    });
  await ask(0.5);
  await ask(2, { state: "claimed" });
  const seen = await ask(100);
  await ask(100, { state: "closed" });
  await prisma.questionDesk.create({ data: { questionId: seen.id, chatId: 9, isGroup: true } });

  const { operations, get } = await start();
  operations.became("leading");
  const { text } = await get("/metrics");
  expect({
    queued: value(text, 'desk_outbox_rows{lane="answers",state="queued"}'),
    sending: value(text, 'desk_outbox_rows{lane="mailings",state="sending"}'),
    parked: value(text, 'desk_outbox_rows{lane="all",state="parked"}'),
    unknown: value(text, 'desk_outbox_rows{lane="all",state="unknown"}'),
    inbox: value(text, "desk_inbox_waiting"),
    dead: value(text, "desk_inbox_dead"),
    young: value(text, 'desk_open_questions{state="waiting",age="under an hour"}'),
    claimed: value(text, 'desk_open_questions{state="claimed",age="under a day"}'),
    old: value(text, 'desk_open_questions{state="waiting",age="older"}'),
    closed: value(text, 'desk_open_questions{state="closed",age="older"}'),
    unseen: value(text, "desk_open_questions_without_desk"),
  }).toEqual({
    queued: 3,
    sending: 1,
    parked: 1,
    unknown: 1,
    inbox: 1,
    dead: 1,
    young: 1,
    claimed: 1,
    old: 1,
    closed: undefined,
    unseen: 2,
  });
  const oldest = value(text, 'desk_outbox_oldest_seconds{lane="answers"}');
  expect(oldest).toBeGreaterThan(599);
  expect(oldest).toBeLessThan(700);
  expect(value(text, "desk_inbox_oldest_seconds")).toBeGreaterThan(29);
  expect(text).not.toContain("Вера");
});

test("the database is asked once, however many want to know", async () => {
  const figures = figuresOf(database);
  let asked = 0;
  const { operations, get } = await start({
    ...figures,
    queue(now) {
      asked += 1;
      return figures.queue(now);
    },
  });
  operations.became("leading");
  await Promise.all([get("/metrics"), get("/metrics"), get("/healthz"), get("/healthz")]);
  await get("/metrics");
  expect(asked).toBe(1);
});

test("without a database it says so, and shows no old numbers", async () => {
  const address = `postgresql://nobody@127.0.0.1:1/${randomUUID()}`;
  const away = createDatabase(address);
  const { operations, get } = await start(figuresOf(away));
  operations.became("leading");
  expect(await get("/healthz")).toEqual({
    status: 503,
    text: '{"status":"failing","role":"leading","reasons":["the database does not answer"]}',
  });
  const { status, text } = await get("/metrics");
  expect(status).toBe(200);
  expect(value(text, "desk_database_up")).toBe(0);
  expect(value(text, 'desk_outbox_oldest_seconds{lane="answers"}')).toBeUndefined();
  expect(value(text, "desk_inbox_waiting")).toBeUndefined();
  await away.close();
});

test("without an address nobody listens", async () => {
  const operations = createOperations({
    address: undefined,
    updates: "webhook",
    figures: figuresOf(database),
    clock: systemClock,
    logger: createLogger({ level: "silent" }),
  });
  expect(await operations.start()).toBeNull();
  await operations.stop();
});
