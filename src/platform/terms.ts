import type { Lead, Leadership } from "./leadership.ts";
import type { Logger } from "./logger.ts";

/** What runs while this process leads. */
export interface Term {
  /** Ends all of it; what is on the wire may come home. */
  end(): Promise<void>;
}

export interface TermsOptions {
  leadership: Leadership;
  /** Starts the work of a term. */
  begin: (lead: Lead) => Promise<Term>;
  logger: Logger;
}

/** Works while this process leads, stands by while another one does. */
export function createTerms({ leadership, begin, logger }: TermsOptions) {
  const stopped = new AbortController();
  let term: { lead: Lead; work: Term } | null = null;
  let serving: Promise<void> = Promise.resolve();

  async function lead(): Promise<void> {
    const taken = await leadership.acquire(stopped.signal);
    try {
      term = { lead: taken, work: await begin(taken) };
    } catch (error) {
      await taken.release();
      throw error;
    }
  }

  /** After a term that ended without our doing, stands by for the next. */
  async function serve(): Promise<void> {
    // a term that is there is ended, also one that had just begun when it was all to stop
    while (term) {
      const { lead: taken, work } = term;
      await Promise.race([taken.over, aborted(stopped.signal)]);
      term = null;
      await work.end();
      await taken.release();
      if (stopped.signal.aborted) return;
      logger.warn("this process leads no more");
      await lead();
    }
  }

  return {
    /**
     * Resolves when this process leads and works.
     *
     * @param onFailure told when a later term cannot begin.
     * @throws what `begin` throws in the first term.
     */
    async start(onFailure: (error: unknown) => void): Promise<void> {
      const first = lead();
      serving = first.then(serve, () => {});
      serving = serving.catch((error: unknown) => {
        if (!stopped.signal.aborted) onFailure(error);
      });
      await first;
    },

    /** Ends the work, then hands the lead over. */
    async stop(): Promise<void> {
      stopped.abort();
      await serving;
    },
  };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => resolve(), { once: true });
  await promise;
}
