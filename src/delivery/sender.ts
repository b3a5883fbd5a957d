import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { Transaction } from "../platform/perform.ts";
import { type About, type Delivered, isIdempotent, lanes } from "./effect.ts";
import { type CallResult, judge } from "./outcome.ts";
import type { ClaimedEffect, Mark, OutboxStore } from "./outbox-store.ts";
import { bindCall, sentResult } from "./params.ts";

export interface SenderDependencies {
  store: OutboxStore;
  /** Makes one call of the Bot API; never throws. */
  call: (method: string, params: Record<string, unknown>) => Promise<CallResult>;
  clock: Clock;
  logger: Logger;
  /** Names this process, so that a later one knows which claims are nobody's. */
  instance: string;
  /** Told in the transaction that records how an effect ended. */
  onDelivered: (
    transaction: Transaction,
    effect: { key: string; chatId: number; about: About | null },
    delivered: Delivered,
  ) => Promise<void>;
  onMigrated: (fromChatId: number, toChatId: number) => Promise<void>;
  /** The token is refused: there is nothing left to do but to stop. */
  onFatal: (description: string) => void;
}

// 30 messages a second at 150 ms each need five at once; more would only widen what a kill leaves unknown.
const mostInFlight = 8;
const longestBackoffSeconds = 60;
const longestIdleMs = 1000;
const recordPauseMs = 250;

interface Ended {
  effect: ClaimedEffect;
  mark: Mark;
  delivered: Delivered | null;
}

/** Sends what the outbox holds: in order in each chat, chats side by side. */
export function createSender(deps: SenderDependencies) {
  const { store, clock, logger } = deps;
  const frozen = new Map<number, Date>();
  const ended: Ended[] = [];
  let recording: Promise<void> | null = null;
  const inFlight = new Set<bigint>();
  let claimFailed = false;
  let running = false;
  let loop: Promise<void> = Promise.resolve();
  let wakeUp: () => void = () => {};
  let woken = false;

  function wake(): void {
    woken = true;
    wakeUp();
  }

  async function run(): Promise<void> {
    while (running) {
      woken = false;
      let claimed = 0;
      try {
        claimed = await claimAndSend();
        if (claimed === 0 || inFlight.size >= mostInFlight) await idle();
      } catch (error) {
        claimFailed = true;
        logger.error({ err: error }, "the outbox could not be read");
        await sleep(1000);
      }
    }
  }

  /** Waits for a signal or for what becomes due; a second at most, since signals may be lost. */
  async function idle(): Promise<void> {
    if (woken || !running) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    wakeUp = resolve;
    const due = inFlight.size < mostInFlight ? await store.nextDue(clock.now()) : null;
    const over = new AbortController();
    if (due) clock.until(due, over.signal).then(resolve, () => {});
    const timer = setTimeout(resolve, longestIdleMs);
    await promise;
    clearTimeout(timer);
    over.abort();
  }

  async function claimAndSend(): Promise<number> {
    const now = clock.now();
    for (const [chatId, until] of frozen) if (until <= now) frozen.delete(chatId);
    const free = mostInFlight - inFlight.size;
    if (free <= 0) return 0;
    // its commit may have happened all the same: what nobody sends would hold up its chat for ever
    if (claimFailed) await store.release(deps.instance, [...inFlight]);
    claimFailed = false;
    const effects = await store.claim(deps.instance, now, free, [...frozen.keys()]);
    for (const effect of effects) {
      inFlight.add(effect.id);
      void send(effect).finally(() => {
        inFlight.delete(effect.id);
        wake();
      });
    }
    return effects.length;
  }

  async function send(effect: ClaimedEffect): Promise<void> {
    try {
      await record(await callAndSettle(effect));
    } catch (error) {
      logger.error({ err: error, effect: effect.key }, "an effect could not be sent");
      await record(unknown(effect, "our own failure"));
    }
  }

  async function callAndSettle(effect: ClaimedEffect): Promise<Ended> {
    const call = bindCall(effect);
    if (call === undefined) {
      const description = "the message that it refers to was never sent";
      return failed(effect, "target-gone", description);
    }
    return settle(effect, await deps.call(call.method, call.params));
  }

  async function settle(effect: ClaimedEffect, result: CallResult): Promise<Ended> {
    const verdict = judge(result);
    const description = result.kind === "ok" ? "" : result.description;
    switch (verdict.kind) {
      case "sent":
        return sent(effect, result);
      case "wait": {
        const until = new Date(clock.now().getTime() + verdict.seconds * 1000);
        frozen.set(effect.chatId, until);
        return again(effect, until, description);
      }
      case "retry":
        return again(effect, backoff(effect), description);
      case "migrate":
        await store.moveChat(effect.chatId, verdict.toChatId, clock.now());
        await deps.onMigrated(effect.chatId, verdict.toChatId);
        return namesOldMessage(effect)
          ? failed(effect, "target-gone", description)
          : again(effect, clock.now(), description);
      case "failed":
        return failed(effect, verdict.failure, description);
      case "unknown":
        return unknown(effect, description);
      case "fatal":
        deps.onFatal(description);
        return again(effect, backoff(effect), description);
    }
  }

  /** What nobody knows of is sent once more where a double does less harm than a loss. */
  function unknown(effect: ClaimedEffect, description: string): Ended {
    const mayRepeat =
      isIdempotent(effect.method) || (effect.lane === lanes.answers && !effect.wasUnknown);
    logger.warn(
      { effect: String(effect.id), method: effect.method, mayRepeat },
      "the outcome of a call is unknown",
    );
    if (mayRepeat) return again({ ...effect, wasUnknown: true }, backoff(effect), description);
    const mark: Mark = { id: effect.id, state: "unknown", error: { description } };
    return { effect, mark, delivered: { kind: "unknown", description } };
  }

  function backoff(effect: ClaimedEffect): Date {
    const seconds = Math.min(2 ** (effect.attempts - 1), longestBackoffSeconds);
    return new Date(clock.now().getTime() + seconds * 1000);
  }

  function record(end: Ended): Promise<void> {
    ended.push(end);
    recording ??= recordAll();
    return recording;
  }

  /** Results that arrive while the last ones are being written are written together. */
  async function recordAll(): Promise<void> {
    while (ended.length > 0) {
      const batch = ended.splice(0);
      try {
        await write(batch, true);
      } catch {
        for (const end of batch) await writeAlone(end);
      }
    }
    // at once, so that nothing is added to a round that has ended
    recording = null;
  }

  /**
   * Goes on until it is written: an effect without its outcome would be sent again. Consequences
   * that fail time after time are a mistake of ours, and may not hold up the chat.
   */
  async function writeAlone(end: Ended): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const withConsequences = tries % 3 !== 0;
      try {
        await write([end], withConsequences);
        return;
      } catch (error) {
        logger.error(
          { err: error, effect: String(end.effect.id), withConsequences },
          "the outcome of a call could not be recorded",
        );
        if (!running && !withConsequences) return;
        await sleep(recordPauseMs);
      }
    }
  }

  async function write(batch: Ended[], withConsequences: boolean): Promise<void> {
    const marks = batch.map(({ mark }) => mark);
    await store.mark(marks, clock.now(), async (transaction) => {
      if (!withConsequences) return;
      for (const { effect, delivered } of batch) {
        if (delivered) await deps.onDelivered(transaction, effect, delivered);
      }
    });
  }

  return {
    wake,

    /** Takes over what an earlier process left in the air, then sends until stopped. */
    async start(): Promise<void> {
      for (const effect of await store.orphans(deps.instance))
        await record(unknown(effect, "the process ended while this was being sent"));
      running = true;
      loop = run();
    },

    /** Lets the calls on the wire end, and claims nothing new. */
    async stop(): Promise<void> {
      running = false;
      wake();
      await loop;
      while (inFlight.size > 0) await sleep(10);
      await recording;
    },
  };
}

export type Sender = ReturnType<typeof createSender>;

/** A migrated group counts its messages anew, so that a number from before means another one. */
function namesOldMessage({ params, refersTo }: ClaimedEffect): boolean {
  return refersTo.target || "message_id" in params || "message_thread_id" in params;
}

function sent(effect: ClaimedEffect, result: CallResult): Ended {
  const outcome = sentResult(effect.method, result.kind === "ok" ? result.result : null);
  const mark: Mark = { id: effect.id, state: "sent", result: outcome };
  return { effect, mark, delivered: { kind: "sent", ...outcome } };
}

function failed(
  effect: ClaimedEffect,
  failure: Extract<Delivered, { kind: "failed" }>["failure"],
  description: string,
): Ended {
  const mark: Mark = { id: effect.id, state: "failed", error: { failure, description } };
  return { effect, mark, delivered: { kind: "failed", failure, description } };
}

function again(effect: ClaimedEffect, notBefore: Date, description: string): Ended {
  // a later refusal does not make an unknown outcome known
  const error = { description, ...(effect.wasUnknown ? { outcome: "unknown" } : {}) };
  const mark: Mark = { id: effect.id, state: "queued", notBefore, error };
  return { effect, mark, delivered: null };
}
