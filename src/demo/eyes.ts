import type { HowToWait, Person, SandboxMessage } from "../sandbox/index.ts";

/** A busy machine may take its time; an answer that is there is taken at once. */
export const patienceMs = 20_000;

/** Waits until somebody sees a message of someone else. */
export function sees(
  person: Person,
  pattern: string | RegExp,
  how: HowToWait = {},
): Promise<SandboxMessage> {
  return person.sees(pattern, { within: patienceMs, ...how });
}
