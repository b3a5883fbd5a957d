import { setTimeout as sleep } from "node:timers/promises";
import { createDatabase, type Database } from "../../../src/platform/database.ts";
import { type Person, type Sandbox, startSandbox } from "../../../src/sandbox/index.ts";
import type { BenchOptions, BenchRow } from "../row.ts";
import { answeredAuthors, type Author, loadNetwork } from "../support/conversation.ts";
import { type MeasuredBot, startMeasuredBot } from "../support/measured-bot.ts";
import { type BenchServices, startServices } from "../support/services.ts";

interface Measured {
  perSecond: number;
  cpuMilliseconds: number;
}

const botToken = "100200300:bench-token-bench-token-bench-token";
const product = import.meta.resolve("../../../src/main.ts");
const echoBot = import.meta.resolve("../support/echo-bot.ts");
const people = 32;
const warmUpSeconds = 3;
const usualSeconds = 12;
const fullSeconds = 60;
// Each added message is two sends, and Telegram takes some 30 a second of a bot in all.
const reachPerSecond = 15;
const reachCpuMilliseconds = 20;

/**
 * A message added to a question, with everything on: the inbox, who it is, the use case, the
 * outbox, the copy in the center's group and the confirmation. Beside it a bare echo bot that
 * answers each message. Everyone writes again as soon as they have their answer.
 */
export async function updates({ full }: BenchOptions): Promise<BenchRow[]> {
  const seconds = full ? fullSeconds : usualSeconds;
  const sandbox = await startSandbox({ botToken });
  try {
    const baseline = await measureEcho(sandbox, seconds);
    const ours = await measureProduct(sandbox, seconds);
    return [
      {
        row: "messages added to questions a second",
        ours: round(ours.perSecond),
        baseline: round(baseline.perSecond),
        ratio: round(ours.perSecond / baseline.perSecond, 2),
        reach: `>= ${reachPerSecond} a second`,
        ok: ours.perSecond >= reachPerSecond,
      },
      {
        row: "CPU of the bot's process for one, ms",
        ours: round(ours.cpuMilliseconds, 2),
        baseline: round(baseline.cpuMilliseconds, 2),
        ratio: round(baseline.cpuMilliseconds / ours.cpuMilliseconds, 2),
        reach: `<= ${reachCpuMilliseconds} ms`,
        ok: ours.cpuMilliseconds <= reachCpuMilliseconds,
      },
    ];
  } finally {
    await sandbox.close();
  }
}

async function measureEcho(sandbox: Sandbox, seconds: number): Promise<Measured> {
  await using bot = startMeasuredBot(echoBot, {
    BOT_TOKEN: botToken,
    BOT_API_ROOT: sandbox.address,
  });
  const writers = Array.from({ length: people }, (_, index) =>
    sandbox.person({ first_name: `Эхо ${index}` }),
  );
  return await measure(bot, seconds, writers, async (person, text) => {
    const written = await person.write(text);
    await person.sees(text, { after: written, within: 30_000 });
  });
}

async function measureProduct(sandbox: Sandbox, seconds: number): Promise<Measured> {
  await using services = await startServices();
  await using database = await openDatabase(services);
  await loadNetwork(database, sandbox);
  await using bot = startMeasuredBot(product, environmentOf(services, sandbox));
  const authors = await answeredAuthors(database, sandbox, people);
  return await measure(bot, seconds, authors, addMessage, () => everythingSent(database));
}

async function addMessage({ person, answer }: Author, text: string): Promise<void> {
  const written = await person.write(text, { replyTo: answer });
  await person.sees("Добавили к вопросу", { after: written, within: 30_000 });
}

async function measure<Writer extends Person | Author>(
  bot: MeasuredBot,
  seconds: number,
  writers: Writer[],
  write: (writer: Writer, text: string) => Promise<void>,
  settle: () => Promise<void> = async () => {},
): Promise<Measured> {
  async function writeFor(duration: number): Promise<number> {
    const end = performance.now() + duration * 1000;
    let done = 0;
    const writeOn = async (writer: Writer): Promise<void> => {
      while (performance.now() < end) {
        done += 1;
        await write(writer, `слова ${done}`);
      }
    };
    await Promise.all(writers.map(writeOn));
    await settle();
    return done;
  }
  await writeFor(warmUpSeconds);
  const [cpuBefore, before] = [await bot.cpuMilliseconds(), performance.now()];
  const done = await writeFor(seconds);
  const took = (performance.now() - before) / 1000;
  const cpu = (await bot.cpuMilliseconds()) - cpuBefore;
  return { perSecond: done / took, cpuMilliseconds: cpu / done };
}

async function everythingSent({ prisma }: Database): Promise<void> {
  const onItsWay = { state: { in: ["queued" as const, "sending" as const] } };
  while ((await prisma.outboxMessage.count({ where: onItsWay })) > 0) await sleep(50);
}

async function openDatabase({ databaseUrl }: BenchServices): Promise<Database & AsyncDisposable> {
  const database = createDatabase(databaseUrl, { connections: 2 });
  return { ...database, [Symbol.asyncDispose]: () => database.close() };
}

function environmentOf(services: BenchServices, sandbox: Sandbox): Record<string, string> {
  return {
    BOT_TOKEN: botToken,
    BOT_API_ROOT: sandbox.address,
    DATABASE_URL: services.databaseUrl,
    REDIS_URL: services.redisUrl,
    OWNER_IDS: "1",
    OPERATOR_NAME: "Фонд",
    OPERATOR_CONTACT: "data@example.org",
    POLICY_URL: "https://example.org/policy",
    LOG_LEVEL: "warn",
  };
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
