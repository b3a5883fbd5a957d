import type { LedgerEntry } from "../../../src/sandbox/index.ts";
import type { Belonging, Word } from "../harness/diary.ts";

/** One row of the outbox as it stands at the end. */
export interface Effect {
  id: number;
  key: string;
  chat: number;
  lane: number;
  method: string;
  params: Record<string, unknown>;
  about: Record<string, unknown> | null;
  state: string;
  /** Stepped out of the line of its chat, or was asked to wait for a moment: it keeps no order. */
  isAside: boolean;
  /** When its transaction committed, and when it was first taken to be sent; milliseconds. */
  askedAt: number;
  takenAt: number;
  /** Recorded: how often it left and nobody knew whether it arrived. */
  unknowns: number;
  messageIds: number[];
  topicId: number | null;
}

/** All that a run leaves behind, for the checker to judge by. */
export interface Evidence {
  words: Word[];
  belongings: Belonging[];
  /** The chats of each place where a center works. */
  desks: number[][];
  ledger: Pick<LedgerEntry, "seq" | "at" | "method" | "params" | "outcome" | "effect" | "fault">[];
  outbox: Effect[];
  /** The messages, `chat:number`, that went to a question at once, not by way of a draft. */
  added: Set<string>;
  /** What authors have written and not sent, whole. */
  drafts: { author: number; text: string }[];
  /** The inbox, each update as it came. */
  updates: { id: number; state: string; tries: number; error: string | null; text: string }[];
  /** Updates that the bot never took. */
  pendingUpdates: number;
  /** The numbers of the messages that people wrote in their private chats. */
  written: Map<number, number[]>;
  /** Whose tap was not answered when all was over. */
  unanswered: string[];
  /** How many effects may have been on the wire at the faults. */
  onTheWire: number;
}

/** One breach of the promise, in words. */
export type Finding = string;
