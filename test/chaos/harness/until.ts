import { setTimeout as sleep } from "node:timers/promises";

const lookEveryMs = 50;

/**
 * Looks until there is something. A look that fails, as while PostgreSQL is away, is no answer.
 *
 * @throws Error with `otherwise` after `within` milliseconds.
 */
export async function until<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
  within: number,
  otherwise: string,
): Promise<T> {
  const end = performance.now() + within;
  let trouble: unknown;
  while (performance.now() < end) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found;
    } catch (error) {
      trouble = error;
    }
    await sleep(lookEveryMs);
  }
  throw new Error(`${otherwise} within ${within} ms`, { cause: trouble });
}
