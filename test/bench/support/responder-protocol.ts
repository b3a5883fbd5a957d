/** Who writes: a chat, and which of its earlier messages is replied to. */
export interface Talk {
  chat: number;
  replyTo?: number;
}

/** What the bench asks of the responder's process. Each bot is known by its token. */
export type Command = { token: string } & (
  | { kind: "talks"; talks: Talk[] }
  /** This many messages become visible at once, in turns from all talks. */
  | { kind: "write"; count: number }
  /** Messages become visible at these milliseconds from now, whatever the bot does meanwhile. */
  | { kind: "write-at"; moments: number[] }
  /** Answers to sends come after so many milliseconds, chance decides; null for at once. */
  | { kind: "delay"; between: [number, number] | null }
  /** Answers once so many sends have arrived since the last `take`. */
  | { kind: "until-sends"; count: number }
  /** Answers once getUpdates has been asked since the last `take`. */
  | { kind: "until-poll" }
  /** Hands out what was recorded, and begins anew. */
  | { kind: "take" }
);

export interface Request {
  id: number;
  command: Command;
}

export interface Reply {
  id: number;
  record: Recorded;
}

/** What the responder saw since the last `take`; all times in milliseconds of the machine's clock. */
export interface Recorded {
  /** By the number that stands in the message's text. */
  visible: { mark: number; at: number }[];
  sends: Sent[];
  polls: number[];
}

export interface Sent {
  at: number;
  chat: number;
  method: string;
  /** The number in the text, when it holds one of ours. */
  mark: number | null;
}

/** A message's text, with its number in it: copies of it are known again by that. */
export function markedText(mark: number): string {
  return `слова №${mark}.`;
}

/** The number of the message that a text holds; null for a text of others. */
export function markOf(text: unknown): number | null {
  if (typeof text !== "string") return null;
  const start = text.lastIndexOf("слова №");
  if (start === -1) return null;
  return Number.parseInt(text.slice(start + 7), 10);
}

/** The moment on a clock that all processes of the machine share and nobody sets; milliseconds. */
export function machineTime(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
