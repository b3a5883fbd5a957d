import { readFileSync } from "node:fs";
import { createPlaceSearch } from "./places/search.ts";
import { readTerritoryCatalogue } from "./territory-catalogue.ts";
import { isRegion, type Territory } from "./territory.ts";

/** All territories of the network, in memory. */
export interface TerritoryCatalogue {
  all: readonly Territory[];
  find(code: string): Territory | undefined;
  regions(): Territory[];
  /** The region's municipalities in the order of their names. */
  municipalitiesOf(regionCode: string): Territory[];
  /** What a person may mean by these words, likeliest first; empty outside the network. */
  search(query: string): Territory[];
}

const catalogueFile = new URL("../../prisma/data/territories.csv", import.meta.url);

/**
 * Reads the catalogue that comes with the product.
 *
 * @throws when the file is missing or mistaken: then this is a broken copy of the product.
 */
export function readOwnTerritories(): Territory[] {
  const read = readTerritoryCatalogue(readFileSync(catalogueFile, "utf8"));
  if (read.kind === "read") return read.territories;
  const lines = read.mistakes.map(({ line, message }) => `line ${line}: ${message}`);
  throw new Error(`the catalogue of territories is mistaken\n${lines.join("\n")}`);
}

export function createTerritories(all: readonly Territory[]): TerritoryCatalogue {
  const byCode = new Map(all.map((territory) => [territory.code, territory]));
  const byName = all
    .filter((territory) => !isRegion(territory))
    .toSorted((a, b) => a.nameShort.localeCompare(b.nameShort, "ru"));
  const codesFor = createPlaceSearch(all);
  return {
    all,
    find: (code) => byCode.get(code),
    regions: () => all.filter(isRegion),
    municipalitiesOf: (regionCode) =>
      byName.filter((territory) => territory.regionCode === regionCode),
    search: (query) => codesFor(query).flatMap((code) => byCode.get(code) ?? []),
  };
}
