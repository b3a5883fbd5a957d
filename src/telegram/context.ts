import type { ConversationFlavor } from "@grammyjs/conversations";
import type { Context } from "grammy";
import type { Actor } from "../access/index.ts";
import type { Translate } from "./language.ts";

/** What every handler knows of an update. */
export interface BotFlavor {
  /** Who sent it. */
  actor: Actor;
  /** Words in the sender's language. */
  t: Translate;
  /** Names the update; the same when it is handled again after a failure. */
  cause: string;
}

export type BotContext = ConversationFlavor<Context & BotFlavor>;
