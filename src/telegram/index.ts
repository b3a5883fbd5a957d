export { type Bot, createBot, introduceBot, whoAmI } from "./bot.ts";
export { defineButton, onButton } from "./buttons.ts";
export { createCall } from "./call.ts";
export type { TelegramClientOptions } from "./client.ts";
export type { BotContext } from "./context.ts";
export { type Dialog, type DialogStorage, type Heard, openDialog, type Talk } from "./dialogs.ts";
export { createHome, type Home, type HomeButton, homeScreen } from "./home.ts";
export { createInbox, type Inbox } from "./inbox.ts";
export { createInboxFiguresStore, type InboxFigures } from "./inbox-figures-store.ts";
export { createInboxStore, type InboxStore } from "./inbox-store.ts";
export {
  escapeHtml,
  languages,
  loadTranslations,
  type Translate,
  type Translations,
} from "./language.ts";
export type { UpdatesObserver } from "./observer.ts";
export { createPolling } from "./polling.ts";
export { isAnonymous, readContent, realReply, topicOf } from "./read-content.ts";
export { createMemoryStorage, createSessionStorage } from "./session-storage.ts";
export { answerTap, change, dropButtons, ignoreRefusal, show, unlessRefused } from "./screen.ts";
export { createWebhook } from "./webhook.ts";
