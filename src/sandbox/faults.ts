import type { ResponseParameters } from "@grammyjs/types";

/** What happens instead of, or besides, an ordinary answer. */
export type Fault =
  | { error_code: number; description: string; parameters?: ResponseParameters }
  /** The connection breaks before Telegram did anything. */
  | "reset"
  /** Telegram did it, and the connection breaks before the answer. */
  | "reset after"
  /** The answer comes late, by real milliseconds; the call itself is done at once. */
  | { delay: number }
  /** What a proxy in between answers, without the call being done: HTML rather than JSON. */
  | { html: string; status: number };

/** A method's name, or a question about the call. */
export type FaultMatch = string | ((method: string, params: Record<string, unknown>) => boolean);

/** Lets the next calls fail that match. */
export interface Faults {
  /** @param times how many calls it hits (default 1). */
  next(match: FaultMatch, fault: Fault, times?: number): void;
  clear(): void;
  /** For the server: the fault for this call, which is used up by it. */
  take(method: string, params: Record<string, unknown>): Fault | undefined;
}

/** @returns faults of which none is planned yet. */
export function createFaults(): Faults {
  let planned: { match: FaultMatch; fault: Fault; left: number }[] = [];
  return {
    next(match, fault, times = 1) {
      planned.push({ match, fault, left: times });
    },
    clear() {
      planned = [];
    },
    take(method, params) {
      const hit = planned.find(({ match }) =>
        typeof match === "string" ? match === method : match(method, params),
      );
      if (!hit) return undefined;
      hit.left--;
      if (hit.left <= 0) planned = planned.filter((plan) => plan !== hit);
      return hit.fault;
    },
  };
}
