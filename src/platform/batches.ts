const batch = 2000;

/**
 * Repeats a statement until it finds nothing more to do, a part at a time, so that it holds no locks
 * for long and never runs into the time that a statement may take.
 *
 * @param work does the next part of at most so many rows, and returns how many it was.
 */
export async function inBatches(work: (atMost: number) => Promise<number>): Promise<void> {
  while ((await work(batch)) === batch);
}
