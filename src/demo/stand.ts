import { randomUUID } from "node:crypto";
import { createWriteStream, chmodSync, mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createApp } from "../app.ts";
import { createDirectoryLoader } from "../centers/index.ts";
import { createDatabase } from "../platform/database.ts";
import { createLogger } from "../platform/logger.ts";
import { migrate } from "../platform/migrations.ts";
import { createPerform } from "../platform/perform.ts";
import { type Sandbox, startSandbox } from "../sandbox/index.ts";
import { freePort } from "./services/free-port.ts";
import { ensureProgram, REDIS } from "./services/packages.ts";
import { dataFolder } from "./services/postgres-account.ts";
import { startPostgres } from "./services/postgres.ts";
import { startRedis } from "./services/redis.ts";

const botToken = "100200300:token-of-the-demo-which-opens-nothing";
const demoCenters = path.join(import.meta.dirname, "../../prisma/data/demo-centers.csv");

export interface StandOptions {
  /** Holds all data: the database, the dialogs, the phones, the log. */
  folder: string;
  /** Another one is taken where it is not free. */
  port: number;
  /** Serves the page with the phones. */
  page: boolean;
  /** Faster, and nothing is found again. */
  disposable: boolean;
  /** Told what is worth knowing, as sentences for the terminal. */
  say: (sentence: string) => void;
  onFatal: (reason: string) => void;
}

export interface Stand {
  sandbox: Sandbox;
  /** The link through which the network's owner joins; null once there is one. */
  ownerLink: string | null;
}

/** Where PostgreSQL keeps the data of a stand in `folder`. */
export function postgresFolder(folder: string): string {
  return dataFolder(path.join(folder, "postgres"));
}

export function redisFolder(folder: string): string {
  return path.resolve(folder, "redis");
}

/**
 * Starts the real product with everything that it needs around it, and a stand-in for Telegram.
 *
 * @param resources gets whatever has to be stopped, in the order of starting.
 * @throws ServiceError with a sentence for people.
 */
export async function openStand(
  options: StandOptions,
  resources: AsyncDisposableStack,
): Promise<Stand> {
  const { folder, disposable } = options;
  mkdirSync(folder, { recursive: true });
  // the account that PostgreSQL runs as has to pass through
  chmodSync(folder, 0o755);

  const databaseUrl = await startDatabase(options, resources);
  const redisUrl = await startDialogStore(options, resources);
  const port = await freePort(options.port);
  if (options.port !== 0 && port !== options.port)
    options.say(`Port ${options.port} is taken by another program: the page gets another one.`);
  const sandbox = await startSandbox({
    // a demo may run for days, and nobody reads what the bot called last week
    ledger: { keep: 1000 },
    botToken,
    bot: { first_name: "Ресурсные центры", username: "resource_center_bot" },
    port,
    page: options.page,
    ...(disposable ? {} : { stateFile: path.resolve(folder, "telegram.json") }),
  });
  resources.defer(() => sandbox.close());

  await loadDirectory(databaseUrl, sandbox);
  const app = createApp(
    {
      botToken,
      botApiRoot: sandbox.address,
      telegramProxy: undefined,
      updates: { kind: "polling" },
      databaseUrl,
      redisUrl,
      ownerIds: [],
      operator: {
        name: "Фонд «Уральская сеть» (вымышленный)",
        contact: "data@nko-ural.example",
        policyUrl: "https://nko-ural.example/policy",
      },
      networkName: "Ресурсные центры НКО Урала",
      // the stand-in has none, and whoever watches should not have to wait
      limits: { perSecond: Infinity, chatPerSecond: Infinity, groupPerMinute: Infinity },
    },
    { clock: sandbox.clock, logger: openLog(folder), onFatal: options.onFatal },
  );
  resources.defer(() => app.stop());
  const { ownerLink } = await app.start();
  return { sandbox, ownerLink };
}

async function startDatabase(
  { folder, disposable }: StandOptions,
  resources: AsyncDisposableStack,
): Promise<string> {
  const postgres = await startPostgres({ folder: postgresFolder(folder), disposable });
  resources.defer(() => postgres.stop());
  const url = postgres.url("postgres");
  await migrate(url);
  return url;
}

/** Null where there is no Redis: dialogs are then kept in memory. */
async function startDialogStore(
  { folder, disposable, say }: StandOptions,
  resources: AsyncDisposableStack,
): Promise<string | null> {
  const program = await ensureProgram(REDIS, say);
  if (program.kind === "missing") {
    say(program.sentence);
    say("The demo goes on without it: what people are in the middle of is kept in memory.");
    return null;
  }
  const redis = await startRedis({
    program: program.path,
    folder: redisFolder(folder),
    disposable,
  });
  resources.defer(() => redis.stop());
  return redis.url();
}

/** Fills the directory as an operator's command does. */
async function loadDirectory(databaseUrl: string, { clock }: Sandbox): Promise<void> {
  const database = createDatabase(databaseUrl, { connections: 2 });
  try {
    const { prisma } = database;
    const loader = createDirectoryLoader({ prisma, perform: createPerform(prisma), clock });
    await loader.loadTerritories();
    const content = await readFile(demoCenters, "utf8");
    await loader.loadCenters({ cause: `demo:${randomUUID()}`, content });
  } finally {
    await database.close();
  }
}

function openLog(folder: string) {
  const destination = createWriteStream(path.join(folder, "log.jsonl"), { flags: "a" });
  return createLogger({ level: "info", destination });
}
