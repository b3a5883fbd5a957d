import { setTimeout as sleep } from "node:timers/promises";
import type { BenchOptions, BenchRow } from "../row.ts";
import { fillNetwork } from "../support/filled-network.ts";
import { startMeasured } from "../support/measured-process.ts";
import { productEnvironment, startSettlesMs } from "../support/product.ts";
import { program } from "../support/programs.ts";
import { type Burst, burst, medianOf, rounds, updatesFor, warmUp } from "../support/rounds.ts";
import { startServices } from "../support/services.ts";
import { startResponder } from "../support/start-responder.ts";
import { rounded } from "../support/statistics.ts";

const reachRatio = 1.5;
const reachCpuMilliseconds = 20;
const network = { questions: 1000, people: 1000 };
const warmUps = [20, 100, 400];

/**
 * Messages added to questions, as many as go through: ours with everything on (the inbox, who it
 * is, the use case, the outbox, the copy in the center's group and the word to the author), beside
 * a support bot that does the same work in the usual way. Both on the same PostgreSQL, both without
 * Telegram's limits, which would be the only thing measured.
 */
export async function productRate({ full }: BenchOptions): Promise<BenchRow[]> {
  await using services = await startServices();
  await using responder = await startResponder();
  const [oursUrl, theirsUrl] = [await services.database("ours"), await services.database("theirs")];
  const talks = await fillNetwork(oursUrl, network);
  await fillNetwork(theirsUrl, network);
  const [oursAt, theirsAt] = [responder.stand("ours"), responder.stand("theirs")];
  await oursAt.talks(talks);
  await theirsAt.talks(talks);
  const { address } = responder;
  await using ours = startMeasured(
    program.product,
    productEnvironment(services, oursUrl, address, oursAt, "lifted"),
  );
  await using theirs = startMeasured(program.supportBot, {
    BOT_TOKEN: theirsAt.token,
    BOT_API_ROOT: address,
    DATABASE_URL: theirsUrl,
  });
  await oursAt.untilPoll();
  await theirsAt.untilPoll();
  await sleep(startSettlesMs);

  const measureOurs = (updates: number) => burst(oursAt, ours, updates, 2);
  const measureTheirs = (updates: number) => burst(theirsAt, theirs, updates, 1);
  const [oursWarm, theirsWarm] = [
    await warmUp(measureOurs, warmUps),
    await warmUp(measureTheirs, warmUps),
  ];
  const seconds = full ? 6 : 2;
  const all: { ours: Burst; theirs: Burst }[] = [];
  for (let round = 0; round < rounds; round += 1)
    all.push({
      ours: await measureOurs(updatesFor(oursWarm, seconds)),
      theirs: await measureTheirs(updatesFor(theirsWarm, seconds)),
    });

  const ratio = medianOf(
    all,
    (round) => round.ours.updatesPerSecond / round.theirs.updatesPerSecond,
  );
  const cpu = medianOf(all, (round) => round.ours.cpuPerUpdate);
  return [
    {
      row: "product: updates a second, against a usual support bot",
      ours: rounded(medianOf(all, (round) => round.ours.updatesPerSecond)),
      baseline: rounded(medianOf(all, (round) => round.theirs.updatesPerSecond)),
      ratio: rounded(ratio, 2),
      reach: `>= ${reachRatio} x`,
      ok: ratio >= reachRatio,
    },
    {
      row: "product: CPU of the bot's process for an update, ms",
      ours: rounded(cpu, 2),
      baseline: rounded(
        medianOf(all, (round) => round.theirs.cpuPerUpdate),
        2,
      ),
      ratio: rounded(
        medianOf(all, (round) => round.theirs.cpuPerUpdate / round.ours.cpuPerUpdate),
        2,
      ),
      reach: `<= ${reachCpuMilliseconds} ms`,
      ok: cpu <= reachCpuMilliseconds,
    },
  ];
}
