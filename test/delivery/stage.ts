import { expect } from "vitest";
import {
  type About,
  createOutboxStore,
  createSender,
  type Delivered,
  type Effect,
  enqueue,
  type OutboxStore,
  outboxChannel,
  type Sender,
  type SenderDependencies,
} from "../../src/delivery/index.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { createCall } from "../../src/telegram/index.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { takeTheLead, unlimited } from "../support/lead.ts";

type Listener = SenderDependencies["onDelivered"];

const botToken = "100200300:delivery-test-token-delivery-test-tok";

/** The outbox and its sender with a stand-in for Telegram, and nothing else of the product. */
export interface Stage extends AsyncDisposable {
  sandbox: Sandbox;
  prisma: TestDatabase["prisma"];
  /** What the sender told, in order. */
  told: { key: string; about: About | null; delivered: Delivered }[];
  migrated: [from: number, to: number][];
  fatal: string[];
  /** Enqueues in one transaction. */
  queue(...effects: Effect[]): Promise<void>;
  row(key: string): Promise<{ state: string; attempts: number; error: unknown }>;
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>;
  /** Resolves when the effect waits for a later try. */
  waiting(key: string): Promise<void>;
  /** Texts that Telegram took, in the order in which it took them. */
  texts(): unknown[];
  /** A sender besides the stage's own, not started. */
  sender(lead: SenderDependencies["lead"]): Sender;
  store: OutboxStore;
  /** The stage's own sender. */
  own: Sender;
  database: TestDatabase;
  start(): Promise<void>;
}

export async function startStage(
  options: {
    started?: boolean;
    onDelivered?: Listener;
    call?: SenderDependencies["call"];
    limits?: SenderDependencies["limits"];
  } = {},
): Promise<Stage> {
  const [database, sandbox] = await Promise.all([freshDatabase(), startSandbox({ botToken })]);
  const { prisma } = database;
  const store = createOutboxStore(database);
  const told: Stage["told"] = [];
  const migrated: Stage["migrated"] = [];
  const fatal: string[] = [];
  const started: Sender[] = [];

  function sender(lead: SenderDependencies["lead"]): Sender {
    return createSender({
      store,
      call: options.call ?? createCall({ token: botToken, apiRoot: sandbox.address }),
      clock: sandbox.clock,
      logger: createLogger({ level: "silent" }),
      lead,
      limits: options.limits ?? unlimited,
      async onDelivered(transaction, effect, delivered) {
        await options.onDelivered?.(transaction, effect, delivered);
        told.push({ key: effect.key, about: effect.about, delivered });
      },
      onMigrated: async (from, to) => void migrated.push([from, to]),
      onFatal: (description) => void fatal.push(description),
    });
  }

  const own = sender(await takeTheLead(database, "the test's process"));
  await database.listen(outboxChannel, (payload) => own.wake(payload));

  async function start(): Promise<void> {
    started.push(own);
    await own.start();
  }
  if (options.started !== false) await start();

  async function row(key: string) {
    return prisma.outboxMessage.findUniqueOrThrow({
      where: { effectKey: key },
      select: { state: true, attempts: true, error: true },
    });
  }

  return {
    sandbox,
    prisma,
    told,
    migrated,
    fatal,
    queue: (...effects) => prisma.$transaction((transaction) => enqueue(transaction, effects)),
    row,
    settled: () =>
      expect
        .poll(
          () => prisma.outboxMessage.count({ where: { state: { in: ["queued", "sending"] } } }),
          {
            timeout: 6000,
          },
        )
        .toBe(0),
    waiting: (key) =>
      expect
        .poll(
          () =>
            prisma.outboxMessage.count({
              where: { effectKey: key, state: "queued", attempts: { gt: 0 } },
            }),
          { timeout: 6000 },
        )
        .toBe(1),
    texts: () => sandbox.ledger.calls("sendMessage", true).map(({ params }) => params["text"]),
    sender,
    store,
    own,
    database,
    start,
    async [Symbol.asyncDispose]() {
      for (const one of started) await one.stop();
      await sandbox.close();
      await database.close();
    },
  };
}

export const aboutTests: About = { feature: "test", what: "words" };

/** An effect that says something, and of whose end the stage is told. */
export function says(key: string, chatId: number, more: Partial<Effect> = {}): Effect {
  const about = aboutTests;
  return { key, chatId, about, method: "sendMessage", params: { text: key }, ...more };
}

/** An effect that says something, and of which nobody is told when it was sent. */
export function mentions(key: string, chatId: number, more: Partial<Effect> = {}): Effect {
  return says(key, chatId, { ...more, about: undefined });
}
