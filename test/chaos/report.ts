import { markersIn } from "./harness/diary.ts";
import { textOf } from "./checker/calls.ts";
import { breachesIn } from "./checker/check.ts";
import type { ChaosResult } from "./run.ts";

/** The figures of a run; all but `kills`, `unknown`, `repeatedPrompts` and `seed` have to be 0. */
export function figuresOf({ kills, seed, verdict }: ChaosResult) {
  const { lost, misdelivered, outOfOrder, doubled, unknown, stuck, repeatedPrompts } = verdict;
  return {
    kills,
    lost: lost.length,
    misdelivered: misdelivered.length,
    outOfOrder: outOfOrder.length,
    doubled: doubled.length,
    unknown,
    stuck: stuck.length,
    repeatedPrompts,
    seed,
  };
}

/** The same for people to read, with what it was measured by. */
export function tableOf(result: ChaosResult): string {
  const { evidence, verdict } = result;
  const written = evidence.words.filter(({ kind }) => kind !== "talk").length;
  const rows: [string, number, string][] = [
    ["kills", result.kills, ""],
    ["lost", verdict.lost.length, `of ${written} things that people wrote`],
    ["misdelivered", verdict.misdelivered.length, ""],
    ["out of order", verdict.outOfOrder.length, `of ${evidence.outbox.length} effects`],
    ["doubled", verdict.doubled.length, ""],
    ["unknown", verdict.unknown, `at most ${verdict.mostUnknown} were on the wire at the faults`],
    ["stuck", verdict.stuck.length, ""],
    ["repeated prompts", verdict.repeatedPrompts, "allowed"],
    [
      "dead letters",
      evidence.updates.filter(({ state }) => state === "dead").length,
      "allowed: handled three times in vain, and noted",
    ],
    ["seed", result.seed, ""],
  ];
  return rows
    .map(([name, value, words]) => `${name.padEnd(17)} ${String(value).padStart(7)}  ${words}`)
    .map((line) => line.trimEnd())
    .join("\n");
}

const mostOfAKind = 10;

/** Which words and which rows a broken promise is seen by. */
export function evidenceOf({ verdict, evidence }: ChaosResult): string {
  const breaches = Object.entries(breachesIn(verdict));
  const lines = breaches.flatMap(([kind, list]) => ["", `${kind}:`, ...list.slice(0, mostOfAKind)]);
  const marked = new Set(breaches.flatMap(([, list]) => list).flatMap(markersIn));
  const rows = evidence.outbox
    .filter(({ params }) => markersIn(textOf(params)).some((marker) => marked.has(marker)))
    .slice(0, 3 * mostOfAKind)
    .map(
      ({ id, key, chat, method, state, unknowns, messageIds }) =>
        `row ${id} ${key} ${method} in ${chat}: ${state}, ${unknowns} unknown, messages ${messageIds.join(" ")}`,
    );
  const updates = evidence.updates
    .filter(({ text }) => markersIn(text).some((marker) => marked.has(marker)))
    .slice(0, 3 * mostOfAKind)
    .map(
      ({ id, state, tries, error, text }) =>
        `update ${id} ${state}, ${tries} tries, ${error ?? "no error"}: ${text.slice(0, 400)}`,
    );
  return [
    ...lines,
    ...(rows.length > 0 ? ["", "their rows:", ...rows] : []),
    ...(updates.length > 0 ? ["", "their updates:", ...updates] : []),
  ].join("\n");
}
