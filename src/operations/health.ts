/** What this process is doing in the pair of one that works and one that stands by. */
export type Role = "starting" | "standing by" | "leading" | "stopping";

/** What can be seen of a process from inside. Times are monotonic, in milliseconds. */
export interface Signs {
  role: Role;
  /** Since when it has this role. */
  since: number;
  now: number;
  databaseAnswers: boolean;
  /** When Telegram last answered a request for updates; null when updates come by webhook. */
  fetchedAt: number | null;
  /** When a call of the sender last ended. */
  calledAt: number;
  /** For how long the oldest answer that may be sent has waited; null when nobody knows. */
  oldestAnswerSeconds: number | null;
}

// A request for updates takes 15 seconds when there are none.
const fetchWithinMs = 60_000;
// Longer than a 429 usually lasts, and than the pause after an unknown outcome.
const sendWithinSeconds = 120;
const callWithinMs = 60_000;

/**
 * What is wrong with a process, in sentences without anybody's data; empty when it does what it
 * should. A process that stands by has nothing to do but to see the database.
 */
export function complaints(signs: Signs): string[] {
  const found: string[] = [];
  if (signs.role === "starting" || signs.role === "stopping") found.push(`it is ${signs.role}`);
  if (!signs.databaseAnswers) found.push("the database does not answer");
  if (signs.role !== "leading") return found;
  const unfetched = signs.now - Math.max(signs.since, signs.fetchedAt ?? signs.now);
  if (unfetched > fetchWithinMs)
    found.push(`no updates could be fetched for ${Math.round(unfetched / 1000)} seconds`);
  const silent = signs.now - Math.max(signs.since, signs.calledAt);
  if ((signs.oldestAnswerSeconds ?? 0) > sendWithinSeconds && silent > callWithinMs)
    found.push(`nothing is sent, though an answer has waited for ${sendWithinSeconds} seconds`);
  return found;
}
