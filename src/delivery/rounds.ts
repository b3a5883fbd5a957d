import { setImmediate as pass, setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { ClaimedEffect, Head } from "./claim-store.ts";
import type { Claims } from "./claims.ts";
import { lanes } from "./effect.ts";
import type { Outage } from "./outage.ts";
import type { OutboxStore } from "./outbox-store.ts";
import type { Pacing } from "./pacing.ts";
import type { Recorder } from "./record.ts";
import type { Scheduler } from "./scheduler.ts";
import type { End } from "./settle.ts";
import type { Waiters } from "./waiters.ts";

export interface RoundsDependencies {
  store: OutboxStore;
  clock: Clock;
  /** Monotonic milliseconds. */
  now: () => number;
  logger: Logger;
  lead: { instance: string; confirmed(): Promise<boolean> };
  scheduler: Scheduler;
  pacing: Pacing;
  claims: Claims;
  outage: Outage;
  recorder: Recorder;
  waiters: Waiters;
  /** Everything that is claimed and whose end does not stand in the database yet. */
  held: ReadonlyMap<string, ClaimedEffect>;
  /** An effect was claimed. */
  onClaimed: (effect: ClaimedEffect) => void;
  /** The end of an effect is written by a round. */
  onWritten: (end: End) => void;
}

// Notifications are not lost while somebody listens; this is for what nobody has thought of.
const rescanEveryMs = 30_000;
/** A look at so many chats takes long, and then there is enough to do anyway. */
const manyChats = 5000;
const longestWithoutRescanMs = 300_000;
const forgetEveryMs = 5000;
const pauseAfterFailureMs = 500;
const notLeadingPauseMs = 200;
const mostFailuresAtStop = 10;
const muchOnTheWire = 32;
const longestGatherMs = 10;

/** The sender's loop: each round writes what has ended and claims what may go. */
export function createRounds(deps: RoundsDependencies) {
  const { store, clock, now, lead, scheduler, claims, recorder, held } = deps;
  let running = false;
  let loop: Promise<void> = Promise.resolve();
  let mustLoad = false;
  /** Something is claimed that is not held: given back, or by a claim of which we have not heard. */
  let hasStrays = false;
  let loadedAt = -Infinity;
  let forgotAt = -Infinity;
  let statementMs = 0;

  function goesOn(): boolean {
    return running || held.size > 0 || hasStrays;
  }

  async function run(): Promise<void> {
    for (let failures = 0; goesOn();) {
      deps.waiters.clear();
      try {
        // what was given back at the end may have been the last that kept it going
        if (!(await round()) && goesOn()) await deps.waiters.wait(nextMoment());
        await gather();
        failures = 0;
      } catch (error) {
        failures += 1;
        deps.logger.error({ err: error }, "the outbox could not be read");
        if (!running && failures > mostFailuresAtStop) return;
        await sleep(pauseAfterFailureMs);
      }
    }
  }

  /**
   * What comes home together is written by one statement. While much is on the wire it is worth
   * waiting for the rest of it, though not longer than a statement takes.
   */
  async function gather(): Promise<void> {
    await pass();
    const until = now() + Math.min(statementMs, longestGatherMs);
    while (held.size > muchOnTheWire && recorder.countPlain() < held.size && now() < until)
      await sleep(1);
  }

  /** False when there was nothing to do. */
  async function round(): Promise<boolean> {
    if (hasStrays) await releaseStrays();
    if (running && (mustLoad || now() >= rescanAt())) await load();
    const at = now();
    if (at - forgotAt > forgetEveryMs) forget(at);
    scheduler.tick(at);
    const mayClaim = running && deps.outage.isOpen() && (await lead.confirmed());
    const ends = recorder.takePlain();
    // their chats get their next effect by the same statement that writes the end of this one
    for (const { mark, effect } of ends) if (mark.state !== "queued") scheduler.free(effect.chatId);
    const asks = mayClaim ? claims.choose(at, inFlight(ends)) : [];
    if (ends.length === 0 && asks.length === 0) return false;
    const wall = clock.now();
    const marks = ends.map(({ mark }) => mark);
    try {
      const heads = await store.settleAndClaim(lead.instance, wall, marks, asks);
      statementMs = now() - at;
      ends.forEach(deps.onWritten);
      claims.note(heads, at, wall).forEach(deps.onClaimed);
      // a claim that was given up may be committed long after the strays were looked for
      if (heads.some(isBusyWithoutUs)) hasStrays = true;
    } catch (error) {
      recorder.putBack(ends);
      claims.takeBack(asks);
      // the statement may have been committed all the same
      hasStrays = true;
      throw error;
    }
    return true;
  }

  /** Something is being sent there, and it is not held by this process. */
  function isBusyWithoutUs({ kind, chatId }: Head): boolean {
    return kind === "busy" && ![...held.values()].some((effect) => effect.chatId === chatId);
  }

  async function releaseStrays(): Promise<void> {
    hasStrays = false;
    try {
      await store.releaseAllBut(lead.instance, [...held.keys()]);
    } catch (error) {
      hasStrays = true;
      throw error;
    }
  }

  /** What was added from now on is told anyway, or is found. */
  async function load(): Promise<void> {
    mustLoad = false;
    try {
      const wall = clock.now();
      const at = now();
      const found = await store.loadChats(wall);
      const moment = (due: Date): number => at + due.getTime() - wall.getTime();
      for (const { chatId, floodUntil } of found)
        if (floodUntil && floodUntil > wall) scheduler.keepFrozen(chatId, moment(floodUntil));
      scheduler.load(found.map(({ due, ...chat }) => ({ ...chat, at: due && moment(due) })));
      loadedAt = at;
    } catch (error) {
      mustLoad = true;
      throw error;
    }
  }

  function rescanAt(): number {
    return loadedAt + (scheduler.size() > manyChats ? longestWithoutRescanMs : rescanEveryMs);
  }

  function forget(at: number): void {
    deps.pacing.forget(at);
    scheduler.thaw(at);
    forgotAt = at;
  }

  function inFlight(ending: readonly End[] = []): [answers: number, mailings: number] {
    const counts: [number, number] = [0, 0];
    for (const { lane } of held.values()) counts[lane === lanes.answers ? 0 : 1] += 1;
    for (const { effect } of ending) counts[effect.lane === lanes.answers ? 0 : 1] -= 1;
    return counts;
  }

  function nextMoment(): number {
    const at = now();
    if (!running || !deps.outage.isOpen()) return rescanAt();
    if (scheduler.isFrozen(at)) return scheduler.next(at);
    const turnAt = claims.nextTurn(at, inFlight());
    // a turn that was not taken although it could be: this process does not lead now
    const next = turnAt <= at ? at + notLeadingPauseMs : turnAt;
    return Math.min(next, scheduler.next(at), rescanAt());
  }

  return {
    isRunning: () => running,

    /** Looks at everything; to be done before the start. */
    load,

    start(): void {
      running = true;
      loop = run();
    },

    /** Claims nothing new; resolves when nothing is held any more. */
    async stop(): Promise<void> {
      running = false;
      deps.waiters.wake();
      await loop;
    },

    /** The next round looks at everything. */
    loadAgain(): void {
      mustLoad = true;
    },

    /** Something that was claimed is not held any more, and has not been sent. */
    noteStrays(): void {
      hasStrays = true;
    },
  };
}

export type Rounds = ReturnType<typeof createRounds>;
