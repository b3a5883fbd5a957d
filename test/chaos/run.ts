import { createDatabase } from "../../src/platform/database.ts";
import { startSandbox } from "../../src/sandbox/index.ts";
import { check, type Verdict } from "./checker/check.ts";
import type { Evidence } from "./checker/evidence.ts";
import { createBots, quickLimits } from "./harness/bots.ts";
import { createDiary } from "./harness/diary.ts";
import { gather, watchOutbox } from "./harness/gather.ts";
import { createNemesis } from "./harness/nemesis.ts";
import { planNemesis, type Step } from "./harness/plan.ts";
import { createRandom } from "./harness/random.ts";
import { startServices } from "./harness/services.ts";
import { settle, unansweredTaps } from "./harness/settle.ts";
import { loadDirectory, populate } from "./harness/town.ts";
import { until } from "./harness/until.ts";
import { startWorkload } from "./harness/workload.ts";

export interface ChaosOptions {
  kills: number;
  seed: number;
  /** Other faults than the seed's own. */
  steps?: Step[];
  /** Names of changes to the product's source, see plants/plant.ts. */
  plants?: string[];
  authorsEach?: number;
  /** Told what happens. */
  say?: (sentence: string) => void;
}

export interface ChaosResult {
  kills: number;
  seed: number;
  verdict: Verdict;
  evidence: Evidence;
  /** The end of each process's log, for whoever looks for a cause. */
  logs: string[];
}

const botToken = "100200300:chaos-token-chaos-token-chaos-token";
const startsWithinMs = 30_000;
const settlesWithinMs = 90_000;
const restMs = 1600;

/** Lets people live through faults, and says what it came to. Everything of it is gone afterwards. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { kills, seed, plants = [], authorsEach = 2, say = () => {} } = options;
  const random = createRandom(seed);
  await using resources = new AsyncDisposableStack();
  const services = resources.use(await startServices());
  const sandbox = await startSandbox({ botToken });
  resources.defer(() => sandbox.close());
  const database = createDatabase(services.databaseUrl);
  resources.defer(() => database.close());
  await loadDirectory(database, sandbox);
  await watchOutbox(database);
  const town = await populate(database, sandbox, authorsEach);
  const { databaseUrl, redisUrl } = services;
  const ownerIds = [town.owner.id];
  const usual = { plants, environment: quickLimits };
  const bots = createBots({ sandbox, databaseUrl, redisUrl, ownerIds, usual });
  resources.defer(() => bots.killAll());
  bots.start();
  await until(() => bots.leader(database), startsWithinMs, "no process leads");
  say("the bot is running");

  const diary = createDiary();
  const workload = startWorkload({ town, diary, random: random.of("workload"), restMs });
  const nemesis = createNemesis({ bots, services, sandbox, database, say });
  try {
    await nemesis.run(options.steps ?? planNemesis(random.of("nemesis"), kills));
  } finally {
    await workload.stop();
  }
  sandbox.faults.clear();
  say("settling");
  await settle(database, sandbox, settlesWithinMs, say);
  const unanswered = await unansweredTaps(town);
  await settle(database, sandbox, settlesWithinMs);
  const wire = { unanswered, onTheWire: nemesis.onTheWire() };
  const evidence = await gather(database, sandbox, town, diary, wire);
  const logs = bots.all().map(({ name, output }) => `${name}:\n${output()}`);
  return { kills: nemesis.kills(), seed, verdict: check(evidence), evidence, logs };
}
