import { setTimeout as sleep } from "node:timers/promises";
import type { BenchOptions, BenchRow } from "../row.ts";
import { startMeasured } from "../support/measured-process.ts";
import { program } from "../support/programs.ts";
import { queueRows } from "../support/queued.ts";
import type { Recorded } from "../support/responder-protocol.ts";
import { delays, medianOf, rounds } from "../support/rounds.ts";
import { startServices } from "../support/services.ts";
import { startResponder } from "../support/start-responder.ts";
import { arrivals, closest, quantile, rounded, violations } from "../support/statistics.ts";

const perSecond = 30;
const secondMs = 1000;
const roundTrip: [number, number] = [20, 300];
const reachRate = 0.985;
const reachAnswers = 1.25;
/** Each makes two sends: mailings and answers share the second. */
const updatesPerSecond = 7;
const sendsEach = 2;
const firstReader = 2_000_000;
const firstAuthor = 1000;
const isAuthor = (chat: number) => chat < firstReader;

/**
 * A mass mailing at the pace that Telegram allows, over a line with long round trips; later people
 * write meanwhile. A second bot gets the same messages at the same moments, without a mailing. All
 * is judged by when it arrives at the responder.
 */
export async function mailing({ full, say }: BenchOptions): Promise<BenchRow[]> {
  await using services = await startServices();
  await using responder = await startResponder();
  await using resources = new AsyncDisposableStack();
  const seconds = full ? 30 : 5;
  const answerSeconds = full ? 300 : 60;

  async function start(name: string) {
    const databaseUrl = await services.database(name);
    const stand = responder.stand(name);
    await stand.talks(Array.from({ length: 1000 }, (_, index) => ({ chat: firstAuthor + index })));
    await stand.delay(roundTrip);
    const environment = {
      BOT_TOKEN: stand.token,
      BOT_API_ROOT: responder.address,
      DATABASE_URL: databaseUrl,
      LIMITS: "telegram's",
    };
    resources.use(startMeasured(program.mechanism, environment));
    await stand.untilPoll();
    return { stand, databaseUrl };
  }

  const [idle, busy] = [await start("idle"), await start("busy")];
  await idle.stand.take();
  await busy.stand.take();
  const rows = perSecond * (seconds * rounds + answerSeconds);
  await queueRows(busy.databaseUrl, {
    name: "mailing",
    chats: { first: firstReader, count: rows },
    rowsEach: 1,
    lane: 1,
  });
  await sleep((seconds * rounds + 3) * secondMs);
  const times = arrivals(updatesPerSecond, answerSeconds, 1);
  await Promise.all([idle.stand.writeAt(times), busy.stand.writeAt(times)]);
  await idle.stand.untilSends(times.length * sendsEach);
  await sleep(2 * secondMs);

  const [quiet, loaded] = [await idle.stand.take(), await busy.stand.take()];
  const moments = loaded.sends.map(({ at }) => at);
  say(`the closest ${perSecond + 1} sends: ${rounded(closest(moments, perSecond + 1))} ms`);
  return rowsOf(quiet, loaded, seconds);
}

function rowsOf(quiet: Recorded, loaded: Recorded, seconds: number): BenchRow[] {
  const moments = loaded.sends.map(({ at }) => at);
  const rate = medianOf(ratesOf(moments, seconds), (one) => one / perSecond);
  const tooMany = violations(moments, perSecond, secondMs);
  const idle = quantile(delays(quiet, isAuthor), 0.99);
  const during = quantile(delays(loaded, isAuthor), 0.99);
  return [
    {
      row: "mechanism: mass mailing, sends a second",
      ours: rounded(rate * perSecond, 2),
      baseline: perSecond,
      ratio: rounded(rate, 4),
      reach: `>= ${reachRate * 100} % of the allowed`,
      ok: rate >= reachRate,
    },
    {
      row: "mechanism: sends too many for any sliding second",
      ours: tooMany,
      baseline: "–",
      ratio: null,
      reach: "0",
      ok: tooMany === 0,
    },
    {
      row: "mechanism: answers during a mass mailing, p99 ms, against none",
      ours: rounded(during),
      baseline: rounded(idle),
      ratio: rounded(during / idle, 2),
      reach: `<= ${reachAnswers} x`,
      ok: during / idle <= reachAnswers,
    },
  ];
}

/** Sends a second in spans that follow one another, from one second after the first send. */
function ratesOf(moments: readonly number[], seconds: number): number[] {
  const start = (moments[0] ?? Number.NaN) + secondMs;
  return Array.from({ length: rounds }, (_, round) => {
    const from = start + round * seconds * secondMs;
    const within = moments.filter((at) => at >= from && at < from + seconds * secondMs);
    return within.length / seconds;
  });
}
