export { createBot, introduceBot, whoAmI } from "./bot.ts";
export { defineButton, onButton } from "./buttons.ts";
export { createCall } from "./client.ts";
export type { BotContext } from "./context.ts";
export { type Dialog, type DialogStorage, type Heard, openDialog, type Talk } from "./dialogs.ts";
export { createHome, type Home, type HomeButton, homeScreen } from "./home.ts";
export { createInbox, type Inbox } from "./inbox.ts";
export { createInboxStore } from "./inbox-store.ts";
export {
  escapeHtml,
  languages,
  loadTranslations,
  type Translate,
  type Translations,
} from "./language.ts";
export { createPolling } from "./polling.ts";
export { isAnonymous, readContent, realReply, topicOf } from "./read-content.ts";
export { createMemoryStorage, createSessionStorage } from "./session-storage.ts";
export { answerTap, change, dropButtons, ignoreRefusal, show } from "./screen.ts";
export { createWebhook } from "./webhook.ts";
