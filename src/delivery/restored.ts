import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { Transaction } from "../platform/perform.ts";
import type { About, Delivered } from "./effect.ts";
import { type RestoredEffect, type RestoredStore, restoredFromBackup } from "./restored-store.ts";

export interface RestoredDependencies {
  store: RestoredStore;
  clock: Clock;
  logger: Logger;
  /** As the sender's: told in the transaction that notes it. */
  onDelivered: (
    transaction: Transaction,
    effect: { key: string; chatId: number; about: About | null },
    delivered: Delivered,
  ) => Promise<void>;
}

const batch = 100;
const outcome: Delivered = { kind: "unknown", description: restoredFromBackup };

/**
 * Tells the features, once, of the effects whose outcome a restored backup leaves unknown: a card
 * that perhaps nobody has seen needs another desk. To be called before anything is sent.
 *
 * @returns the number of effects told of; 0 whenever no backup was restored.
 */
export function createTellRestored({ store, clock, logger, onDelivered }: RestoredDependencies) {
  return async (): Promise<number> => {
    let count = 0;
    for (;;) {
      const effects = await store.untold(batch);
      for (const effect of effects) await tell(effect);
      count += effects.length;
      if (effects.length < batch) break;
    }
    if (count > 0) logger.warn({ effects: count }, "a backup left outcomes unknown");
    return count;
  };

  async function tell(effect: RestoredEffect): Promise<void> {
    try {
      await store.told(effect, clock.now(), (transaction) =>
        onDelivered(transaction, effect, outcome),
      );
    } catch (error) {
      // a mistake of ours in one place may not keep everything from being sent
      logger.error({ err: error, effect: effect.key }, "nobody could be told of an effect");
      await store.told(effect, clock.now(), async () => {});
    }
  }
}
