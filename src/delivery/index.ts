export { longestText, type MessageContent, onlyFormatting } from "./content.ts";
export {
  type About,
  type Call,
  type Delivered,
  type Effect,
  type FailureClass,
  lanes,
} from "./effect.ts";
export { type CallResult, judge } from "./outcome.ts";
export type { DeliveryObserver } from "./observer.ts";
export { enqueue, isOnItsWay, outboxChannel } from "./enqueue-store.ts";
export { createOutboxStore, type OutboxStore } from "./outbox-store.ts";
export { createOutboxWriter } from "./outbox-writer-store.ts";
export { type Limits, usualLimits } from "./pacing.ts";
export { createQueueStore, type QueueFigures } from "./queue-store.ts";
export {
  albumEffects,
  type Destination,
  messageEffects,
  relay,
  type RelayedMessage,
} from "./relay.ts";
export { createTellRestored } from "./restored.ts";
export { createRestoredStore, settleRestoredEffects } from "./restored-store.ts";
export {
  inlineKeyboard,
  type Screen,
  type ScreenButton,
  screenEffect,
  screenParams,
} from "./screen.ts";
export { remedy } from "./remedies.ts";
export { createSender, type Sender, type SenderDependencies } from "./sender.ts";
