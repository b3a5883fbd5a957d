/** One call of the bot, as it came and as it ended. */
export interface LedgerEntry {
  /** By the sandbox's clock. */
  at: Date;
  method: string;
  /** As read; files stand as `{ upload: name, size }`. */
  params: Record<string, unknown>;
  outcome: { ok: true; result: unknown } | { ok: false; error_code: number; description: string };
}

/** All calls of the bot in the order of their answers, for tests to judge by. getUpdates is left out. */
export interface Ledger {
  entries: LedgerEntry[];
  /** @param isOk true: only those that worked; false: only those that failed. */
  calls(method?: string, isOk?: boolean): LedgerEntry[];
  /** Forgets what was written so far. */
  clear(): void;
  add(entry: LedgerEntry): void;
}

/** A long demo should not fill the memory. */
const MOST_ENTRIES = 100_000;

/** @returns an empty ledger. */
export function createLedger(): Ledger {
  const entries: LedgerEntry[] = [];
  return {
    entries,
    calls: (method, isOk) =>
      entries.filter(
        (entry) =>
          (method === undefined || entry.method === method) &&
          (isOk === undefined || entry.outcome.ok === isOk),
      ),
    clear() {
      entries.length = 0;
    },
    add(entry) {
      if (entries.length >= MOST_ENTRIES) entries.shift();
      entries.push(entry);
    },
  };
}
