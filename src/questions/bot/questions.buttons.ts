import { z } from "zod";
import { supportKinds } from "../../centers/index.ts";
import { defineButton } from "../../telegram/index.ts";

const nothing = z.tuple([]);
// what the database can hold: a larger one would make the query fail
const number = z.coerce.number().int().positive().max(2_147_483_647);
const question = z.tuple([number]);
/** See `Draft.id`: a button of an earlier draft must not touch the present one. */
const draftId = z.string().regex(/^[a-z0-9]{1,12}$/);
const draft = z.tuple([draftId]);
const held = z.tuple([z.uuid()]);
/** A moment in milliseconds. */
const moment = z.coerce.number().int().positive().max(8_640_000_000_000);
const kinds = [...supportKinds, "unknown"] as const;

/** The inline buttons of those who ask. */
export const authorButtons = {
  kind: defineButton("q-kind", z.tuple([z.enum(kinds)])),
  send: defineButton("q-send", draft),
  otherTown: defineButton("q-town", nothing),
  otherKind: defineButton("q-other-kind", nothing),
  callMe: defineButton("q-call", nothing),
  doNotCall: defineButton("q-no-call", nothing),
  back: defineButton("q-back", nothing),
  discard: defineButton("q-discard", draft),
  showDraft: defineButton("q-draft", draft),
  answerIt: defineButton("q-answer", z.tuple([number, draftId])),
  addTo: defineButton("q-add", question),
  isNew: defineButton("q-new", nothing),
  helped: defineButton("q-helped", question),
  askMore: defineButton("q-more", question),
  notHelped: defineButton("q-not-helped", question),
  list: defineButton("q-list", nothing),
  view: defineButton("q-view", question),
  close: defineButton("q-close", question),
};

/** The inline buttons on cards and below colleagues' messages. */
export const deskButtons = {
  claim: defineButton("qd-claim", question),
  release: defineButton("qd-release", question),
  more: defineButton("qd-more", question),
  fold: defineButton("qd-fold", question),
  kinds: defineButton("qd-kinds", question),
  kind: defineButton("qd-kind", z.tuple([number, z.enum(supportKinds)])),
  close: defineButton("qd-close", question),
  sendHeld: defineButton("qd-held", held),
  keepHeld: defineButton("qd-keep", held),
  again: defineButton("qd-again", held),
  /** Opens a question in the private chat of who taps. */
  show: defineButton("qd-show", question),
  /** Opens it in a group that is back since that moment. */
  showHere: defineButton("qd-here", z.tuple([number, moment])),
  /** Opens all that the group missed between the two moments. */
  showAll: defineButton("qd-all", z.tuple([moment, moment])),
};
