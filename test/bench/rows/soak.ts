import type { BenchOptions, BenchRow } from "../row.ts";
import { type MeasuredProcess, startMeasured } from "../support/measured-process.ts";
import { program } from "../support/programs.ts";
import { startServices } from "../support/services.ts";
import { type Stand, startResponder } from "../support/start-responder.ts";
import { rounded, slope } from "../support/statistics.ts";

const usualUpdates = 250_000;
const fullUpdates = 1_000_000;
const chats = 100_000;
const sendsEach = 2;
const perStep = 2500;
const reachRss = 400;
const reachSlope = 1;
const megabyte = 1024 * 1024;
/** The first part fills caches and compiles code; it says nothing of what grows for ever. */
const warmUpPart = 0.6;
/** As the Dockerfile starts the bot: without it Node takes what this machine has. */
const heapLimit = "--max-old-space-size=224";

interface Sample {
  updates: number;
  megabytes: number;
}

/** A great many updates from many chats through the mechanism, and what becomes of its memory. */
export async function soak({ full, updates, say }: BenchOptions): Promise<BenchRow[]> {
  const wanted = updates ?? (full ? fullUpdates : usualUpdates);
  await using services = await startServices();
  await using responder = await startResponder();
  const databaseUrl = await services.database("soak");
  const stand = responder.stand("ours");
  await stand.talks(Array.from({ length: chats }, (_, index) => ({ chat: 1_000_000 + index })));
  const environment = {
    BOT_TOKEN: stand.token,
    BOT_API_ROOT: responder.address,
    DATABASE_URL: databaseUrl,
    LIMITS: "lifted",
  };
  await using ours = startMeasured(program.mechanism, environment, [heapLimit]);
  await stand.untilPoll();
  const samples = await run(stand, ours, wanted, say);

  const warm = samples.filter((one) => one.updates >= wanted * warmUpPart);
  const growth = slope(warm.map(({ updates: x, megabytes: y }) => ({ x: x / 100_000, y })));
  const rss = samples.at(-1)?.megabytes ?? Number.NaN;
  return [
    {
      row: `memory after ${wanted} updates from ${chats} chats, MB`,
      ours: rounded(rss, 0),
      baseline: "–",
      ratio: null,
      reach: `<= ${reachRss} MB`,
      ok: rss <= reachRss,
    },
    {
      row: "its growth with 100,000 updates, MB",
      ours: rounded(growth, 2),
      baseline: "–",
      ratio: null,
      reach: `<= ${reachSlope} MB`,
      ok: growth <= reachSlope,
    },
  ];
}

async function run(
  stand: Stand,
  ours: MeasuredProcess,
  wanted: number,
  say: (text: string) => void,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const start = performance.now();
  for (let updates = 0; updates < wanted;) {
    const step = Math.min(perStep, wanted - updates);
    await stand.take();
    await stand.write(step);
    await stand.untilSends(step * sendsEach);
    updates += step;
    const { rssBytes } = await ours.usage();
    samples.push({ updates, megabytes: rssBytes / megabyte });
    if (updates % (perStep * 20) === 0) {
      const perSecond = updates / ((performance.now() - start) / 1000);
      say(
        `${updates} updates, ${rounded(perSecond, 0)} a second, ${rounded(rssBytes / megabyte)} MB`,
      );
    }
  }
  return samples;
}
