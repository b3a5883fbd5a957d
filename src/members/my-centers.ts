import type { Directory, DirectoryCenter, Territory } from "../centers/index.ts";

/** The centers for a place: the nearest level, and whom to call when nobody answers there. */
export interface MyCenters {
  nearest: DirectoryCenter[];
  /** Centers of the levels above, the lower first. */
  above: DirectoryCenter[];
}

const levels = ["municipal", "regional", "interregional"] as const;

/**
 * Finds the centers that work for a place. A partner authority is not among them: nobody from
 * outside the network's staff turns to it.
 *
 * @param territory undefined for people from other regions: the interregional center is theirs.
 */
export function centersFor(directory: Directory, territory: Territory | undefined): MyCenters {
  const [nearest = [], ...above] = levels
    .map((level) =>
      directory.filter((center) => center.type === level && serves(center, territory)),
    )
    .filter((centers) => centers.length > 0);
  return { nearest, above: above.flat() };
}

/** All centers of a region, the regional ones first, then by name; the interregional at the end. */
export function centersOfRegion(directory: Directory, regionCode: string): DirectoryCenter[] {
  const active = directory.filter(({ status }) => status === "active");
  const there = active.filter(
    ({ type, territories }) =>
      (type === "regional" || type === "municipal") &&
      territories.some(({ code }) => code === regionCode || code.startsWith(`${regionCode}.`)),
  );
  const byName = there.toSorted((a, b) => a.name.localeCompare(b.name, "ru"));
  return [
    ...byName.filter(({ type }) => type === "regional"),
    ...byName.filter(({ type }) => type === "municipal"),
    ...active.filter(({ type }) => type === "interregional"),
  ];
}

function serves(center: DirectoryCenter, territory: Territory | undefined): boolean {
  if (center.status !== "active") return false;
  if (center.type === "interregional") return true;
  return center.territories.some(
    ({ code }) => code === territory?.code || code === territory?.regionCode,
  );
}
