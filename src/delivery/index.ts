export { longestText, type MessageContent, onlyFormatting } from "./content.ts";
export { type About, type Delivered, type Effect, type FailureClass, lanes } from "./effect.ts";
export { type CallResult, judge } from "./outcome.ts";
export { createOutboxStore, enqueue, outboxChannel } from "./outbox-store.ts";
export {
  albumEffects,
  type Destination,
  messageEffects,
  relay,
  type RelayedMessage,
} from "./relay.ts";
export {
  inlineKeyboard,
  type Screen,
  type ScreenButton,
  screenEffect,
  screenParams,
} from "./screen.ts";
export { createSender, type Sender } from "./sender.ts";
