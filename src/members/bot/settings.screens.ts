import type { Language } from "../../access/index.ts";
import type { Screen } from "../../delivery/index.ts";
import { languages, type Translate } from "../../telegram/index.ts";
import { buttons } from "./members.buttons.ts";

export interface SettingsView {
  /** The town in words; null for people from other regions. */
  town: string | null;
  organisation: string | null;
}

export function settingsScreen(view: SettingsView, t: Translate): Screen {
  return {
    text: t("members-settings", {
      town: view.town ?? t.plain("members-outside-place"),
      organisation: view.organisation ?? t.plain("members-no-organisation"),
      language: languageName(t.language, t),
    }),
    buttons: [
      [{ text: t.plain("members-button-settings-town"), data: buttons.typeTown.data() }],
      [
        {
          text: t.plain("members-button-settings-organisation"),
          data: buttons.changeOrganisation.data(),
        },
      ],
      [{ text: t.plain("members-button-settings-language"), data: buttons.languages.data() }],
      [{ text: t.plain("members-button-settings-stored"), data: buttons.stored.data() }],
    ],
  };
}

export function languagesScreen(t: Translate): Screen {
  return {
    text: t("members-choose-language"),
    buttons: [
      ...languages.map((language) => [
        { text: languageName(language, t), data: buttons.language.data(language) },
      ]),
      [{ text: t.plain("members-button-back"), data: buttons.settings.data() }],
    ],
  };
}

/** A change was saved; the settings are one tap away. */
export function savedScreen(line: string, t: Translate): Screen {
  return {
    text: line,
    buttons: [[{ text: t.plain("members-button-to-settings"), data: buttons.settings.data() }]],
  };
}

function languageName(language: Language, t: Translate): string {
  return t.plain(language === "ru" ? "members-language-ru" : "members-language-en");
}
