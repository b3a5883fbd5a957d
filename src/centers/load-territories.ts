import type { Clock } from "../platform/clock.ts";
import type { Territory } from "./territory.ts";
import type { TerritoryStore } from "./territory-store.ts";

export interface LoadTerritoriesDependencies {
  territories: TerritoryStore;
  clock: Clock;
}

/** Writes the catalogue into the database; safe to run at every start. Returns the rows changed. */
export function createLoadTerritories({ territories, clock }: LoadTerritoriesDependencies) {
  return (catalogue: readonly Territory[]): Promise<number> =>
    territories.save(catalogue, clock.now());
}
