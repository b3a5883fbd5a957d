/** What somebody wrote: a word that comes only once in the world, and whom it is for. */
export type Word = {
  marker: string;
  /** Telegram's number of who wrote it. */
  by: number;
  /** The message that it stands in, as its writer sees it. */
  message: { chat: number; id: number };
  /** Written into a message that was there already. */
  isCorrection: boolean;
} &
  /** Words of one thread have to arrive in the order in which they were written. */
  (
    | { kind: "author"; thread?: string }
    | { kind: "answer"; to: number }
    /** Colleagues among themselves. */
    | { kind: "talk" }
  );

/** Somebody's place: where what they write may be read. */
export interface Belonging {
  author: number;
  /** The chats where the author's center works. */
  desks: number[];
}

const pattern = /\b[aqt]\d+-\d+\b/g;

/** All markers in a text, each once. */
export function markersIn(text: string): string[] {
  return [...new Set(text.match(pattern))];
}

/** Keeps what all have written, outside of the product. */
export function createDiary() {
  const words: Word[] = [];
  const counts = new Map<string, number>();
  type Kind = "q" | "a" | "t";

  /** The marker that somebody's next word will have, like `q17-3`. */
  function next(kind: Kind, who: number): string {
    return `${kind}${who}-${(counts.get(`${kind}${who}`) ?? 0) + 1}`;
  }

  return {
    words,
    next,
    marker(kind: Kind, who: number): string {
      const marker = next(kind, who);
      counts.set(`${kind}${who}`, (counts.get(`${kind}${who}`) ?? 0) + 1);
      return marker;
    },
    note(word: Word): void {
      words.push(word);
    },
  };
}

export type Diary = ReturnType<typeof createDiary>;
