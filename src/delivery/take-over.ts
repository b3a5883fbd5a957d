import type { Clock } from "../platform/clock.ts";
import type { ClaimedEffect } from "./claim-store.ts";
import { messagesOf } from "./cost.ts";
import type { OutboxStore } from "./outbox-store.ts";
import type { Pacing } from "./pacing.ts";

export interface TakeOverDependencies {
  store: OutboxStore;
  clock: Clock;
  instance: string;
  pacing: Pacing;
  /** Monotonic milliseconds. */
  now: () => number;
}

// The longest of Telegram's windows is a minute.
const recentMs = 61_000;

/**
 * Begins where an earlier process has ended: its calls still count in Telegram's limits.
 *
 * @returns what it was sending, of which nobody knows whether it arrived.
 */
export async function takeOver(deps: TakeOverDependencies): Promise<ClaimedEffect[]> {
  const { store, clock, pacing } = deps;
  const orphans = await store.orphans(deps.instance);
  const wall = clock.now().getTime();
  const at = deps.now();
  for (const call of await store.recentCalls(new Date(wall - recentMs))) {
    const age = Math.max(0, wall - call.at.getTime());
    pacing.take(call.chatId, messagesOf(call.method, {}) && call.messages, call.lane, at - age);
  }
  for (const { chatId, lane, method, params } of orphans)
    pacing.take(chatId, messagesOf(method, params), lane, at);
  return orphans;
}
