/** Names shorter than this are slips of the finger; longer ones are letters rather than names. */
const shortestName = 2;
const longestName = 200;

export type ReadName =
  | { kind: "name"; name: string }
  | { kind: "too-short" }
  | { kind: "looks-like-question" };

/** Reads what a person wrote where the name of an organisation was asked. */
export function readOrganisationName(text: string): ReadName {
  const name = text.replaceAll(/\s+/g, " ").trim();
  if (name.includes("?") || name.length > longestName) return { kind: "looks-like-question" };
  const letters = name.match(/[\p{L}\d]/gu)?.length ?? 0;
  return letters < shortestName ? { kind: "too-short" } : { kind: "name", name };
}
