import type { ResponseParameters } from "@grammyjs/types";

/** Whether a fault comes before Telegram has done anything, or after it has done everything. */
export type FaultMoment = "before" | "after";

/** What happens instead of, or besides, an ordinary answer. */
export type Fault =
  /** Refused in these words; the call is not done. */
  | { error_code: number; description: string; parameters?: ResponseParameters }
  /** The connection breaks before Telegram did anything. */
  | "reset"
  /** Telegram did it, and the connection breaks before the answer. */
  | "reset after"
  /** Telegram did it, and the connection breaks in the middle of the answer's body. */
  | "truncated"
  /**
   * Real milliseconds. "after" (default): the call is done at once, its answer comes late. "before": the call itself
   * is done late, also when its client has given up by then.
   */
  | { delay: number; moment?: FaultMoment }
  /** What a proxy in between answers: HTML rather than JSON. By default the call is not done. */
  | { html: string; status: number; moment?: FaultMoment }
  /**
   * Nothing comes for so many real milliseconds, then the connection breaks, or with `end: "answer"` the answer comes.
   * "before": the call is not done while it is silent, and never when the connection breaks.
   */
  | { silence: number; moment: FaultMoment; end?: "reset" | "answer" };

/** A method's name, or a question about the call. */
export type FaultMatch = string | ((method: string, params: Record<string, unknown>) => boolean);

/** A call that a standing rule decides about. */
export interface FaultCall {
  /** As the Bot API spells it; an unknown one as it came. */
  method: string;
  /** As they came, before any check. */
  params: Record<string, unknown>;
}

/** Lets calls fail that match. */
export interface Faults {
  /** @param times how many calls it hits (default 1). */
  next(match: FaultMatch, fault: Fault, times?: number): void;
  /**
   * A standing rule: asked about every matching call that no `next` has hit, in the order of the rules, until one
   * gives a fault.
   *
   * @param match "*" stands for every method. @returns a function that ends the rule.
   */
  always(match: FaultMatch, choose: (call: FaultCall) => Fault | undefined): () => void;
  /** Forgets all that is planned, standing rules included. */
  clear(): void;
  /** For the server: the fault for this call, which is used up by it. */
  take(method: string, params: Record<string, unknown>): Fault | undefined;
}

/** Faults as they come in life, in Telegram's and nginx's words. */
export const usualFaults = {
  /** @param seconds how long nothing may be sent. */
  tooManyRequests: (seconds: number): Fault => ({
    error_code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  }),
  badGateway: (moment: FaultMoment = "before"): Fault => ({
    status: 502,
    html: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n",
    moment,
  }),
  internal: (): Fault => ({ error_code: 500, description: "Internal Server Error" }),
  /** For getUpdates. */
  conflict: (): Fault => ({
    error_code: 409,
    description:
      "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  }),
} as const;

/** @returns faults of which none is planned yet. */
export function createFaults(): Faults {
  let planned: { match: FaultMatch; fault: Fault; left: number }[] = [];
  let rules: { match: FaultMatch; choose: (call: FaultCall) => Fault | undefined }[] = [];
  return {
    next(match, fault, times = 1) {
      planned.push({ match, fault, left: times });
    },
    always(match, choose) {
      const rule = { match, choose };
      rules.push(rule);
      return () => {
        rules = rules.filter((other) => other !== rule);
      };
    },
    clear() {
      planned = [];
      rules = [];
    },
    take(method, params) {
      const hit = planned.find(({ match }) => matches(match, method, params));
      if (!hit) return chosen(method, params);
      hit.left--;
      if (hit.left <= 0) planned = planned.filter((plan) => plan !== hit);
      return hit.fault;
    },
  };

  function chosen(method: string, params: Record<string, unknown>): Fault | undefined {
    for (const { match, choose } of rules) {
      const fault = matches(match, method, params) ? choose({ method, params }) : undefined;
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
}

function matches(match: FaultMatch, method: string, params: Record<string, unknown>): boolean {
  if (typeof match === "function") return match(method, params);
  return match === "*" || match === method;
}
