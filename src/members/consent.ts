/**
 * The version of the consent's text (members-consent and members-consent-full). It is kept with
 * every consent, so that anyone can be shown what they agreed to; raise it with any change of
 * meaning. Federal law 152-FZ, article 9.
 */
export const consentVersion = "1";

/** The screens where «Согласен» stands; the consent's record names the one that was used. */
export const consentPlaces = ["short", "full", "reminder", "after-refusal"] as const;
export type ConsentPlace = (typeof consentPlaces)[number];

/** Who answers for personal data, as the consent names them. */
export interface DataOperator {
  name: string;
  contact: string;
  policyUrl: string;
}
