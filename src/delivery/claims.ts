import type { Ask, ClaimedEffect, Head } from "./claim-store.ts";
import { lanes } from "./effect.ts";
import type { Gate } from "./gate.ts";
import type { Pacing } from "./pacing.ts";
import type { Scheduler } from "./scheduler.ts";

export interface ClaimsDependencies {
  scheduler: Scheduler;
  pacing: Pacing;
  gate: Gate;
}

/** How many of a lane may be claimed at once. */
const mostInFlight: readonly number[] = [
  64,
  // 30 a second at 150 ms each need five at once, and some are being written; more would only widen
  // what a kill leaves unknown
  10,
];
/**
 * An effect is claimed before its place in the limits is free, by somewhat more than a claim takes:
 * an answer that is not at the gate in time would see its place go to a mailing.
 */
const aheadMs = 40;
// A wait that is this long is looked after once in between.
const longestWaitMs = 300_000;
const lockedMs = 10;
const busyMs = 1000;

/** Chooses which chats are asked for their next effect, and takes in what they answer. */
export function createClaims({ scheduler, pacing, gate }: ClaimsDependencies) {
  function free(lane: number, now: number, inFlight: number): number {
    const slots = pacing.slots(lane, now, now + aheadMs);
    return Math.min((mostInFlight[lane] ?? 0) - inFlight, slots - gate.waiting(lane));
  }

  return {
    /** @param inFlight how many of each lane are claimed. */
    choose(now: number, inFlight: readonly [answers: number, mailings: number]): Ask[] {
      const asks: Ask[] = [];
      for (const lane of [lanes.answers, lanes.mailings]) {
        for (let left = free(lane, now, inFlight[lane]); left > 0; left -= 1) {
          const chatId = scheduler.take(lane, now);
          if (chatId === undefined) break;
          asks.push({ chatId, lane, room: pacing.room(chatId, now) });
        }
      }
      return asks;
    },

    /** Nobody has answered: all are asked again. */
    takeBack(asks: readonly Ask[]): void {
      for (const { chatId, lane } of asks) {
        scheduler.behind(chatId, lane);
        scheduler.free(chatId);
      }
    },

    /**
     * Notes what each chat has to offer.
     *
     * @param wall the moment of the claim by the clock on the wall, from which due moments count.
     * @returns what was claimed.
     */
    note(heads: readonly Head[], now: number, wall: Date): ClaimedEffect[] {
      return heads.flatMap((head) => {
        const { chatId } = head;
        switch (head.kind) {
          case "claimed":
            scheduler.behind(chatId, head.nextLane);
            return head.effect;
          case "nothing":
            scheduler.free(chatId);
            break;
          case "later lane":
            scheduler.behind(chatId, head.lane);
            scheduler.free(chatId);
            break;
          case "due": {
            const wait = Math.min(head.at.getTime() - wall.getTime(), longestWaitMs);
            scheduler.wait(chatId, head.lane, now + wait, head.isFirm);
            break;
          }
          case "costly": {
            const at = pacing.chatWhen(chatId, head.messages, now);
            scheduler.wait(chatId, head.lane, Math.max(at, now + 1), true);
            break;
          }
          case "busy":
            scheduler.wait(chatId, lanes.answers, now + busyMs, false);
            break;
          case "locked":
            scheduler.wait(chatId, head.lane, now + lockedMs, true);
        }
        return [];
      });
    },

    /** When a chat whose turn has come may be asked, if that is a matter of time. */
    nextTurn(now: number, inFlight: readonly [answers: number, mailings: number]): number {
      let next = Infinity;
      for (const lane of [lanes.answers, lanes.mailings]) {
        // what waits at the gate, or is on the wire, says itself when it is gone
        if (!scheduler.hasTurn(lane) || gate.waiting(lane) > 0) continue;
        if (inFlight[lane] >= (mostInFlight[lane] ?? 0)) continue;
        next = Math.min(next, pacing.botWhen(lane, 1, now) - aheadMs);
      }
      return next;
    },
  };
}

export type Claims = ReturnType<typeof createClaims>;
