/** One call of the bot, as it came and as it ended. */
export interface LedgerEntry {
  /** Grows by one from call to call, in the order in which the calls were decided; never starts again. */
  seq: number;
  /** When it was decided, by the sandbox's clock. */
  at: Date;
  method: string;
  /** As read; files stand as `{ upload: name, size }`. */
  params: Record<string, unknown>;
  outcome: { ok: true; result: unknown } | { ok: false; error_code: number; description: string };
  /** Telegram did what was asked: people see it, whatever the client was told. */
  effect: boolean;
  /**
   * The answer that `outcome` shows was handed to a connection that was still open; false while that is not known yet.
   * A client that died in the very moment may still not have read it.
   */
  answered: boolean;
  /** The planned fault that hit it, by its kind. */
  fault?: "error" | "reset" | "truncated" | "delay" | "html" | "silence";
}

/** What a ledger keeps. */
export interface LedgerOptions {
  /** "all" (default), or how many of the newest entries stay. */
  keep?: "all" | number;
}

/** All calls of the bot in the order in which they were decided, for tests to judge by. getUpdates is left out. */
export interface Ledger {
  /** What is kept, oldest first. */
  readonly entries: LedgerEntry[];
  /** @param isOk true: only those that worked; false: only those that failed. */
  calls(method?: string, isOk?: boolean): LedgerEntry[];
  /** Changes what is kept, also for what is there already. */
  keep(what: "all" | number): void;
  /**
   * Hears of each call once, as soon as it is known whether its answer went out (so not always in the order of `seq`).
   *
   * @returns a function that ends the subscription.
   */
  on(listener: (entry: LedgerEntry) => void): () => void;
  /** Forgets what was written so far. */
  clear(): void;
  /** For the server: writes a call down. */
  add(entry: Omit<LedgerEntry, "seq" | "answered">): LedgerEntry;
  /** For the server: whether the call's answer went out. */
  settle(entry: LedgerEntry, answered: boolean): void;
}

/** @returns an empty ledger. */
export function createLedger(options: LedgerOptions = {}): Ledger {
  let most = limitOf(options.keep ?? "all");
  let entries: LedgerEntry[] = [];
  let nextSeq = 1;
  const listeners = new Set<(entry: LedgerEntry) => void>();
  const kept = () => (entries.length > most ? entries.slice(entries.length - most) : entries);
  return {
    get entries() {
      return kept();
    },
    calls: (method, isOk) =>
      kept().filter(
        (entry) =>
          (method === undefined || entry.method === method) &&
          (isOk === undefined || entry.outcome.ok === isOk),
      ),
    keep(what) {
      entries = [...kept()];
      most = limitOf(what);
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      entries = [];
    },
    add(draft) {
      const entry = { ...draft, seq: nextSeq++, answered: false };
      entries.push(entry);
      // cut only now and then, so that a long run pays for it once in many calls
      if (entries.length >= 2 * most + 1000) entries = [...kept()];
      return entry;
    },
    settle(entry, answered) {
      entry.answered = answered;
      for (const listener of listeners) listener(entry);
    },
  };
}

function limitOf(keep: "all" | number): number {
  return keep === "all" ? Infinity : keep;
}
