export const territoryKinds = [
  "region",
  "city_okrug",
  "municipal_okrug",
  "municipal_district",
] as const;

export type TerritoryKind = (typeof territoryKinds)[number];

/** A region, or one of its municipalities of the upper level. */
export interface Territory {
  /** `kurgan`, or `kurgan.shadrinsk`: the region's code, a dot, the municipality's own. */
  code: string;
  /** The region it lies in; a region carries its own code. */
  regionCode: string;
  kind: TerritoryKind;
  /** The official name. */
  name: string;
  /** The name for buttons and lists. */
  nameShort: string;
  /** Other names people use, in lower case: settlements inside it, old and everyday names. */
  aliases: string[];
  /** An IANA zone. */
  timezone: string;
  /** The code in the national classifier of municipal territories; null where unknown. */
  oktmo: string | null;
}

/** Whether the territory is a whole region rather than a municipality. */
export function isRegion(territory: Territory): boolean {
  return territory.kind === "region";
}

/**
 * Finds the region that a territory lies in; a region lies in itself.
 * @returns undefined when the list lacks the region.
 */
export function regionOf(
  territory: Territory,
  territories: readonly Territory[],
): Territory | undefined {
  return territories.find(({ code }) => code === territory.regionCode);
}
