import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { ClaimedEffect } from "./claim-store.ts";
import { createClaims } from "./claims.ts";
import { messagesOf } from "./cost.ts";
import { lanes } from "./effect.ts";
import { readPayload } from "./enqueue-store.ts";
import { createGate, type Prepared } from "./gate.ts";
import type { DeliveryObserver } from "./observer.ts";
import { createOutage } from "./outage.ts";
import type { OutboxStore } from "./outbox-store.ts";
import { type CallResult, judge } from "./outcome.ts";
import { createPacing, type Limits } from "./pacing.ts";
import { bindCall } from "./params.ts";
import { createRecorder, type OnDelivered, type RecorderDependencies } from "./record.ts";
import { createRounds, type Rounds } from "./rounds.ts";
import { createScheduler } from "./scheduler.ts";
import { createSettle, type End, failed } from "./settle.ts";
import { takeOver } from "./take-over.ts";
import { createWaiters } from "./waiters.ts";

export interface SenderDependencies {
  store: OutboxStore;
  /** Makes one call of the Bot API; never throws. */
  call: (method: string, params: Record<string, unknown>) => Promise<CallResult>;
  clock: Clock;
  logger: Logger;
  /** The right to send: its name is on what this process claims, and it is asked before each call. */
  lead: { instance: string; confirmed(): Promise<boolean> };
  limits?: Partial<Limits> | undefined;
  observer?: DeliveryObserver | undefined;
  onDelivered: OnDelivered;
  onlyRows?: RecorderDependencies["onlyRows"];
  onMigrated: (fromChatId: number, toChatId: number) => Promise<void>;
  /** The token is refused: there is nothing left to do but to stop. */
  onFatal: (description: string) => void;
}

/** After a 429 the chat's next call arrives surely later than Telegram has asked for. */
const floodMarginMs = 50;

/** Sends what the outbox holds: in order in each chat, chats side by side, within Telegram's limits. */
export function createSender(deps: SenderDependencies) {
  const { store, clock, logger, lead } = deps;
  const now = (): number => clock.monotonic?.() ?? clock.now().getTime();
  const scheduler = createScheduler();
  const pacing = createPacing(deps.limits);
  const waiters = createWaiters({ clock, now });
  const held = new Map<string, ClaimedEffect>();

  const outage = createOutage({ probe, logger, onOpen: waiters.wake });
  const settle = createSettle({
    clock,
    logger,
    onFlood: (chatId, seconds) => scheduler.freeze(chatId, afterFlood(seconds), now()),
    onOutage: outage.close,
    async onMigrated(from, to) {
      await store.moveChat(from, to, clock.now());
      await deps.onMigrated(from, to);
    },
    onFatal: deps.onFatal,
  });
  const recorder = createRecorder({
    store,
    clock,
    logger,
    instance: lead.instance,
    onDelivered: deps.onDelivered,
    onlyRows: deps.onlyRows,
    onRecorded: release,
  });
  const gate = createGate({
    pacing,
    now,
    confirmed: () => lead.confirmed(),
    isOpen: () => rounds.isRunning() && outage.isOpen() && !scheduler.isFrozen(now()),
    send: (prepared) => void send(prepared),
    giveBack,
  });
  const rounds: Rounds = createRounds({
    store,
    clock,
    now,
    logger,
    lead,
    scheduler,
    pacing,
    claims: createClaims({ scheduler, pacing, gate }),
    outage,
    recorder,
    waiters,
    held,
    onClaimed: prepare,
    onWritten: (one) => (one.mark.state === "queued" ? release(one) : letGo(one)),
  });

  function afterFlood(seconds: number): number {
    return now() + seconds * 1000 + floodMarginMs;
  }

  async function probe(): Promise<CallResult> {
    const result = await deps.call("getMe", {});
    if (result.kind === "refused" && result.retryAfterSeconds !== undefined)
      scheduler.freezeAll(afterFlood(result.retryAfterSeconds));
    return result;
  }

  function prepare(effect: ClaimedEffect): void {
    held.set(effect.id, effect);
    if (effect.usefulUntil !== null && effect.usefulUntil <= clock.now())
      return end(failed(effect, "expired", "it came too late to be of use"));
    const call = bindCall(effect);
    if (call) gate.add({ effect, call });
    else end(failed(effect, "target-gone", "the message that it refers to was never sent"));
  }

  async function send({ effect, call }: Prepared): Promise<void> {
    waiters.wake();
    try {
      const result = await deps.call(call.method, call.params);
      deps.observer?.called(effect.lane, judge(result));
      end(await settle.settle(effect, call, result));
    } catch (error) {
      logger.error({ err: error, effect: effect.id }, "an effect could not be sent");
      end(settle.unknown(effect, "our own failure"));
    }
  }

  function end(one: End): void {
    recorder.record(one);
    waiters.wake();
  }

  function letGo({ effect }: End): void {
    held.delete(effect.id);
    waiters.tell(effect.chatId);
  }

  /** The end of an effect is written: its chat goes on. */
  function release(one: End): void {
    const { effect, mark, movedTo } = one;
    if (!held.has(effect.id)) return;
    letGo(one);
    const { chatId, lane } = effect;
    if (mark.state === "queued" && movedTo === undefined) {
      const at = now() + mark.notBefore.getTime() - clock.now().getTime();
      // what an earlier process had claimed made no chat of this one busy
      if (!scheduler.wait(chatId, lane, at, mark.aside !== true)) scheduler.notice(chatId, lane);
    } else scheduler.free(chatId);
    if (movedTo !== undefined) scheduler.notice(movedTo, lane);
    waiters.wake();
  }

  function giveBack(effects: ClaimedEffect[]): void {
    rounds.noteStrays();
    for (const { id, chatId, lane } of effects) {
      held.delete(id);
      scheduler.behind(chatId, lane);
      scheduler.free(chatId);
    }
    waiters.wake();
  }

  return {
    /**
     * Something was added to the outbox.
     *
     * @param payload as the notification has it; without one, everything is looked at.
     */
    wake(payload?: string): void {
      const chats = readPayload(payload);
      if (chats) for (const { chatId, lane } of chats) scheduler.notice(chatId, lane);
      else rounds.loadAgain();
      waiters.wake();
    },

    /** A call that goes out without waiting takes its place in the limits. */
    note(method: string, params: Record<string, unknown>): void {
      const messages = messagesOf(method, params);
      const chatId = Number(params["chat_id"]);
      if (messages > 0 && Number.isSafeInteger(chatId))
        pacing.take(chatId, messages, lanes.answers, now());
    },

    /** Resolves when nothing is on its way to the chat any more, at the latest after `withinMs`. */
    async settled(chatId: number, withinMs: number): Promise<void> {
      const until = performance.now() + withinMs;
      while (await store.isBusy(chatId, clock.now())) {
        const left = until - performance.now();
        if (left <= 0) return;
        await waiters.told(chatId, left);
      }
    },

    /** Resolves when all that has left for the chat stands in the books, at the latest after `withinMs`. */
    async recorded(chatId: number, withinMs: number): Promise<void> {
      const until = performance.now() + withinMs;
      while ([...held.values()].some((effect) => effect.chatId === chatId)) {
        const left = until - performance.now();
        if (left <= 0) return;
        await waiters.told(chatId, left);
      }
    },

    /** Takes over what an earlier process left in the air, then sends until stopped. */
    async start(): Promise<void> {
      const { instance } = lead;
      const [orphans] = await Promise.all([
        takeOver({ store, clock, instance, pacing, now }),
        rounds.load(),
      ]);
      for (const effect of orphans) {
        held.set(effect.id, effect);
        end(settle.unknown(effect, "the process ended while this was being sent"));
      }
      rounds.start();
    },

    /** Lets the calls on the wire end, and claims nothing new; gives back what has not left. */
    async stop(): Promise<void> {
      const stopped = rounds.stop();
      outage.stop();
      recorder.stop();
      gate.close();
      await stopped;
      await recorder.written();
    },
  };
}

export type Sender = ReturnType<typeof createSender>;
