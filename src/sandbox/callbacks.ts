import type { CallbackAnswer } from "./contract.ts";
import { errors } from "./errors.ts";
import type { World } from "./world.ts";

/** How long Telegram's clients wait for an answer to a pressed button. */
const ANSWER_LIMIT_MS = 15_000;

/** Pressed buttons that wait for the bot's answer. */
export interface Callbacks {
  open(): { id: string; answer: Promise<CallbackAnswer> };
  /** @throws TelegramError when it is too late, answered already or never was asked. */
  answer(id: string, answer: CallbackAnswer): void;
}

/** @returns a register in which no button waits. */
export function createCallbacks(world: World): Callbacks {
  const waiting = new Map<string, { at: number; resolve(answer: CallbackAnswer): void }>();
  const now = () => world.clock.now().getTime();
  return {
    open() {
      const id = String(4_000_000_000_000_000 + world.state.nextQueryNumber++);
      const { promise, resolve } = Promise.withResolvers<CallbackAnswer>();
      waiting.set(id, { at: now(), resolve });
      return { id, answer: promise };
    },
    answer(id, answer) {
      const query = waiting.get(id);
      waiting.delete(id);
      if (!query || now() - query.at > ANSWER_LIMIT_MS) throw errors.tooOldQuery();
      query.resolve(answer);
    },
  };
}
