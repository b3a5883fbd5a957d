import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";
import type { DeliveryObserver } from "../delivery/index.ts";
import type { UpdatesObserver } from "../telegram/index.ts";
import type { Figures } from "./figures.ts";

const laneNames = ["answers", "mailings"];

/** Counts what happens in this process, and shows what stands in the database. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers });

  const leading = gauge("desk_leading", "1 while this process leads, 0 while it stands by");
  const databaseUp = gauge("desk_database_up", "1 when the database has answered this request");
  const fetched = counter("desk_updates_fetched_total", "Updates that Telegram has given us");
  const fetchFailures = counter("desk_fetch_failures_total", "Requests for updates that failed");
  const updates = counter(
    "desk_updates_total",
    "Updates by how handling them ended: handled, failed (and tried again), dead",
    ["outcome"],
  );
  const calls = counter("desk_calls_total", "Calls of the Bot API by how they ended", [
    "lane",
    "outcome",
  ]);
  const failures = counter(
    "desk_call_failures_total",
    "Calls that Telegram refused, by the class",
    ["class"],
  );
  const inboxWaiting = gauge("desk_inbox_waiting", "Updates that are kept and not handled yet");
  const inboxOldest = gauge("desk_inbox_oldest_seconds", "Age of the oldest of them");
  const inboxDead = gauge("desk_inbox_dead", "Updates that could not be handled at all");
  const outboxRows = gauge("desk_outbox_rows", "Effects that have not ended, or ended unknown", [
    "lane",
    "state",
  ]);
  const outboxOldest = gauge(
    "desk_outbox_oldest_seconds",
    "For how long the oldest effect that may be sent has waited",
    ["lane"],
  );
  const openQuestions = gauge("desk_open_questions", "Questions that are not closed", [
    "state",
    "age",
  ]);
  const withoutDesk = gauge("desk_open_questions_without_desk", "Open questions that nobody sees");

  const delivery: DeliveryObserver = {
    called(lane, verdict) {
      calls.inc({ lane: laneName(lane), outcome: outcomes[verdict.kind] });
      if (verdict.kind === "failed") failures.inc({ class: verdict.failure });
    },
  };
  const observer: UpdatesObserver = {
    fetched: (count) => fetched.inc(count),
    fetchFailed: () => fetchFailures.inc(),
    handled: () => updates.inc({ outcome: "handled" }),
    failed: (dead) => updates.inc({ outcome: dead ? "dead" : "failed" }),
  };

  function show({ queue, inbox, questions }: Figures): void {
    inboxWaiting.set(inbox.waiting);
    inboxOldest.set(inbox.oldestSeconds);
    inboxDead.set(inbox.dead);
    for (const { lane, queued, sending, oldestSeconds } of queue.lanes) {
      outboxRows.set({ lane: laneName(lane), state: "queued" }, queued);
      outboxRows.set({ lane: laneName(lane), state: "sending" }, sending);
      outboxOldest.set({ lane: laneName(lane) }, oldestSeconds);
    }
    outboxRows.set({ lane: "all", state: "parked" }, queue.parked);
    outboxRows.set({ lane: "all", state: "unknown" }, queue.unknown);
    for (const { state, age, count } of questions.byAge) openQuestions.set({ state, age }, count);
    withoutDesk.set(questions.withoutDesk);
  }

  /** Without the database nobody knows these; an old number would look like a good one. */
  function hide(): void {
    for (const shown of [inboxWaiting, inboxOldest, inboxDead, withoutDesk]) shown.remove();
    for (const shown of [outboxRows, outboxOldest, openQuestions]) shown.reset();
  }

  return {
    delivery,
    updates: observer,
    contentType: registry.contentType,

    /** Adds memory, event loop and garbage collection of the process. */
    watchProcess: () => collectDefaultMetrics({ register: registry }),

    /**
     * The page that Prometheus reads.
     *
     * @param figures null when the database did not answer.
     */
    async page(isLeading: boolean, figures: Figures | null): Promise<string> {
      leading.set(isLeading ? 1 : 0);
      databaseUp.set(figures ? 1 : 0);
      if (figures) show(figures);
      else hide();
      return registry.metrics();
    },
  };
}

const outcomes = {
  sent: "sent",
  wait: "too-many-requests",
  retry: "not-connected",
  migrate: "group-migrated",
  failed: "refused",
  unknown: "unknown",
  fatal: "token-refused",
} as const;

function laneName(lane: number): string {
  return laneNames[lane] ?? String(lane);
}
