import { z } from "zod";
import { defineButton } from "../../telegram/index.ts";

const id = z.uuid();

/** Back to the beginning of «Работа центра». */
export const homeButton = defineButton("c-home", z.tuple([]));
/** The centers of one region from this place on; `-` stands for the network itself. */
export const regionButton = defineButton(
  "c-region",
  z.tuple([z.string().regex(/^(-|[a-z][a-z0-9-]{0,30})$/), z.coerce.number().int().min(0)]),
);
/** The centers where one works and those below them, from this place on. */
export const ownButton = defineButton("c-own", z.tuple([z.coerce.number().int().min(0)]));
export const centerButton = defineButton("c-center", z.tuple([id]));
export const connectButton = defineButton("c-connect", z.tuple([id]));
/** Asks which role the colleague gets. */
export const inviteButton = defineButton("c-invite", z.tuple([id]));
export const inviteAsButton = defineButton(
  "c-invite-as",
  z.tuple([id, z.enum(["head", "coordinator"])]),
);
export const inviteStaffButton = defineButton("c-invite-staff", z.tuple([]));
