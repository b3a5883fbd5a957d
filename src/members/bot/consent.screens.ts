import type { Screen, ScreenButton } from "../../delivery/index.ts";
import type { Translate } from "../../telegram/index.ts";
import type { ConsentPlace, DataOperator } from "../consent.ts";
import { buttons } from "./members.buttons.ts";

/** Two lines on what this is and who runs it. */
export function welcomeScreen(
  words: { network: string; operator: string; kept: boolean },
  t: Translate,
): Screen {
  const { network, operator, kept } = words;
  const text = t("members-welcome", { network, operator });
  return { text: kept ? `${text}\n\n${t("members-welcome-kept")}` : text };
}

/** The consent as a message of its own, short enough to be read. */
export function consentScreen(operator: DataOperator, t: Translate): Screen {
  return {
    text: t("members-consent", { operator: operator.name, contact: operator.contact }),
    buttons: [
      [agreeButton("short", t)],
      [readConsentButton(t)],
      [{ text: t.plain("members-button-refuse"), data: buttons.refuse.data() }],
    ],
  };
}

/** To whoever goes on writing below the consent: what is missing, without the whole text again. */
export function consentReminderScreen(kept: boolean, t: Translate): Screen {
  return {
    text: t(kept ? "members-consent-kept-again" : "members-consent-again"),
    buttons: [
      [agreeButton("reminder", t)],
      [readConsentButton(t)],
      [{ text: t.plain("members-button-refuse"), data: buttons.refuse.data() }],
    ],
  };
}

/** The whole consent, with the policy one tap away. */
export function fullConsentScreen(operator: DataOperator, t: Translate): Screen {
  return {
    text: fullConsent(operator, t),
    buttons: [
      [policyButton(operator, t)],
      [agreeButton("full", t)],
      [{ text: t.plain("members-button-refuse"), data: buttons.refuse.data() }],
    ],
  };
}

/** The same text, for those who have agreed. */
export function storedScreen(operator: DataOperator, t: Translate): Screen {
  return {
    text: `${t("members-stored")}\n\n${fullConsent(operator, t)}`,
    buttons: [
      [policyButton(operator, t)],
      [{ text: t.plain("members-button-back"), data: buttons.settings.data() }],
    ],
  };
}

/** After a refusal: what remains open to everyone, and the way back. */
export function refusedScreen(regions: ScreenButton[][], t: Translate): Screen {
  return { text: t("members-refused"), buttons: [...regions, [agreeButton("after-refusal", t)]] };
}

export function agreeButton(place: ConsentPlace, t: Translate): ScreenButton {
  const label =
    place === "after-refusal" ? "members-button-agree-after-all" : "members-button-agree";
  return { text: t.plain(label), data: buttons.agree.data(place) };
}

function readConsentButton(t: Translate): ScreenButton {
  return { text: t.plain("members-button-read-consent"), data: buttons.readConsent.data() };
}

/** For whoever has not seen the consent yet. */
export function showConsentButton(t: Translate): ScreenButton {
  return { text: t.plain("members-button-show-consent"), data: buttons.readConsent.data() };
}

function policyButton(operator: DataOperator, t: Translate): ScreenButton {
  return { text: t.plain("members-button-policy"), url: operator.policyUrl };
}

function fullConsent(operator: DataOperator, t: Translate): string {
  return t("members-consent-full", {
    operator: operator.name,
    contact: operator.contact,
    policy: operator.policyUrl,
  });
}
