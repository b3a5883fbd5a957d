import { I18n } from "@grammyjs/i18n";
import type { Language } from "../access/index.ts";

export const languages = ["ru", "en"] as const satisfies Language[];

export type Words = Record<string, string | number | Date>;

/** Finds the words for a key in one language. */
export interface Translate {
  language: Language;
  /** For messages: the words may hold HTML, what is put into them is escaped. */
  (key: string, words?: Words): string;
  /** For buttons, titles and whatever else Telegram shows letter by letter. */
  plain(key: string, words?: Words): string;
}

export type Translations = (language: Language) => Translate;

/**
 * Reads all Fluent files of a folder with a folder for each language.
 *
 * @param directory absolute path of `locales`.
 */
export function loadTranslations(directory: string): Translations {
  const fluent = new I18n({
    defaultLocale: "ru",
    directory,
    // no invisible direction marks around each inserted word
    fluentBundleOptions: { useIsolating: false },
  });
  const known = Object.fromEntries(
    languages.map((language) => [language, translate(fluent, language)]),
  ) as Record<Language, Translate>;
  return (language) => known[language];
}

function translate(fluent: I18n, language: Language): Translate {
  const plain = (key: string, words: Words = {}) => fluent.t(language, key, words);
  const html = (key: string, words: Words = {}) => plain(key, escapeWords(words));
  return Object.assign(html, { plain, language });
}

function escapeWords(words: Words): Words {
  return Object.fromEntries(
    Object.entries(words).map(([name, value]) => [
      name,
      typeof value === "string" ? escapeHtml(value) : value,
    ]),
  );
}

/** Bot API, "HTML style": these three are the only characters with a meaning. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
