import type { Language } from "../access/index.ts";

/** What other features may know of someone who writes to us. */
export interface Profile {
  personId: string;
  telegramId: number;
  name: string;
  language: Language;
  /** Null for those who live elsewhere, or have not said yet. */
  territoryCode: string | null;
  /** The person said that they are from a region outside the network. */
  outsideRegion: boolean;
  organisation: { id: string; name: string } | null;
}

/** A profile, and how far the sign-up has come. */
export interface Member extends Profile {
  /** Whether a consent to the processing of personal data stands. */
  consented: boolean;
  signedUp: boolean;
}

export type SignUpStep = "consent" | "town" | "organisation";

/** The step of the sign-up that comes next; null when nothing is missing. */
export function missingStep(member: Member | null): SignUpStep | null {
  if (!member?.consented) return "consent";
  if (member.territoryCode === null && !member.outsideRegion) return "town";
  return member.signedUp ? null : "organisation";
}
