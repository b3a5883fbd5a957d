import type { Database } from "../platform/database.ts";
import type { Clock } from "../platform/clock.ts";
import type { Perform } from "../platform/perform.ts";
import { createCenterEntryStore } from "./center-entry-store.ts";
import { createLoadCenters } from "./load-centers.ts";
import { createLoadTerritories } from "./load-territories.ts";
import { createTerritories, readOwnTerritories } from "./territories.ts";
import { createTerritoryStore } from "./territory-store.ts";

export interface DirectoryLoaderDependencies {
  prisma: Database["prisma"];
  perform: Perform;
  clock: Clock;
}

/** What an operator's command needs to fill the directory, without the rest of the feature. */
export function createDirectoryLoader({ prisma, perform, clock }: DirectoryLoaderDependencies) {
  const territories = createTerritories(readOwnTerritories());
  const loadTerritories = createLoadTerritories({
    territories: createTerritoryStore(prisma),
    clock,
  });
  const loadCenters = createLoadCenters({
    perform,
    entries: createCenterEntryStore(prisma),
    territoryCodes: new Set(territories.all.map(({ code }) => code)),
    clock,
  });
  return {
    territories,
    /** Brings the table of territories to the product's catalogue; returns the rows changed. */
    loadTerritories: () => loadTerritories(territories.all),
    loadCenters,
  };
}

export type DirectoryLoader = ReturnType<typeof createDirectoryLoader>;
