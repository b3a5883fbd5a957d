import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { ClaimedEffect } from "./claim-store.ts";
import {
  type Call,
  type Delivered,
  type Effect,
  type FailureClass,
  isIdempotent,
  lanes,
} from "./effect.ts";
import type { Mark } from "./marks.ts";
import { type CallResult, judge } from "./outcome.ts";
import { sentResult } from "./params.ts";
import { followUps, remedy } from "./remedies.ts";

/** How an attempt to send an effect ended, and what is to be written of it. */
export interface End {
  effect: ClaimedEffect;
  mark: Mark;
  /** Null while the effect has not ended. */
  delivered: Delivered | null;
  /** What has to be sent besides, since the effect alone could not say it. */
  followUps?: Effect[];
  /** The chat's new id. */
  movedTo?: number;
}

export interface SettleDependencies {
  clock: Clock;
  logger: Logger;
  /** Telegram wants nothing in the chat for so long. */
  onFlood: (chatId: number, seconds: number) => void;
  /** A call got no answer, or could not be made. */
  onOutage: () => void;
  onMigrated: (fromChatId: number, toChatId: number) => Promise<void>;
  onFatal: (description: string) => void;
}

const longestBackoffSeconds = 60;
/** After so many calls without an answer an effect holds up its chat no longer. */
const triesBeforeAside = 3;
const mostRemedies = 5;

/** Decides what the result of a call means for its effect. */
export function createSettle(deps: SettleDependencies) {
  const { clock, logger } = deps;

  async function settle(effect: ClaimedEffect, call: Call, result: CallResult): Promise<End> {
    const verdict = judge(result);
    const description = result.kind === "ok" ? "" : result.description;
    switch (verdict.kind) {
      case "sent":
        return sent(effect, result);
      case "wait":
        deps.onFlood(effect.chatId, verdict.seconds);
        return again(effect, later(verdict.seconds), { description, flood: true });
      case "retry":
        deps.onOutage();
        return again(effect, backoff(effect), { description });
      case "migrate":
        return migrate(effect, verdict.toChatId, description);
      case "failed":
        return helped(effect, call, verdict.failure, description);
      case "unknown":
        return unknown(effect, description);
      case "fatal":
        deps.onOutage();
        deps.onFatal(description);
        return again(effect, backoff(effect), { description });
    }
  }

  /** What nobody knows of is sent once more where a double does less harm than a loss. */
  function unknown(effect: ClaimedEffect, why: string): End {
    deps.onOutage();
    const repeats = isIdempotent(effect.method);
    const mayRepeat = repeats || (effect.lane === lanes.answers && effect.unknowns === 0);
    logger.warn(
      { effect: effect.id, method: effect.method, mayRepeat },
      "the outcome of a call is unknown",
    );
    if (mayRepeat) {
      const aside = repeats && effect.unknowns + 1 >= triesBeforeAside;
      return again(effect, backoff(effect), { description: why }, { unknownWhy: why, aside });
    }
    const error = { description: why };
    const mark: Mark = { id: effect.id, state: "unknown", unknownWhy: why, error };
    return { effect, mark, delivered: { kind: "unknown", description: why } };
  }

  async function migrate(effect: ClaimedEffect, to: number, description: string): Promise<End> {
    try {
      await deps.onMigrated(effect.chatId, to);
    } catch (error) {
      // nothing was sent: the next try is told the same
      logger.error({ err: error, effect: effect.id }, "a group could not be moved to its new id");
      return again(effect, backoff(effect), { description });
    }
    const end = namesOldMessage(effect)
      ? failed(effect, "target-gone", description)
      : again(effect, clock.now(), { description });
    return { ...end, movedTo: to };
  }

  /** A refused call is changed where that may help; what was said of it is kept with the effect. */
  function helped(
    effect: ClaimedEffect,
    call: Call,
    failure: FailureClass,
    description: string,
  ): End {
    const calls = effect.remedies < mostRemedies ? remedy(call, failure, description) : undefined;
    if (!calls) return failed(effect, failure, description);
    logger.info({ effect: effect.id, failure }, "a refused call is changed and tried again");
    const remedies = effect.remedies + 1;
    const end = again({ ...effect, remedies }, clock.now(), { description }, { call: calls[0] });
    const others = followUps(effect, calls);
    return others.length === 0 ? end : { ...end, followUps: others };
  }

  function later(seconds: number): Date {
    return new Date(clock.now().getTime() + seconds * 1000);
  }

  function backoff({ attempts }: ClaimedEffect): Date {
    return later(Math.min(2 ** (attempts - 1), longestBackoffSeconds));
  }

  return { settle, unknown };
}

/** A migrated group counts its messages anew, so that a number from before means another one. */
function namesOldMessage({ params, refersTo, about }: ClaimedEffect): boolean {
  if (about?.bound) return true;
  return refersTo.target || "message_id" in params || "message_thread_id" in params;
}

function sent(effect: ClaimedEffect, result: CallResult): End {
  const outcome = sentResult(effect.method, result.kind === "ok" ? result.result : null);
  const mark: Mark = { id: effect.id, state: "sent", result: outcome };
  return { effect, mark, delivered: { kind: "sent", ...outcome } };
}

export function failed(effect: ClaimedEffect, failure: FailureClass, description: string): End {
  const mark: Mark = { id: effect.id, state: "failed", error: { failure, description } };
  return { effect, mark, delivered: { kind: "failed", failure, description } };
}

function again(
  effect: ClaimedEffect,
  notBefore: Date,
  error: Record<string, unknown>,
  more: { unknownWhy?: string; aside?: boolean; call?: Call } = {},
): End {
  const remedies = effect.remedies > 0 ? { remedies: effect.remedies } : {};
  const mark: Mark = {
    id: effect.id,
    state: "queued",
    notBefore,
    error: { ...error, ...remedies },
    ...more,
  };
  return { effect, mark, delivered: null };
}
