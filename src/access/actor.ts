import type { Assignment } from "./rights.ts";

export type Language = "ru" | "en";

/** Who sent an update, as far as we know them. */
export interface Actor {
  telegramId: number;
  /** Null until the person agreed to the processing of their data, or joined the staff. */
  personId: string | null;
  /** The name in our books, or the one that Telegram shows. */
  name: string;
  language: Language;
  signedUp: boolean;
  /** Telegram refused our last message to this person. */
  isUnreachable: boolean;
  assignments: Assignment[];
}

export function isStaff(actor: Actor): boolean {
  return actor.assignments.length > 0;
}

/** The centers where the actor works, each once. */
export function centersOf(actor: Actor): string[] {
  return [...new Set(actor.assignments.flatMap(({ centerId }) => centerId ?? []))];
}
