import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../../src/platform/database.ts";
import type { Person, Sandbox } from "../../../src/sandbox/index.ts";
import type { Town } from "./town.ts";

const lookEveryMs = 250;
const calmLooks = 4;
const looksASentence = 20;
const answersWithinMs = 15_000;

/**
 * Waits until nothing is under way any more, or the time is over; milliseconds.
 *
 * @param say told now and then what is still under way.
 */
export async function settle(
  { pool }: Pick<Database, "pool">,
  sandbox: Sandbox,
  within: number,
  say: (sentence: string) => void = () => {},
): Promise<void> {
  const end = performance.now() + within;
  let looks = 0;
  for (let calm = 0; calm < calmLooks && performance.now() < end; looks += 1) {
    await sleep(lookEveryMs);
    const { rows } = await pool.query<{ updates: number; effects: number; cards: number }>(
      `SELECT (SELECT count(*) FROM inbox WHERE state = 'new')::int AS updates,
              (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending'))::int AS effects,
              (SELECT count(*) FROM drafts WHERE card_due_at IS NOT NULL)::int AS cards`,
    );
    const left = { ...rows[0], pending: sandbox.pendingUpdates() };
    calm = Object.values(left).every((count) => count === 0) ? calm + 1 : 0;
    if (looks % looksASentence === 0) say(`under way: ${JSON.stringify(left)}`);
  }
}

/** Has everybody tap once more. Returns those who got no answer. */
export async function unansweredTaps(town: Town): Promise<string[]> {
  const taps = [
    ...town.authors.map(({ person }) => tap(person)),
    ...town.desks.flatMap(({ group, colleagues }) =>
      colleagues.map(({ person }) => tap(person, group)),
    ),
  ];
  return (await Promise.all(taps)).flatMap((name) => name ?? []);
}

/** A button that nobody knows goes through all handlers, and is answered by the last. */
async function tap(person: Person, chat?: { id: number }): Promise<string | undefined> {
  const screen = person.screen(chat);
  if (!screen) return undefined;
  const { answer } = await person.tapData(screen, "chaos", { within: answersWithinMs });
  return answer ? undefined : person.first_name;
}
