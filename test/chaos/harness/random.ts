/** Chances that come again with the same seed. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  /** @throws when there is nothing to pick from. */
  pick<T>(list: readonly T[]): T;
  /** Chances of somebody's own, so that what one does moves nobody else's. */
  of(name: string): Random;
}

/** mulberry32, by Tommy Ettinger: 32 bits of state, good enough to choose faults by. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (probability) => next() < probability,
    pick(list) {
      const found = list[Math.floor(next() * list.length)];
      if (found === undefined) throw new Error("There is nothing to pick from.");
      return found;
    },
    of: (name) => createRandom([...name].reduce(mix, seed)),
  };
}

function mix(sum: number, letter: string): number {
  return (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0;
}
