import { setTimeout as sleep } from "node:timers/promises";
import type { BenchOptions, BenchRow } from "../row.ts";
import { fillNetwork, type NetworkSize } from "../support/filled-network.ts";
import { type MeasuredProcess, startMeasured } from "../support/measured-process.ts";
import { productEnvironment, startSettlesMs } from "../support/product.ts";
import { program } from "../support/programs.ts";
import { delays, medianOf, openLoop, rounds } from "../support/rounds.ts";
import { startServices } from "../support/services.ts";
import { type Stand, startResponder } from "../support/start-responder.ts";
import { arrivals, quantile, rounded } from "../support/statistics.ts";

const small: NetworkSize = { questions: 1000, people: 1000 };
const large: NetworkSize = { questions: 1_000_000, people: 100_000 };
const reach = 1.3;
const perSecond = 20;

/** Whether a message takes longer in a network that has lived for years than in a young one. */
export async function largeNetwork({ full, say }: BenchOptions): Promise<BenchRow[]> {
  await using services = await startServices();
  await using responder = await startResponder();
  await using resources = new AsyncDisposableStack();

  async function start(name: string, size: NetworkSize): Promise<Stand> {
    const databaseUrl = await services.database(name);
    const stand = responder.stand(name);
    const talks = await fillNetwork(databaseUrl, size);
    await stand.talks(talks);
    const environment = productEnvironment(
      services,
      databaseUrl,
      responder.address,
      stand,
      "lifted",
    );
    const bot: MeasuredProcess = startMeasured(program.product, environment);
    resources.use(bot);
    await stand.untilPoll();
    return stand;
  }

  say("filling a network of a million questions …");
  const [largeAt, smallAt] = [await start("large", large), await start("small", small)];
  await sleep(startSettlesMs);
  const seconds = full ? 20 : 4;
  const measure = async (stand: Stand, seed: number): Promise<number> => {
    const moments = arrivals(perSecond, seconds, seed);
    return quantile(
      delays(await openLoop(stand, moments, 2), (chat) => chat < 0),
      0.99,
    );
  };
  for (const stand of [largeAt, smallAt]) await measure(stand, 0);
  const all: { large: number; small: number }[] = [];
  for (let round = 1; round <= rounds; round += 1)
    all.push({ large: await measure(largeAt, round), small: await measure(smallAt, round) });

  const ratio = medianOf(all, (round) => round.large / round.small);
  return [
    {
      row: "product: p99 ms at 1 M questions and 100,000 people, against 1,000",
      ours: rounded(medianOf(all, (round) => round.large)),
      baseline: rounded(medianOf(all, (round) => round.small)),
      ratio: rounded(ratio, 2),
      reach: `<= ${reach} x`,
      ok: ratio <= reach,
    },
  ];
}
