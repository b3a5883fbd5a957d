import { editDistance, editsAllowed } from "./distance.ts";
import type { NameForm } from "./forms.ts";
import { asHeard } from "./heard.ts";

export interface NearNames {
  /** Smaller is nearer: two for an edit, one more where the name is declined. */
  cost: number;
  forms: NameForm[];
}

/**
 * @param accepts which forms are of interest, say those of one region
 * @param certain whether the words around say that a place is meant
 * @returns undefined when no name is near enough, or a stranger is nearer
 */
export type Nearness = (
  text: string,
  accepts: (form: NameForm) => boolean,
  certain: boolean,
) => NearNames | undefined;

interface Candidate {
  key: string;
  /** One bit a letter, so that most names are set aside without counting edits. */
  letters: number;
  stranger: boolean;
  main: boolean;
  declined: boolean;
  /** Edits that are believed, and when a place is certainly meant. */
  edits: number;
  certainEdits: number;
  /** More edits than this are never believed. */
  most: number;
  heard: string;
  forms: NameForm[];
}

interface Nearest {
  cost: number;
  strangerCost: number;
  forms: NameForm[];
}

const shortestDeclined = 9;
/** Names so long are recognised even with a wrong beginning. */
const surelyKnown = 11;
const shortestHeard = 6;

/**
 * Prepares the look-up of misspelled names.
 * @param named the forms by their spelling
 * @param strangers spellings that are right as they stand and name nothing of ours
 */
export function createNearness(
  named: ReadonlyMap<string, NameForm[]>,
  strangers: ReadonlySet<string>,
): Nearness {
  const byLength = new Map<number, Candidate[]>();
  for (const key of new Set([...named.keys(), ...strangers])) {
    const candidate = toCandidate(key, named.get(key) ?? [], strangers.has(key));
    if (candidate === undefined) continue;
    const others = byLength.get(key.length);
    if (others) others.push(candidate);
    else byLength.set(key.length, [candidate]);
  }

  return (text, accepts, certain) => {
    const letters = letterSet(text);
    const heard = asHeard(text);
    const nearest: Nearest = { cost: 9, strangerCost: 9, forms: [] };
    for (let length = text.length - 2; length <= text.length + 2; length += 1) {
      for (const candidate of byLength.get(length) ?? []) {
        const limit = Math.min(nearest.cost >> 1, nearest.strangerCost >> 1, candidate.most);
        if (bitsOf(candidate.letters ^ letters) > limit * 2) continue;
        const edits = editDistance(candidate.key, text, limit);
        if (edits > limit || !believed(candidate, text, heard, edits, certain)) continue;
        take(nearest, candidate, edits, accepts);
      }
    }
    const { cost, strangerCost, forms } = nearest;
    return forms.length > 0 && cost <= strangerCost ? { cost, forms } : undefined;
  };
}

function toCandidate(key: string, all: NameForm[], stranger: boolean): Candidate | undefined {
  const said = all.some(({ rank }) => rank === "said");
  const forms = all.filter(
    ({ rank }) =>
      rank === "said" ||
      (rank === "adjective" && said) ||
      (rank === "declined" && key.length >= shortestDeclined),
  );
  if (key.length < 4 || /\d/.test(key) || (forms.length === 0 && !stranger)) return undefined;
  const name = forms[0]?.key ?? key;
  return {
    key,
    letters: letterSet(key),
    most: key.length < shortestHeard ? 1 : 2,
    heard: asHeard(key),
    stranger,
    main: forms.some((form) => form.main),
    declined: forms.every(({ rank }) => rank === "declined"),
    edits: editsAllowed(name, false),
    certainEdits: editsAllowed(name, true),
    forms,
  };
}

/**
 * Two edits are believed only where the beginning is right, and so is one in a short name.
 * In names of five letters only the municipality's own counts: small villages look like too many words.
 */
function limitFor(candidate: Candidate, text: string, certain: boolean): number {
  const { key, main, stranger, declined, edits, certainEdits } = candidate;
  if (key.length === 4) return main && isSwapped(key, text) ? 1 : 0;
  if (key.length === 5 && !main && !stranger) return 0;
  const most = text.length < 7 || (declined && !stranger) ? 1 : 2;
  const allowed = Math.min(certain ? certainEdits : edits, most);
  if (key[0] === text[0] || (key[0] === text[1] && key[1] === text[0])) return allowed;
  if (key.length >= surelyKnown) return allowed;
  return key.length > (main ? 5 : 7) ? Math.min(allowed, 1) : 0;
}

function take(
  nearest: Nearest,
  candidate: Candidate,
  edits: number,
  accepts: (form: NameForm) => boolean,
): void {
  if (candidate.stranger) nearest.strangerCost = Math.min(nearest.strangerCost, edits * 2);
  const forms = candidate.forms.filter(accepts);
  const cost = edits * 2 + (candidate.declined ? 1 : 0);
  if (forms.length === 0 || cost > nearest.cost) return;
  nearest.forms = cost < nearest.cost ? forms : [...nearest.forms, ...forms];
  nearest.cost = cost;
}

function believed(
  candidate: Candidate,
  text: string,
  heard: string,
  edits: number,
  certain: boolean,
): boolean {
  return edits <= limitFor(candidate, text, certain) || soundsAlike(candidate, heard);
}

/** Whether one edit more than allowed is the kind of mistake that people make by ear. */
function soundsAlike({ key, heard, declined }: Candidate, text: string): boolean {
  if (declined || key.length < shortestHeard || heard[0] !== text[0]) return false;
  return heard === text || (key.length > shortestHeard + 1 && editDistance(heard, text, 1) === 1);
}

function isSwapped(key: string, text: string): boolean {
  return key.length === text.length && letterSet(key) === letterSet(text);
}

function letterSet(text: string): number {
  let set = 0;
  for (let index = 0; index < text.length; index += 1) set |= 1 << (text.charCodeAt(index) & 31);
  return set;
}

function bitsOf(set: number): number {
  const pairs = set - ((set >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
