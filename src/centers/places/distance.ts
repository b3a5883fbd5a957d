/** Endings that so many names share that their letters say little: how many of them count. */
const commonEndings: [RegExp, number][] = [
  [/(ский|ской|цкий)$/, 1],
  [/(ный|ной|ний|вый)$/, 1],
  [/(ово|ево|ино|ское|ное)$/, 2],
];

/**
 * How many edits a name may be away: short words are too close to other words.
 * @param certain whether the words around say that a place of this kind is meant («… район»)
 */
export function editsAllowed(name: string, certain: boolean): number {
  if (name.length < 5) return 0;
  const [ending, counted] = commonEndings.find(([pattern]) => pattern.test(name)) ?? [/$/, 0];
  const length = certain ? name.length : name.replace(ending, "").length + counted;
  return length < 8 ? 1 : 2;
}

/** Three rows of edits, reused: the search counts them for thousands of pairs. */
const longest = 256;
const rows = [new Uint8Array(longest), new Uint8Array(longest), new Uint8Array(longest)] as const;

/**
 * Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions
 * and swaps of neighbours, one edit each.
 * @param limit the largest distance of interest, at most 200
 * @returns the distance, or `limit + 1` when it is larger than the limit
 */
export function editDistance(left: string, right: string, limit: number): number {
  const width = right.length;
  if (Math.abs(left.length - width) > limit || width >= longest) return limit + 1;
  let [beforeLast, last, current] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let column = 0; column <= width; column += 1) last[column] = column;
  for (let row = 1; row <= left.length; row += 1) {
    if (fillRow(current, last, beforeLast, left, right, row) > limit) return limit + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(last[width] ?? 0, limit + 1);
}

/** @returns the smallest number of edits in the row: it only grows from row to row */
function fillRow(
  current: Uint8Array,
  last: Uint8Array,
  beforeLast: Uint8Array,
  left: string,
  right: string,
  row: number,
): number {
  const letter = left.charCodeAt(row - 1);
  const previous = left.charCodeAt(row - 2);
  let edits = row;
  let smallest = row;
  current[0] = row;
  for (let column = 1; column <= right.length; column += 1) {
    const other = right.charCodeAt(column - 1);
    const change = (last[column - 1] ?? 0) + (letter === other ? 0 : 1);
    edits = Math.min(change, (last[column] ?? 0) + 1, edits + 1);
    if (row > 1 && column > 1 && previous === other && letter === right.charCodeAt(column - 2)) {
      edits = Math.min(edits, (beforeLast[column - 2] ?? 0) + 1);
    }
    current[column] = edits;
    if (edits < smallest) smallest = edits;
  }
  return smallest;
}
