import { fileURLToPath } from "node:url";
import { startService, type ServiceProcess } from "../../../src/demo/services/processes.ts";
import type { Database } from "../../../src/platform/database.ts";
import type { Sandbox } from "../../../src/sandbox/index.ts";

/** One process of the product. */
export interface BotProcess {
  name: string;
  pid: number;
  /** Its log, the last 16,000 characters. */
  output(): string;
  hasEnded(): boolean;
  signal(signal: "SIGSTOP" | "SIGCONT" | "SIGKILL" | "SIGTERM"): void;
  exited: Promise<void>;
}

export interface BotsOptions {
  sandbox: Pick<Sandbox, "address" | "botToken">;
  databaseUrl: string;
  redisUrl: string;
  ownerIds: number[];
  /** How each of them starts, unless it is told otherwise. */
  usual?: StartOptions;
}

export interface StartOptions {
  /** Names of changes to the product's source, see plants/plant.ts. */
  plants?: string[];
  /** The planted point at which it dies, once it sees the word: `point:word`. */
  crash?: string;
  /** Settings beside the usual ones. */
  environment?: Record<string, string>;
}

/** As on a Bot API server of one's own: with Telegram's limits people would wait most of the time. */
export const quickLimits = {
  SENDS_PER_SECOND: "300",
  SENDS_PER_CHAT_SECOND: "20",
  SENDS_PER_GROUP_MINUTE: "1200",
};

const program = fileURLToPath(new URL("../../../src/main.ts", import.meta.url));
const planter = import.meta.resolve("../plants/plant.ts");

/** Runs the product as an operator would: each bot a process of its own, all on the same data. */
export function createBots(options: BotsOptions) {
  const all: BotProcess[] = [];

  function start(how: StartOptions = {}): BotProcess {
    const name = `bot-${all.length + 1}`;
    const { plants = [], crash = "", environment = {} } = { ...options.usual, ...how };
    const service = startService(process.execPath, [...plantArguments(plants), program], {
      deathSignal: "TERM",
      environment: {
        ...settings(options, name),
        ...environment,
        CHAOS_PLANTS: plants.join(","),
        CHAOS_CRASH: crash,
      },
    });
    const bot = toBot(name, service);
    all.push(bot);
    return bot;
  }

  return {
    start,
    /** All that were ever started. */
    all: (): readonly BotProcess[] => all,
    running: () => all.filter((bot) => !bot.hasEnded()),
    find: (name: string) => all.find((bot) => bot.name === name),

    /** The process that leads by the database's account; undefined while none does. */
    async leader({ pool }: Pick<Database, "pool">): Promise<BotProcess | undefined> {
      const { rows } = await pool.query<{ name: string }>(
        `SELECT application_name AS name FROM pg_stat_activity
         WHERE pid = (SELECT backend_pid FROM leadership)`,
      );
      return all.find((bot) => bot.name === rows[0]?.name && !bot.hasEnded());
    },

    /** Ends all of them at once. */
    async killAll(): Promise<void> {
      const left = all.filter((bot) => !bot.hasEnded());
      for (const bot of left) bot.signal("SIGKILL");
      await Promise.all(left.map((bot) => bot.exited));
    },
  };
}

export type Bots = ReturnType<typeof createBots>;

function plantArguments(plants: string[]): string[] {
  return plants.length > 0 ? ["--import", planter] : [];
}

function settings(
  { sandbox, databaseUrl, redisUrl, ownerIds }: BotsOptions,
  name: string,
): Record<string, string> {
  const database = new URL(databaseUrl);
  // the name of a connection tells whose it is
  database.searchParams.set("application_name", name);
  return {
    BOT_TOKEN: sandbox.botToken,
    BOT_API_ROOT: sandbox.address,
    DATABASE_URL: database.href,
    REDIS_URL: redisUrl,
    OWNER_IDS: ownerIds.join(","),
    OPERATOR_NAME: "Фонд развития Тюмени",
    OPERATOR_CONTACT: "data@example.org",
    POLICY_URL: "https://example.org/policy",
    LOG_LEVEL: "info",
  };
}

function toBot(name: string, { child, exited, output }: ServiceProcess): BotProcess {
  let ended = false;
  const gone = (async () => {
    await exited;
    ended = true;
  })();
  return {
    name,
    pid: child.pid ?? 0,
    output,
    hasEnded: () => ended,
    signal: (signal) => child.kill(signal),
    exited: gone,
  };
}
