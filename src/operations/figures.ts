import type { QueueFigures } from "../delivery/index.ts";
import type { OpenQuestions } from "../questions/index.ts";
import type { InboxFigures } from "../telegram/index.ts";

/** What stands in the database at one moment. */
export interface Figures {
  queue: QueueFigures;
  inbox: InboxFigures;
  questions: OpenQuestions;
}

export interface FiguresSource {
  queue(now: Date): Promise<QueueFigures>;
  inbox(now: Date): Promise<InboxFigures>;
  openByAge(now: Date): Promise<OpenQuestions>;
}

/** Younger figures than these are good enough for everybody who asks; milliseconds. */
const goodForMs = 5000;
/** Whoever asks gives up soon; milliseconds. */
const answerWithinMs = 4000;

/** Reads the figures, each at most once in five seconds however many ask. */
export function createFigures(source: FiguresSource, now: () => Date) {
  let last: { at: number; read: Promise<Figures> } | null = null;

  async function read(): Promise<Figures> {
    const moment = now();
    const [queue, inbox, questions] = await Promise.all([
      source.queue(moment),
      source.inbox(moment),
      source.openByAge(moment),
    ]);
    return { queue, inbox, questions };
  }

  /** @throws when the database does not answer, or not in time. */
  return async (): Promise<Figures> => {
    const at = performance.now();
    if (!last || at - last.at >= goodForMs) {
      const started = { at, read: read() };
      last = started;
      // a failure is no figure to keep
      started.read.catch(() => {
        if (last === started) last = null;
      });
    }
    return within(answerWithinMs, last.read);
  };
}

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("the database is too slow")), milliseconds);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
