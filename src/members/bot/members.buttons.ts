import { z } from "zod";
import { defineButton } from "../../telegram/index.ts";
import { consentPlaces } from "../consent.ts";

const nothing = z.tuple([]);
const page = z.coerce.number().int().min(0).max(99);
const code = z.string().regex(/^[a-z][a-z0-9.-]*$/);

/** All inline buttons of the members' feature. */
export const buttons = {
  agree: defineButton("m-agree", z.tuple([z.enum(consentPlaces)])),
  readConsent: defineButton("m-full", nothing),
  refuse: defineButton("m-refuse", nothing),
  contactRegions: defineButton("m-contacts", nothing),
  contacts: defineButton("m-contact", z.tuple([code, page])),
  typeTown: defineButton("m-town-type", nothing),
  regions: defineButton("m-regions", nothing),
  municipalities: defineButton("m-region", z.tuple([code, page])),
  town: defineButton("m-town", z.tuple([code])),
  outside: defineButton("m-outside", nothing),
  organisation: defineButton("m-org", z.tuple([z.uuid()])),
  typeOrganisation: defineButton("m-org-type", nothing),
  noOrganisation: defineButton("m-org-none", nothing),
  settings: defineButton("m-settings", nothing),
  changeOrganisation: defineButton("m-org-change", nothing),
  languages: defineButton("m-languages", nothing),
  language: defineButton("m-language", z.tuple([z.enum(["ru", "en"])])),
  stored: defineButton("m-stored", nothing),
};
