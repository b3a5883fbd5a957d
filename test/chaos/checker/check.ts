import { attribute } from "./attribution.ts";
import {
  doubledEffects,
  faultedCalls,
  inversions,
  repeatedPrompts,
  stuckThings,
  unknownOutcomes,
} from "./effects.ts";
import type { Evidence, Finding } from "./evidence.ts";
import { disorderedWords, lostWords, misdeliveredWords } from "./words.ts";

/** What a run came to. */
export interface Verdict {
  lost: Finding[];
  misdelivered: Finding[];
  outOfOrder: Finding[];
  doubled: Finding[];
  stuck: Finding[];
  /** Recorded unknown outcomes, and how many there may be at most. */
  unknown: number;
  mostUnknown: number;
  repeatedPrompts: number;
}

/** Holds the ledger against what people wrote and against the database. */
export function check(evidence: Evidence): Verdict {
  const attribution = attribute(evidence);
  return {
    lost: lostWords(evidence),
    misdelivered: misdeliveredWords(evidence),
    outOfOrder: [...inversions(evidence, attribution), ...disorderedWords(evidence)],
    doubled: doubledEffects(evidence, attribution),
    stuck: stuckThings(evidence),
    unknown: unknownOutcomes(evidence),
    mostUnknown: evidence.onTheWire + faultedCalls(evidence),
    repeatedPrompts: repeatedPrompts(evidence, attribution),
  };
}

/** What was found against the promise, by kind; empty when it was kept. */
export function breachesIn(verdict: Verdict): Record<string, Finding[]> {
  const { lost, misdelivered, outOfOrder, doubled, stuck, unknown, mostUnknown } = verdict;
  const tooManyUnknown =
    unknown > mostUnknown ? [`${unknown} unknown outcomes, of ${mostUnknown} at most`] : [];
  const all = { lost, misdelivered, outOfOrder, doubled, stuck, tooManyUnknown };
  return Object.fromEntries(Object.entries(all).filter(([, findings]) => findings.length > 0));
}

/** Whether the promise was kept. */
export function isKept(verdict: Verdict): boolean {
  return Object.keys(breachesIn(verdict)).length === 0;
}
