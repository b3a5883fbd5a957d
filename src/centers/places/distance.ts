/** What a wrong, missing, needless letter or a swap of neighbours costs. */
export const oneEdit = 2;
/** What a letter costs that is mistaken by ear. */
const oneMishearing = 1;

/** Letters that fall together for someone who does not know the spelling, in both alphabets of the keys. */
const heardAlike = "ао еияыйэ уюё пб фв кг тд сз шжщ ao ei pb fv kg td sz Sj".split(" ");
const heard = new Uint16Array(1280).map((_, code) => code);
for (const group of heardAlike) {
  for (const letter of group) heard[letter.charCodeAt(0)] = group.charCodeAt(0);
}

const softSign = "ь".charCodeAt(0);

/** Three rows of costs, reused: the search counts them for thousands of pairs. */
const longest = 256;
const rows = [new Uint8Array(longest), new Uint8Array(longest), new Uint8Array(longest)] as const;

/**
 * Damerau-Levenshtein distance (optimal string alignment) of two keys, by the costs above.
 * @param limit the largest cost of interest, at most 200
 * @returns the cost, or `limit + 1` when it is larger than the limit
 */
export function editCost(left: string, right: string, limit: number): number {
  const width = right.length;
  if (Math.abs(left.length - width) * oneMishearing > limit || width >= longest) return limit + 1;
  let [beforeLast, last, current] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let column = 0; column <= width; column += 1) last[column] = column * oneEdit;
  for (let row = 1; row <= left.length; row += 1) {
    if (fillRow(current, last, beforeLast, left, right, row) > limit) return limit + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(last[width] ?? 0, limit + 1);
}

/** @returns the smallest cost in the row: it only grows from row to row */
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
  const drop = dropCost(letter, previous);
  let cost = row * oneEdit;
  let smallest = cost;
  current[0] = cost;
  for (let column = 1; column <= right.length; column += 1) {
    const other = right.charCodeAt(column - 1);
    const beforeOther = right.charCodeAt(column - 2);
    const change = (last[column - 1] ?? 0) + changeCost(letter, other);
    const without = (last[column] ?? 0) + drop;
    cost = Math.min(change, without, cost + dropCost(other, beforeOther));
    if (row > 1 && column > 1 && previous === other && letter === beforeOther) {
      cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + oneEdit);
    }
    current[column] = cost;
    if (cost < smallest) smallest = cost;
  }
  return smallest;
}

function changeCost(letter: number, other: number): number {
  if (letter === other) return 0;
  return heard[letter] === heard[other] ? oneMishearing : oneEdit;
}

/** Half of a double letter and a soft sign are hardly heard. */
function dropCost(letter: number, previous: number): number {
  return letter === softSign || heard[letter] === heard[previous] ? oneMishearing : oneEdit;
}

/** One bit a letter, those mistaken by ear together, so that most names are set aside without counting. */
export function letterSet(text: string): number {
  let set = 0;
  for (let index = 0; index < text.length; index += 1) {
    set |= 1 << ((heard[text.charCodeAt(index)] ?? 0) & 31);
  }
  return set;
}

/** In how many letters two sets differ. */
export function differingLetters(left: number, right: number): number {
  const set = left ^ right;
  const pairs = set - ((set >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
