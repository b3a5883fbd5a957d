import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../../src/platform/database.ts";
import { type Fault, usualFaults } from "../../../src/sandbox/faults.ts";
import type { Sandbox } from "../../../src/sandbox/index.ts";
import { isAdding } from "../checker/calls.ts";
import type { BotProcess, Bots } from "./bots.ts";
import type { Breakage, Deed, Step } from "./plan.ts";
import type { Services } from "./services.ts";
import { until } from "./until.ts";

interface NemesisOptions {
  bots: Bots;
  services: Services;
  sandbox: Sandbox;
  database: Database;
  /** Told what happens, for the person at the terminal. */
  say: (sentence: string) => void;
}

const takesOverWithinMs = 40_000;
const settlesMs = 20;
/** Calls that reach a chat; those of a start are few, and would take the faults from them. */
const isCall = (_method: string, params: Record<string, unknown>): boolean => "chat_id" in params;

/** Of these, the ones that must not be repeated: where a broken line may do harm. */
const isAddingCall = (method: string, params: Record<string, unknown>): boolean =>
  isCall(method, params) && isAdding(method);

/** Does what the plan says, one deed after another. */
export function createNemesis({ bots, services, sandbox, database, say }: NemesisOptions) {
  let kills = 0;
  let onTheWire = 0;

  /** What is claimed may be on the wire: only that may become unknown by a fault. */
  async function countWire(): Promise<void> {
    const { rows } = await database.pool.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM outbox WHERE state = 'sending'",
    );
    onTheWire += rows[0]?.count ?? 0;
  }

  async function kill({ whom, bots: wanted, waits }: Extract<Deed, { kind: "kill" }>) {
    // one that could not start without PostgreSQL has ended by itself
    const running = bots.running().length > 0 ? bots.running() : [bots.start()];
    const leader = (await bots.leader(database)) ?? running[0];
    const victims = whom === "all" || !leader ? running : [leader];
    // stands still first, so that what it has claimed can be counted; nothing of it ever wakes
    for (const bot of victims) bot.signal("SIGSTOP");
    await sleep(settlesMs);
    await countWire();
    await Promise.all(victims.map(end));
    kills += 1;
    while (bots.running().length < wanted) bots.start();
    if (waits) await waitForLeader();
  }

  async function end(bot: BotProcess): Promise<void> {
    bot.signal("SIGKILL");
    await bot.exited;
  }

  /** One that could not start, as without PostgreSQL, has ended by itself: its supervisor starts another. */
  async function waitForLeader(): Promise<BotProcess> {
    const look = async () => {
      if (bots.running().length === 0) bots.start();
      return bots.leader(database);
    };
    try {
      return await until(look, takesOverWithinMs, "no process leads");
    } catch (error) {
      const logs = bots.running().map(({ name, output }) => `${name}:\n${output().slice(-4000)}`);
      throw new Error(`No process leads. Their logs:\n${logs.join("\n")}`, { cause: error });
    }
  }

  async function freeze(): Promise<void> {
    const leader = await waitForLeader();
    if (bots.running().length < 2) bots.start();
    leader.signal("SIGSTOP");
    await sleep(settlesMs);
    await countWire();
    const tookOver = async () => {
      const next = await bots.leader(database);
      return next && next !== leader ? next : undefined;
    };
    try {
      await until(tookOver, takesOverWithinMs, "nobody took over from a frozen leader");
      await sleep(1000);
    } finally {
      leader.signal("SIGCONT");
    }
  }

  async function crashPostgres(): Promise<void> {
    await countWire();
    await services.crashPostgres();
    await countWire();
  }

  async function act(deed: Deed): Promise<void> {
    switch (deed.kind) {
      case "kill":
        return kill(deed);
      case "freeze":
        return freeze();
      case "crash-postgres":
        return crashPostgres();
      case "kill-redis":
        return services.killRedis(deed.pause);
      case "flush-redis":
        return services.flushRedis();
      case "break-calls":
        return sandbox.faults.next(isAddingCall, brokenCall(deed.how), deed.calls);
      case "silence": {
        const { milliseconds: silence, moment } = deed;
        return sandbox.faults.next(isAddingCall, { silence, moment });
      }
      case "flood":
        return sandbox.faults.next(isCall, usualFaults.tooManyRequests(deed.seconds), deed.calls);
      case "break-polls":
        return sandbox.faults.next("getUpdates", brokenPoll(deed.how), deed.calls);
      case "redeliver":
        sandbox.redeliver(deed.count);
        return;
      case "shuffle":
        return sandbox.shufflePending(deed.seed);
    }
  }

  return {
    async run(steps: Step[]): Promise<void> {
      for (const { after, deed } of steps) {
        await sleep(after);
        await act(deed);
        say(`${deed.kind === "kill" ? `kill ${kills}` : deed.kind} ${JSON.stringify(deed)}`);
      }
    },
    /** How many kills there were. */
    kills: () => kills,
    /** How many effects may have been on the wire when something was killed, frozen or crashed. */
    onTheWire: () => onTheWire,
  };
}

function brokenCall(how: Breakage): Fault {
  switch (how) {
    case "gateway":
      return usualFaults.badGateway("before");
    case "gateway after":
      return usualFaults.badGateway("after");
    case "reset":
    case "reset after":
    case "truncated":
      return how;
  }
}

function brokenPoll(how: Extract<Deed, { kind: "break-polls" }>["how"]): Fault {
  switch (how) {
    case "conflict":
      return usualFaults.conflict();
    case "gateway":
      return usualFaults.badGateway();
    case "truncated":
    case "reset":
      return how;
  }
}
