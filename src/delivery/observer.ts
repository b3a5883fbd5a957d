import type { Verdict } from "./outcome.ts";

/** Looks on as effects are sent. Its methods return at once and never throw. */
export interface DeliveryObserver {
  /**
   * A call of the Bot API has ended.
   *
   * @param lane 0 = answers, 1 = mass mailings.
   */
  called(lane: number, verdict: Verdict): void;
}
