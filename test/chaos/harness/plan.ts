import type { Random } from "./random.ts";

/** What the nemesis does to the bot, its services or its line to Telegram. */
export type Deed =
  | { kind: "kill"; whom: "leader" | "all"; bots: 1 | 2; waits: boolean }
  /** The leader stands still until another process has taken over, then wakes. */
  | { kind: "freeze" }
  | { kind: "crash-postgres" }
  | { kind: "kill-redis"; pause: number }
  | { kind: "flush-redis" }
  | { kind: "break-calls"; how: Breakage; calls: number }
  | { kind: "silence"; milliseconds: number; moment: "before" | "after" }
  | { kind: "flood"; seconds: number; calls: number }
  | { kind: "break-polls"; how: "conflict" | "gateway" | "truncated" | "reset"; calls: number }
  | { kind: "redeliver"; count: number }
  | { kind: "shuffle"; seed: number };

export type Breakage = "reset" | "reset after" | "gateway" | "gateway after" | "truncated";

export interface Step {
  /** A rest before the deed; milliseconds. */
  after: number;
  deed: Deed;
}

/** From this many kills on, a run has the faults that cost many seconds. */
const longRun = 50;
const breakages: readonly Breakage[] = [
  "reset",
  "reset after",
  "gateway",
  "gateway after",
  "truncated",
];

/** All that will happen in a run, decided by the seed alone. */
export function planNemesis(random: Random, kills: number): Step[] {
  const steps: Step[] = [];
  const add = (after: number, deed: Deed) => steps.push({ after, deed });
  const isLong = kills >= longRun;
  const frozenAt = isLong ? random.between(5, kills - 5) : -1;
  const silentAt = isLong ? random.between(5, kills - 5) : -1;
  let bots: 1 | 2 = 1;
  for (let kill = 0; kill < kills; kill += 1) {
    for (let left = random.pick([1, 1, 2, 2, 3]); left > 0; left -= 1)
      add(random.between(100, 700), smallDeed(random, isLong));
    if (kill === frozenAt && bots === 2) add(300, { kind: "freeze" });
    if (kill === silentAt) add(0, { kind: "silence", milliseconds: 30_000, moment: "after" });
    bots = kill + 1 === frozenAt || random.chance(0.5) ? 2 : 1;
    const whom = random.chance(0.15) ? "all" : "leader";
    add(random.between(200, 1500), { kind: "kill", whom, bots, waits: random.chance(0.85) });
  }
  return steps;
}

function smallDeed(random: Random, isLong: boolean): Deed {
  const chance = random.next();
  if (chance < 0.3)
    return { kind: "break-calls", how: random.pick(breakages), calls: random.between(1, 4) };
  if (chance < 0.4) {
    const moment = random.pick(["before", "after"] as const);
    return { kind: "silence", milliseconds: random.between(500, 2500), moment };
  }
  if (chance < 0.5)
    return { kind: "flood", seconds: random.between(1, 2), calls: random.between(2, 12) };
  if (chance < 0.65) {
    // the client of the bot's prompts notices a cut answer to a poll only after its 20 seconds
    const long = isLong ? (["conflict", "truncated"] as const) : [];
    const how = random.pick(["gateway", "reset", "gateway", "reset", ...long] as const);
    return { kind: "break-polls", how, calls: random.between(1, 2) };
  }
  if (chance < 0.74) return { kind: "redeliver", count: random.between(1, 20) };
  if (chance < 0.83) return { kind: "shuffle", seed: random.between(1, 1_000_000) };
  if (chance < 0.89) return { kind: "flush-redis" };
  if (chance < 0.94) return { kind: "kill-redis", pause: random.between(100, 1500) };
  return { kind: "crash-postgres" };
}
