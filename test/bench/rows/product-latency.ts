import { setTimeout as sleep } from "node:timers/promises";
import type { BenchOptions, BenchRow } from "../row.ts";
import { fillNetwork } from "../support/filled-network.ts";
import { startMeasured } from "../support/measured-process.ts";
import { productEnvironment, startSettlesMs } from "../support/product.ts";
import { program } from "../support/programs.ts";
import { delays, medianOf, openLoop, rounds } from "../support/rounds.ts";
import { startServices } from "../support/services.ts";
import { type Stand, startResponder } from "../support/start-responder.ts";
import { arrivals, median, quantile, rounded } from "../support/statistics.ts";

const reachAboveBare = 10;
const reachLoaded = 60;
const perSecond = 50;
const pauseMs = 40;

/**
 * How long a message takes from becoming visible to the arrival of what we send: our copy in the
 * center's group beside a bare echo. First each message alone, then 50 a second that come by
 * chance and wait for nobody. Without Telegram's limits: 50 a second make 100 sends.
 */
export async function productLatency({ full }: BenchOptions): Promise<BenchRow[]> {
  await using services = await startServices();
  await using responder = await startResponder();
  const databaseUrl = await services.database("ours");
  const talks = await fillNetwork(databaseUrl, { questions: 1000, people: 1000 });
  const [oursAt, bareAt] = [responder.stand("ours"), responder.stand("bare")];
  for (const stand of [oursAt, bareAt]) await stand.talks(talks);
  const { address } = responder;
  await using _ours = startMeasured(
    program.product,
    productEnvironment(services, databaseUrl, address, oursAt, "lifted"),
  );
  await using _bare = startMeasured(program.bareBot, {
    BOT_TOKEN: bareAt.token,
    BOT_API_ROOT: address,
  });
  for (const stand of [oursAt, bareAt]) await stand.untilPoll();
  await sleep(startSettlesMs);

  const messages = full ? 150 : 40;
  const seconds = full ? 15 : 4;
  const loaded = async (stand: Stand, arrives: (chat: number) => boolean, seed: number) =>
    quantile(delays(await openLoop(stand, arrivals(perSecond, seconds, seed), 2), arrives), 0.99);
  await alone(oursAt, inGroup, messages);
  await alone(bareAt, anywhere, messages);
  await loaded(oursAt, inGroup, 0);
  const all: { ours: number; bare: number; oursLoaded: number; bareLoaded: number }[] = [];
  for (let round = 1; round <= rounds; round += 1)
    all.push({
      ours: await alone(oursAt, inGroup, messages),
      bare: await alone(bareAt, anywhere, messages),
      oursLoaded: await loaded(oursAt, inGroup, round),
      bareLoaded: await loaded(bareAt, anywhere, round),
    });

  const above = medianOf(all, ({ ours, bare }) => ours - bare);
  const p99 = medianOf(all, ({ oursLoaded }) => oursLoaded);
  return [
    {
      row: "product: lone update, visible -> our send arrives, p50 ms",
      ours: rounded(medianOf(all, ({ ours }) => ours)),
      baseline: rounded(medianOf(all, ({ bare }) => bare)),
      ratio: null,
      reach: `<= baseline + ${reachAboveBare} ms`,
      ok: above <= reachAboveBare,
    },
    {
      row: `product: the same at ${perSecond} a second, open loop, p99 ms`,
      ours: rounded(p99),
      baseline: rounded(medianOf(all, ({ bareLoaded }) => bareLoaded)),
      ratio: null,
      reach: `<= ${reachLoaded} ms`,
      ok: p99 <= reachLoaded,
    },
  ];
}

const inGroup = (chat: number) => chat < 0;
const anywhere = () => true;

async function alone(
  stand: Stand,
  arrives: (chat: number) => boolean,
  messages: number,
): Promise<number> {
  const taken: number[] = [];
  for (let message = 0; message < messages; message += 1) {
    taken.push(...delays(await openLoop(stand, [0], 2), arrives));
    await sleep(pauseMs);
  }
  return median(taken);
}
