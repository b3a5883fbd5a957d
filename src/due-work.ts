import { randomUUID } from "node:crypto";
import type { createCenters } from "./centers/index.ts";
import type { Consequences } from "./consequences.ts";
import type { OutboxStore } from "./delivery/index.ts";
import type { Clock } from "./platform/clock.ts";
import type { createQuestions } from "./questions/index.ts";
import type { Bot, InboxStore } from "./telegram/index.ts";

/** Work that is looked for again and again: its name, and the pause between two looks in milliseconds. */
export type DueWork = [name: string, everyMs: number, work: () => Promise<void>];

interface DueWorkDependencies {
  centers: ReturnType<typeof createCenters>;
  questions: ReturnType<typeof createQuestions>;
  consequences: Consequences;
  outbox: OutboxStore;
  inboxStore: InboxStore;
  bot: Bot;
  clock: Clock;
  /** Forgets the outcomes of use cases from before the moment. */
  forgetPerformed: (before: Date) => Promise<void>;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
/** A look at every open question: some 50 ms of PostgreSQL where 10,000 are open. */
const allDesksMs = 10 * secondMs;
const keepUpdatesMs = 48 * hourMs;
/** The inbox forgets what a person wrote in the same time. */
const keepStrangersMs = keepUpdatesMs;
const keepEffectsMs = 30 * 24 * hourMs;

/** What has to be done without anybody having written: reminders, desks, groups, forgetting. */
export function createDueWork(deps: DueWorkDependencies) {
  const { centers, questions, outbox, inboxStore, bot } = deps;

  /** Sees to it that every open question has a desk. */
  async function routeWaiting(
    which: "lately" | "without-desk" | "all",
    cause: string = randomUUID(),
  ): Promise<void> {
    await questions.routeWaiting(cause, which);
    await questions.leaveSilentGroups(cause);
    await centers.freeParked(cause);
  }

  async function mindGroups(which: "silent" | "all"): Promise<void> {
    await centers.mindGroups(randomUUID(), which, { api: bot.api, botId: bot.botInfo.id });
  }

  async function housekeeping(): Promise<void> {
    await deps.consequences.tellOfDeadUpdates(randomUUID());
    const before = (age: number) => new Date(deps.clock.now().getTime() - age);
    await inboxStore.forget(before(keepUpdatesMs), before(keepEffectsMs));
    await questions.forgetStrangers(before(keepStrangersMs));
    await outbox.forget(before(keepEffectsMs));
    await outbox.forgetParked(before(keepEffectsMs));
    await deps.forgetPerformed(before(keepEffectsMs));
  }

  const all: DueWork[] = [
    ["drafts", secondMs, questions.dueDrafts],
    ["desks", secondMs, () => routeWaiting("lately")],
    ["all desks", allDesksMs, () => routeWaiting("without-desk")],
    ["waiting", minuteMs, () => routeWaiting("all")],
    ["silent groups", minuteMs, () => mindGroups("silent")],
    ["groups", hourMs, () => mindGroups("all")],
    ["housekeeping", hourMs, housekeeping],
  ];
  return { all, routeWaiting };
}
