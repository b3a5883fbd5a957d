import type { Limits, SenderDependencies } from "../../src/delivery/index.ts";
import type { Database } from "../../src/platform/database.ts";

/** For tests of other things than the limits, which would only make them slow. */
export const unlimited: Limits = {
  perSecond: Infinity,
  chatPerSecond: Infinity,
  chatBurst: Infinity,
  groupPerMinute: Infinity,
};

/** Begins a term by hand, of a process that leads until another one does. */
export async function takeTheLead(
  { pool }: Pick<Database, "pool">,
  instance: string,
): Promise<SenderDependencies["lead"]> {
  await pool.query(
    `INSERT INTO leadership (id, instance, backend_pid) VALUES (1, $1, pg_backend_pid())
     ON CONFLICT (id) DO UPDATE SET instance = $1`,
    [instance],
  );
  return { instance, confirmed: async () => true };
}
