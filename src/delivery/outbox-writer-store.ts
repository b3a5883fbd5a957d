import type pg from "pg";
import type { Effect } from "./effect.ts";
import { addEffects, effectRows, outboxChannel, payloadsOf } from "./enqueue-store.ts";
import { fitting } from "./remedies.ts";

/** What a use case leaves behind when it does nothing but send. */
interface Write {
  cause: string;
  useCase: string;
  effects: Effect[];
  resolve: (written: { isNew: boolean }) => void;
  reject: (error: unknown) => void;
}

// Beyond that a statement only keeps others waiting.
const mostAtOnce = 500;

const statement = `WITH first AS (
    INSERT INTO performed (cause, use_case, outcome)
    SELECT a.cause, a.use_case, '{}' FROM unnest($4::text[], $5::text[]) AS a(cause, use_case)
    ON CONFLICT DO NOTHING RETURNING cause, use_case),
  ${addEffects("$1", "JOIN first f ON f.cause = r.cause AND f.use_case = r.use_case")}
  SELECT cause, use_case, NULL::bigint AS told FROM first
  UNION ALL
  SELECT NULL, NULL, count(pg_notify($2, payload)) FROM unnest($3::text[]) AS payload
  WHERE EXISTS (SELECT FROM added)`;

/**
 * Writes the effects of use cases whose whole trace is what they send. What is asked for while a
 * commit runs is committed together by the next one: one statement for all.
 */
export function createOutboxWriter(pool: pg.Pool) {
  let waiting: Write[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, mostAtOnce);
      waiting = waiting.slice(mostAtOnce);
      try {
        await commit(batch);
      } catch {
        // one that cannot be written must not keep the others from it
        for (const write of batch) await commit([write]).catch(write.reject);
      }
    }
    isWriting = false;
  }

  async function commit(batch: readonly Write[]): Promise<void> {
    // the same cause twice in one statement is new once
    const firsts = new Map<string, Write>();
    for (const write of batch) if (!firsts.has(nameOf(write))) firsts.set(nameOf(write), write);
    const writes = [...firsts.values()].map((write) => ({
      ...write,
      effects: write.effects.flatMap(fitting),
    }));
    const effects = writes.flatMap((write) => write.effects);
    let count = 0;
    const effectsByCause = writes.flatMap(({ cause, useCase, effects: own }) => {
      count += own.length;
      const rows = effectRows(own, count - own.length);
      return rows.map((row) => ({ ...row, cause, use_case: useCase }));
    });
    const { rows } = await pool.query<{ cause: string | null; use_case: string | null }>(
      statement,
      [
        JSON.stringify(effectsByCause),
        outboxChannel,
        effects.length === 0 ? [] : payloadsOf(effects),
        writes.map(({ cause }) => cause),
        writes.map(({ useCase }) => useCase),
      ],
    );
    const isNew = new Set(rows.map((row) => JSON.stringify([row.cause, row.use_case])));
    for (const write of batch) write.resolve({ isNew: isNew.delete(nameOf(write)) });
  }

  return {
    /**
     * Commits the effects, once for a cause and use case.
     *
     * @returns whether this was the first time; the effects of another time are not added.
     * @throws when it could not be committed, or nobody knows whether it was: it may be tried again.
     */
    write(cause: string, useCase: string, effects: Effect[]): Promise<{ isNew: boolean }> {
      const { promise, resolve, reject } = Promise.withResolvers<{ isNew: boolean }>();
      waiting.push({ cause, useCase, effects, resolve, reject });
      if (!isWriting) void writeAll();
      return promise;
    },
  };
}

function nameOf({ cause, useCase }: Pick<Write, "cause" | "useCase">): string {
  return JSON.stringify([cause, useCase]);
}
