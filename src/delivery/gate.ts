import Queue from "yocto-queue";
import type { ClaimedEffect } from "./claim-store.ts";
import { messagesOf } from "./cost.ts";
import { type Call, lanes } from "./effect.ts";
import type { Pacing } from "./pacing.ts";

/** An effect whose call can be made. */
export interface Prepared {
  effect: ClaimedEffect;
  call: Call;
}

export interface GateDependencies {
  pacing: Pacing;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Whether this process may send at all; asked right before anything leaves. */
  confirmed: () => Promise<boolean>;
  /** Whether anything goes out at this time. */
  isOpen: () => boolean;
  /** Makes the call; whatever it does at once is done before anything else. */
  send: (prepared: Prepared) => void;
  /** Takes back what may not go now. */
  giveBack: (effects: ClaimedEffect[]) => void;
}

/**
 * Where claimed effects wait for their place in the whole bot's limits, answers before mailings.
 * The right to send is asked for, the place is taken and the call is made without a pause between.
 */
export function createGate(deps: GateDependencies) {
  const { pacing } = deps;
  const lines = [new Queue<Prepared>(), new Queue<Prepared>()] as const;
  let timer: NodeJS.Timeout | undefined;
  let isPumping = false;

  function waiting(): number {
    return lines[0].size + lines[1].size;
  }

  async function pump(): Promise<void> {
    if (isPumping) return;
    isPumping = true;
    clearTimeout(timer);
    try {
      while (waiting() > 0) {
        const may = deps.isOpen() && (await deps.confirmed());
        // it may have closed while the question was on its way
        if (!may || !deps.isOpen()) return reject();
        const wait = letThrough();
        if (wait > 0) return void (timer = setTimeout(() => void pump(), wait));
      }
    } finally {
      isPumping = false;
    }
  }

  /** Returns for how long the first of those that remain has to wait. */
  function letThrough(): number {
    for (const lane of [lanes.answers, lanes.mailings]) {
      for (let first = lines[lane].peek(); first; first = lines[lane].peek()) {
        const { effect, call } = first;
        const messages = messagesOf(call.method, call.params);
        const now = deps.now();
        const wait = pacing.botWhen(lane, messages, now) - now;
        if (wait > 0) return Math.ceil(wait);
        lines[lane].dequeue();
        deps.send(first);
        // the machine may have paused in between: what counts is when the call has left at the latest
        pacing.take(effect.chatId, messages, lane, deps.now());
      }
    }
    return 0;
  }

  function reject(): void {
    const rejected = lines.flatMap((line) => [...line.drain()]);
    if (rejected.length > 0) deps.giveBack(rejected.map(({ effect }) => effect));
  }

  return {
    add(prepared: Prepared): void {
      lines[prepared.effect.lane === lanes.answers ? 0 : 1].enqueue(prepared);
      void pump();
    },

    /** How many of a lane wait here. */
    waiting: (lane: number) => lines[lane === lanes.answers ? 0 : 1].size,

    /** Takes back all that waits here. */
    close(): void {
      clearTimeout(timer);
      reject();
    },
  };
}

export type Gate = ReturnType<typeof createGate>;
