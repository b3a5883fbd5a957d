/** First in, first out, without moving all others at each step. */
export interface Line<T> {
  push(item: T): void;
  shift(): T | undefined;
  first(): T | undefined;
  length(): number;
  /** Takes out everything. */
  empty(): T[];
}

const longestHead = 1024;

export function createLine<T>(): Line<T> {
  let items: T[] = [];
  let head = 0;
  return {
    push: (item) => void items.push(item),
    shift() {
      const item = items[head];
      if (item === undefined) return undefined;
      head += 1;
      if (head === items.length || head > longestHead) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
    first: () => items[head],
    length: () => items.length - head,
    empty() {
      const rest = items.slice(head);
      items = [];
      head = 0;
      return rest;
    },
  };
}
