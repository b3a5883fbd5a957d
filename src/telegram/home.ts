import type { ReplyKeyboardMarkup } from "@grammyjs/types";
import { Composer } from "grammy";
import type { BotContext } from "./context.ts";
import { languages, type Translations } from "./language.ts";

/** A large button of the main menu. */
export interface HomeButton {
  /** The key of its words. */
  label: string;
  /** The key of other words that mean the same, with commas between. */
  words?: string;
  /** Whom it is shown to; everyone when not given. */
  isFor?: (ctx: BotContext) => boolean;
  open: (ctx: BotContext) => Promise<void>;
}

/** The main menu: a keyboard that stays, and works also in the middle of a dialog. */
export function createHome(translations: Translations, buttons: HomeButton[]) {
  const wordsFor = (key: string) =>
    languages.flatMap((language) => translations(language).plain(key).split(",").map(normalise));
  const byWord = new Map<string, HomeButton>();
  for (const button of buttons)
    for (const key of [button.label, button.words])
      for (const word of key ? wordsFor(key) : []) byWord.set(word, button);
  const menuWords = new Set(wordsFor("home-menu-words"));
  const helpWords = new Set(wordsFor("home-help-words"));

  function keyboard(ctx: BotContext): ReplyKeyboardMarkup {
    const shown = buttons.filter(({ isFor }) => isFor?.(ctx) ?? true);
    const [first, ...others] = shown.map(({ label }) => ({ text: ctx.t.plain(label) }));
    const rows = first ? [[first]] : [];
    for (let at = 0; at < others.length; at += 2) rows.push(others.slice(at, at + 2));
    return { keyboard: rows, resize_keyboard: true, is_persistent: true };
  }

  function isMenuWord(text: string): boolean {
    return menuWords.has(normalise(text));
  }

  function isHelpWord(text: string): boolean {
    return helpWords.has(normalise(text));
  }

  const composer = new Composer<BotContext>();
  const inPrivate = composer.chatType("private");
  inPrivate.on("message:text", async (ctx, next) => {
    const button = byWord.get(normalise(ctx.message.text));
    if (!button || !(button.isFor?.(ctx) ?? true)) return next();
    await button.open(ctx);
  });

  return {
    keyboard,
    composer,
    isMenuWord,
    isHelpWord,
    /** Words that leave any dialog: a command, «Меню», «Помощь» or a button of the main menu. */
    isEscape: (text: string) =>
      text.startsWith("/") || isMenuWord(text) || isHelpWord(text) || byWord.has(normalise(text)),
  };
}

export type Home = ReturnType<typeof createHome>;

/** The words of a greeting or a notice over the main menu. */
export function homeScreen(home: Home, ctx: BotContext, text: string) {
  return { text, keyboard: home.keyboard(ctx) };
}

/** «МЕНЮ!» is the menu too; a slash stays, for commands are no words. */
function normalise(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\d/]+/gu, " ")
    .trim();
}
