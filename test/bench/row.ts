/** One line of the table that `npm run bench` prints. */
export interface BenchRow {
  row: string;
  ours: string | number;
  baseline: string | number;
  /** Ours beside the baseline, as the reach reads it; null where the two cannot be divided. */
  ratio: number | null;
  /** What we promise, in words. */
  reach: string;
  /** Whether the promise was kept in this run. */
  ok: boolean;
}

export interface BenchOptions {
  /** Measures for longer, so that chance counts less. */
  full: boolean;
  /** How many updates the soak handles, when not as many as usual. */
  updates: number | undefined;
  /** Tells those who wait at the terminal, beside the table. */
  say: (text: string) => void;
}
