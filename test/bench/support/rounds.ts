import { setTimeout as sleep } from "node:timers/promises";
import type { MeasuredProcess } from "./measured-process.ts";
import type { Recorded } from "./responder-protocol.ts";
import type { Stand } from "./start-responder.ts";
import { median } from "./statistics.ts";

export const rounds = 5;

/** What a bot made of many updates that were visible at once. */
export interface Burst {
  updatesPerSecond: number;
  callsPerSecond: number;
  cpuPerUpdate: number;
}

/** What is written after the last send belongs to the cost too. */
const settleMs = 300;

/**
 * Lets so many updates wait for a bot at once, and measures from that moment until the last of its
 * sends has arrived.
 */
export async function burst(
  stand: Stand,
  bot: MeasuredProcess,
  updates: number,
  sendsEach: number,
): Promise<Burst> {
  await stand.take();
  const before = await bot.usage();
  await stand.write(updates);
  await stand.untilSends(updates * sendsEach);
  await sleep(settleMs);
  const after = await bot.usage();
  const { visible, sends } = await stand.take();
  const took = ((sends.at(-1)?.at ?? Number.NaN) - (visible[0]?.at ?? Number.NaN)) / 1000;
  return {
    updatesPerSecond: updates / took,
    callsPerSecond: sends.length / took,
    cpuPerUpdate: (after.cpuMilliseconds - before.cpuMilliseconds) / updates,
  };
}

/** Lets a bot work until it has become as fast as it gets; returns the last of its bursts. */
export async function warmUp(
  measure: (updates: number) => Promise<Burst>,
  bursts: readonly number[],
): Promise<Burst> {
  let last: Burst | undefined;
  for (const updates of bursts) last = await measure(updates);
  if (!last) throw new Error("without a burst nothing becomes warm");
  return last;
}

/** How many updates keep a bot of this speed busy for so long. */
export function updatesFor(warm: Burst, seconds: number): number {
  return Math.max(20, Math.round(warm.updatesPerSecond * seconds));
}

/** From a message's becoming visible to the first send that holds its text; milliseconds. */
export function delays({ visible, sends }: Recorded, arrives: (chat: number) => boolean): number[] {
  const arrived = new Map<number, number>();
  for (const { mark, at, chat } of sends)
    if (mark !== null && arrives(chat) && !arrived.has(mark)) arrived.set(mark, at);
  return visible.map(({ mark, at }) => {
    const arrival = arrived.get(mark);
    if (arrival === undefined) throw new Error(`message ${mark} was never sent`);
    return arrival - at;
  });
}

/** Lets messages become visible at their moments, whatever the bot does, until all are answered. */
export async function openLoop(
  stand: Stand,
  moments: number[],
  sendsEach: number,
): Promise<Recorded> {
  await stand.take();
  await stand.writeAt(moments);
  await stand.untilSends(moments.length * sendsEach);
  return stand.take();
}

/** The median of what each round's two figures say about each other. */
export function medianOf<Round>(all: readonly Round[], figure: (round: Round) => number): number {
  return median(all.map(figure));
}
