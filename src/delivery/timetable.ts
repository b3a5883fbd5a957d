/** What waits for its moment, the earliest first: a binary heap. */
export interface Timetable<T> {
  add(at: number, item: T): void;
  /** The earliest moment; undefined when nothing waits. */
  next(): number | undefined;
  /** Takes out the earliest when its moment has come. */
  take(now: number): { at: number; item: T } | undefined;
}

export function createTimetable<T>(): Timetable<T> {
  const heap: { at: number; item: T }[] = [];
  const moment = (index: number): number => heap[index]?.at ?? Infinity;

  function swap(first: number, second: number): void {
    const [one, other] = [heap[first], heap[second]];
    if (!one || !other) return;
    heap[first] = other;
    heap[second] = one;
  }

  function rise(index: number): void {
    for (let child = index; child > 0;) {
      const parent = (child - 1) >> 1;
      if (moment(parent) <= moment(child)) return;
      swap(parent, child);
      child = parent;
    }
  }

  function sink(): void {
    for (let parent = 0; ;) {
      const left = 2 * parent + 1;
      const earlier = moment(left + 1) < moment(left) ? left + 1 : left;
      if (moment(parent) <= moment(earlier)) return;
      swap(parent, earlier);
      parent = earlier;
    }
  }

  return {
    add(at, item) {
      heap.push({ at, item });
      rise(heap.length - 1);
    },

    next: () => heap[0]?.at,

    take(now) {
      const [first] = heap;
      if (!first || first.at > now) return undefined;
      const last = heap.pop();
      if (heap.length > 0 && last) {
        heap[0] = last;
        sink();
      }
      return first;
    },
  };
}
