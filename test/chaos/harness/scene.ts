import { createDatabase, type Database } from "../../../src/platform/database.ts";
import { type Sandbox, startSandbox } from "../../../src/sandbox/index.ts";
import { check, type Verdict } from "../checker/check.ts";
import type { Evidence } from "../checker/evidence.ts";
import { type BotProcess, type Bots, createBots, quickLimits, type StartOptions } from "./bots.ts";
import { createDiary, type Diary } from "./diary.ts";
import { gather, watchOutbox } from "./gather.ts";
import { settle, unansweredTaps } from "./settle.ts";
import { loadDirectory, populate, type Town } from "./town.ts";
import { until } from "./until.ts";

/** A small network with real processes of the bot, for one story at a time. */
export interface Scene extends AsyncDisposable {
  sandbox: Sandbox;
  database: Database;
  bots: Bots;
  town: Town;
  diary: Diary;
  /** Starts a process and waits until it leads. */
  lead(how?: StartOptions): Promise<BotProcess>;
  /** Waits until all is quiet. */
  calm(): Promise<void>;
  /** Waits until all is quiet, and holds everything against the promise. */
  judge(onTheWire?: number): Promise<{ verdict: Verdict; evidence: Evidence }>;
}

const botToken = "100200300:scene-token-scene-token-scene-token";
const leadsWithinMs = 30_000;
const settlesWithinMs = 30_000;

/** @param services an empty migrated database and a Redis that nobody else uses. */
export async function startScene(services: {
  databaseUrl: string;
  redisUrl: string;
}): Promise<Scene> {
  await using resources = new AsyncDisposableStack();
  const sandbox = await startSandbox({ botToken });
  resources.defer(() => sandbox.close());
  const database = createDatabase(services.databaseUrl);
  resources.defer(() => database.close());
  await loadDirectory(database, sandbox);
  await watchOutbox(database);
  const town = await populate(database, sandbox, 2);
  const bots = createBots({
    ...services,
    sandbox,
    ownerIds: [town.owner.id],
    usual: { environment: quickLimits },
  });
  resources.defer(() => bots.killAll());
  const diary = createDiary();

  const started = resources.move();
  return {
    sandbox,
    database,
    bots,
    town,
    diary,
    async lead(how) {
      const bot = bots.start(how);
      const leads = async () => {
        if (bot.hasEnded()) throw new Error(`The bot has ended:\n${bot.output()}`);
        return (await bots.leader(database)) === bot;
      };
      await until(leads, leadsWithinMs, "the bot does not lead");
      return bot;
    },
    calm: () => settle(database, sandbox, settlesWithinMs),
    async judge(onTheWire = 0) {
      await settle(database, sandbox, settlesWithinMs);
      const unanswered = await unansweredTaps(town);
      await settle(database, sandbox, settlesWithinMs);
      const evidence = await gather(database, sandbox, town, diary, { unanswered, onTheWire });
      return { verdict: check(evidence), evidence };
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
