import { setTimeout as sleep } from "node:timers/promises";
import type { BenchOptions, BenchRow } from "../row.ts";
import { type MeasuredProcess, startMeasured } from "../support/measured-process.ts";
import { productEnvironment } from "../support/product.ts";
import { program } from "../support/programs.ts";
import { outboxStates, queueRows, unknownOutcomes } from "../support/queued.ts";
import { machineTime } from "../support/responder-protocol.ts";
import { medianOf, rounds } from "../support/rounds.ts";
import { startServices } from "../support/services.ts";
import { type Stand, startResponder } from "../support/start-responder.ts";
import { rounded } from "../support/statistics.ts";

const queued = 100_000;
const reachKill = 2000;
const reachStart = 1500;
const reachStop = 2000;
const roundTrip: [number, number] = [20, 300];

interface Round {
  start: number;
  afterKill: number;
  stop: number;
}

/**
 * The real program with a long outbox behind it, within Telegram's limits: how long it takes to
 * ask for updates after its start, to send again after it was killed, and to end when it is told
 * to, with calls on the wire. Started at once each time, as a supervisor would.
 */
export async function restarts({ full }: BenchOptions): Promise<BenchRow[]> {
  await using services = await startServices();
  await using responder = await startResponder();
  const databaseUrl = await services.database("restarts");
  const stand = responder.stand("ours");
  await stand.talks([{ chat: 1000 }]);
  await stand.delay(roundTrip);
  const environment = productEnvironment(
    services,
    databaseUrl,
    responder.address,
    stand,
    "telegram's",
  );
  await queueRows(databaseUrl, {
    name: "row",
    chats: { first: 2_000_000, count: queued },
    rowsEach: 1,
    lane: 1,
  });

  const all: Round[] = [];
  let unknown = 0;
  for (let round = 0; round < (full ? 3 * rounds : rounds); round += 1) {
    const started = machineTime();
    await using first = startMeasured(program.product, environment);
    const start = await firstPoll(stand, started);
    await sendsForAWhile(stand);
    const { second, afterKill } = await killed(stand, first, environment);
    await using _second = second;
    await sendsForAWhile(stand);
    // the kill leaves some; what the stop adds to them is counted
    const before = await unknownOutcomes(databaseUrl);
    const stop = await second.end("SIGTERM");
    unknown += (await unknownOutcomes(databaseUrl)) - before;
    unknown += (await outboxStates(databaseUrl))["sending"] ?? 0;
    await stand.take();
    all.push({ start, afterKill, stop });
  }

  const start = medianOf(all, (round) => round.start);
  const afterKill = medianOf(all, (round) => round.afterKill);
  const stop = Math.max(...all.map((round) => round.stop));
  return [
    rowOf(`mechanism: SIGKILL -> sending again, ${queued} rows queued, ms`, afterKill, reachKill),
    rowOf("mechanism: start -> first getUpdates, ms", start, reachStart),
    rowOf("mechanism: SIGTERM -> exit, the longest, ms", stop, reachStop),
    {
      row: "mechanism: outcomes that these stops left unknown",
      ours: unknown,
      baseline: "–",
      ratio: null,
      reach: "0",
      ok: unknown === 0,
    },
  ];
}

async function firstPoll(stand: Stand, since: number): Promise<number> {
  await stand.untilPoll();
  const { polls } = await stand.take();
  return (polls[0] ?? Number.NaN) - since;
}

async function sendsForAWhile(stand: Stand): Promise<void> {
  await stand.take();
  await stand.untilSends(20);
  await sleep(300);
}

/** Kills the process in the middle of its work, and starts another one in its place. */
async function killed(
  stand: Stand,
  first: MeasuredProcess,
  environment: Record<string, string>,
): Promise<{ second: MeasuredProcess; afterKill: number }> {
  const moment = machineTime();
  await first.end("SIGKILL");
  await stand.take();
  const second = startMeasured(program.product, environment);
  await stand.untilSends(1);
  const { sends } = await stand.take();
  return { second, afterKill: (sends[0]?.at ?? Number.NaN) - moment };
}

function rowOf(row: string, milliseconds: number, reach: number): BenchRow {
  return {
    row,
    ours: rounded(milliseconds, 0),
    baseline: "–",
    ratio: null,
    reach: `<= ${reach} ms`,
    ok: milliseconds <= reach,
  };
}
