import type { Perform } from "../platform/perform.ts";
import type { Clock } from "../platform/clock.ts";
import { type CenterChange, changesBetween } from "./center-changes.ts";
import type { CenterEntryStore } from "./center-entry-store.ts";
import { type FileMistake, readCentersFile } from "./centers-file.ts";

export interface LoadCentersDependencies {
  perform: Perform;
  entries: CenterEntryStore;
  /** Codes of all territories of the catalogue. */
  territoryCodes: ReadonlySet<string>;
  clock: Clock;
}

export type LoadCentersOutcome =
  | {
      kind: "loaded";
      changes: CenterChange[];
      /** Centers that the file does not name, and which stay as they are. */
      untouched: string[];
    }
  | { kind: "mistaken"; mistakes: FileMistake[] };

/**
 * Loads a file of centers: all of it, or nothing when there is a mistake. Loading the same file
 * again changes nothing.
 */
export function createLoadCenters(deps: LoadCentersDependencies) {
  return async (input: { cause: string; content: string }): Promise<LoadCentersOutcome> => {
    const file = readCentersFile(input.content, {
      territories: deps.territoryCodes,
      centers: await deps.entries.knownTypes(),
    });
    if (file.kind === "mistaken") return file;
    return deps.perform(input.cause, "load-centers", async (transaction) => {
      const before = await deps.entries.read(transaction);
      const changes = changesBetween(before, file.centers);
      const changed = new Set(changes.map(({ code }) => code));
      const entries = file.centers.filter(({ code }) => changed.has(code));
      await deps.entries.write(transaction, entries, deps.clock.now());
      const named = new Set(file.centers.map(({ code }) => code));
      const untouched = before.map(({ code }) => code).filter((code) => !named.has(code));
      return { kind: "loaded" as const, changes, untouched };
    });
  };
}
