import {
  type Conversation,
  type ConversationData,
  conversations,
  createConversation,
  type VersionedState,
} from "@grammyjs/conversations";
import { Composer, type Context, type StorageAdapter } from "grammy";
import type { Screen } from "../delivery/index.ts";
import type { BotContext } from "./context.ts";
import type { Translate, Translations } from "./language.ts";
import { answerTap, show } from "./screen.ts";

// Raised with any change to a dialog: a half-made choice of the old form is dropped, never misread.
const dialogVersion = 1;
const longestWaitMs = 24 * 60 * 60 * 1000;

/** What a person did in a dialog. */
export type Heard =
  | { kind: "button"; value: string }
  | { kind: "text"; text: string }
  /** A voice message, a photo, anything without text of its own. */
  | { kind: "other" };

/**
 * The two hands of a dialog. Every line of a dialog is run again on each update, so all that it
 * sees or does of the world goes through here.
 */
export interface Talk {
  t: Translate;
  say(screen: Screen): Promise<number>;
  hear(): Promise<Heard>;
  /** Runs a use case once; its outcome must be plain JSON. */
  perform<T>(work: (ctx: BotContext) => Promise<T>): Promise<T>;
  /** The callback data of a button that `hear` returns as `value`. */
  data(value: string): string;
}

/** A short form in a private chat. It asks and replies only: what it decides, use cases do. */
export interface Dialog<Args = undefined> {
  id: string;
  run(talk: Talk, args: Args): Promise<void>;
}

export type DialogStorage = StorageAdapter<VersionedState<ConversationData>>;

export interface DialogDependencies {
  storage: DialogStorage;
  translations: Translations;
  /** Words that leave any dialog and are handled as outside of one. */
  isEscape: (text: string) => boolean;
  /** Whether the message replies to one that belongs to something else than a dialog. */
  isReplyElsewhere: (ctx: BotContext) => Promise<boolean>;
  /** Told when someone says such a word: whatever they were in the middle of has ended. */
  onEscape: (ctx: BotContext) => Promise<void>;
}

/** A dialog whose arguments only it and whoever opens it know. */
export type AnyDialog = Dialog<never>;

/** Middleware that resumes a dialog where the person left it. */
export function createDialogs(dialogs: AnyDialog[], deps: DialogDependencies) {
  const composer = new Composer<BotContext>();
  const inPrivate = composer.chatType("private");
  inPrivate.use(
    conversations<BotContext, Context>({
      storage: {
        type: "key",
        version: dialogVersion,
        prefix: "dialog:",
        getStorageKey: (ctx) => ctx.chatId?.toString(),
        adapter: deps.storage,
      },
    }),
  );
  inPrivate.on("message:text", async (ctx, next) => {
    if (deps.isEscape(ctx.message.text)) {
      await ctx.conversation.exitAll();
      await deps.onEscape(ctx);
    }
    await next();
  });
  for (const dialog of dialogs) {
    inPrivate.use(
      createConversation<BotContext, Context>(
        async (conversation, _ctx, args: unknown) =>
          dialog.run(await createTalk(dialog.id, conversation, deps), args as never),
        { id: dialog.id, maxMillisecondsToWait: longestWaitMs },
      ),
    );
  }
  return composer;
}

/** Starts a dialog from its beginning, in place of any other. */
export async function openDialog<Args>(
  ctx: BotContext,
  dialog: Dialog<Args>,
  args: Args,
): Promise<void> {
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(dialog.id, args);
}

async function createTalk(
  id: string,
  conversation: Conversation<BotContext>,
  deps: DialogDependencies,
): Promise<Talk> {
  const prefix = `dialog:${id}:`;
  const language = await conversation.external((ctx) => ctx.actor.language);

  let last = await conversation.external((ctx) => ctx.update.update_id);

  async function hear(): Promise<Heard> {
    const update = await conversation.wait();
    // after a kill an update may come again that has moved this dialog already
    if (update.update.update_id === last) return conversation.skip();
    last = update.update.update_id;
    const data = update.callbackQuery?.data;
    if (data !== undefined) {
      // a button of another screen: the person has gone on to something else
      if (!data.startsWith(prefix)) return conversation.halt({ next: true });
      await conversation.external((ctx) => answerTap(ctx));
      return { kind: "button", value: data.slice(prefix.length) };
    }
    if (!update.message) return conversation.skip({ next: true });
    // where a reply goes is decided by what it replies to, also in the middle of a dialog
    if (await conversation.external((ctx) => deps.isReplyElsewhere(ctx)))
      return conversation.halt({ next: true });
    const text = update.message.text;
    return text === undefined ? { kind: "other" } : { kind: "text", text };
  }

  return {
    t: deps.translations(language),
    // the context outside of the dialog has the transformers that a prompt needs
    say: (screen) => conversation.external((ctx) => show(ctx, screen)),
    hear,
    perform: (work) => conversation.external((ctx) => work(ctx)),
    data: (value) => prefix + value,
  };
}
