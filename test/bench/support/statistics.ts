/** The middle of the values; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * The value below which the given part lies, between two neighbours in proportion.
 *
 * @param part 0 to 1.
 */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** How much y grows for one more x: the straight line of the least squares. */
export function slope(points: readonly { x: number; y: number }[]): number {
  const meanX = sum(points.map(({ x }) => x)) / points.length;
  const meanY = sum(points.map(({ y }) => y)) / points.length;
  const products = sum(points.map(({ x, y }) => (x - meanX) * (y - meanY)));
  return products / sum(points.map(({ x }) => (x - meanX) ** 2));
}

/**
 * How many moments fall into a span that already holds as many as it may: a true sliding window,
 * open at its early end, so that a moment exactly one span later counts no more.
 *
 * @param moments in milliseconds, in any order.
 */
export function violations(moments: readonly number[], atMost: number, spanMs: number): number {
  const sorted = moments.toSorted((a, b) => a - b);
  return sorted.filter((moment, index) => {
    const earlier = sorted[index - atMost];
    return earlier !== undefined && moment - earlier < spanMs;
  }).length;
}

/** The shortest span in which so many of the moments fall, in the moments' unit. */
export function closest(moments: readonly number[], count: number): number {
  const sorted = moments.toSorted((a, b) => a - b);
  const spans = sorted.slice(count - 1).map((moment, index) => moment - (sorted[index] ?? moment));
  return spans.reduce((least, span) => Math.min(least, span), Infinity);
}

/** Moments of independent arrivals, so many a second on average; milliseconds from the start. */
export function arrivals(perSecond: number, seconds: number, seed: number): number[] {
  const random = seeded(seed);
  const moments: number[] = [];
  for (let at = 0; ;) {
    at += (-Math.log(1 - random()) * 1000) / perSecond;
    if (at >= seconds * 1000) return moments;
    moments.push(at);
  }
}

/** mulberry32: the same numbers from 0 to 1 for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A number as the table shows it. */
export function rounded(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
