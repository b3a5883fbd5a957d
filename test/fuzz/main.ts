import { parseArgs } from "node:util";
import { createDatabase } from "../../src/platform/database.ts";
import { createRedis } from "../../src/platform/redis.ts";
import { startServices } from "../bench/support/services.ts";
import { fuzz, type Problem } from "./run.ts";
import { keepSeed } from "./seeds.ts";
import { startStand } from "./stand.ts";

const usage = "npm run fuzz -- [--count <updates>] [--seed <number>] [--malformed <percent>]";
/** So many at once: what they made of it is judged together. */
const shareSize = 500;
const mostShown = 20;

/** Pushes updates of every kind through the product; ends with 1 when something went wrong. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      count: { type: "string", default: "5000" },
      seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
      malformed: { type: "string", default: "10" },
    },
  });
  const [count, seed, malformedPercent] = [values.count, values.seed, values.malformed].map(Number);
  if (!count || seed === undefined || !Number.isInteger(seed) || malformedPercent === undefined) {
    console.error(usage);
    return 2;
  }
  await using services = await startServices();
  const url = await services.database("fuzz");
  const database = { ...createDatabase(url, { connections: 10 }), url };
  const redis = createRedis(services.redisUrl);
  await using stand = await startStand({
    members: 40,
    services: {
      database: Object.assign(database, { [Symbol.asyncDispose]: () => database.close() }),
      redis: {
        url: services.redisUrl,
        redis,
        close: async () => void (await redis.quit()),
        [Symbol.asyncDispose]: async () => void (await redis.quit()),
      },
    },
    sandbox: { ledger: { keep: 20_000 }, messagesPerChat: 1000 },
  });
  const problems: Problem[] = [];
  const began = performance.now();
  for (let done = 0; done < count; done += shareSize) {
    const share = {
      seed: seed + done / shareSize,
      count: Math.min(shareSize, count - done),
      malformedPercent,
    };
    const found = await fuzz(stand, share);
    if (found.length > 0) keepSeed(share, found);
    for (const { what, update } of found.slice(0, Math.max(0, mostShown - problems.length)))
      console.log(`seed ${share.seed}: ${what}\n${JSON.stringify(update)?.slice(0, 2000) ?? ""}\n`);
    problems.push(...found);
    if ((done / shareSize) % 10 === 0)
      console.error(`${done + share.count} updates, ${problems.length} problems`);
  }
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${count} updates in ${seconds.toFixed(0)} s, seed ${seed}: ${problems.length} problems`,
  );
  return problems.length === 0 ? 0 : 1;
}

process.exitCode = await main();
