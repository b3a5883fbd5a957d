import type { Directory, DirectoryCenter, SupportKind } from "../centers/index.ts";
import type { RouteReason } from "./question.ts";

export interface RouteRequest {
  /** Null for someone who lives outside of the network's regions. */
  territory: { code: string; regionCode: string } | null;
  /** Null for «Не знаю»: any center that serves the territory will do. */
  kind: SupportKind | null;
}

export interface Route {
  /** Null when no center can be reached: the question waits with the network's owners. */
  centerId: string | null;
  reason: RouteReason;
  /** More than one center claims it; the one with the older claim gets it. */
  contested: boolean;
}

/**
 * Decides which center gets a question: the municipal one that serves the territory and gives this
 * kind of support, else the regional one, else the interregional one. Centers that nobody can
 * reach are passed over, so that a question never waits where nobody reads.
 */
export function routeQuestion(request: RouteRequest, directory: Directory): Route {
  const open = directory.filter(({ status, reachable }) => status === "active" && reachable);
  const { territory, kind } = request;
  if (!territory) return toInterregional(open, "outside_region");

  const gives = (center: DirectoryCenter) => kind === null || center.kinds.includes(kind);
  const municipal = claims(open, "municipal", [territory.code]).filter(gives);
  if (municipal[0]) return toOldestClaim(municipal, "municipal");

  const regional = claims(open, "regional", [territory.code, territory.regionCode]).filter(gives);
  if (regional[0]) return toOldestClaim(regional, "regional");

  return toInterregional(open, "interregional");
}

/** The centers of a type that serve one of the territories, the oldest claim first. */
function claims(
  directory: Directory,
  type: DirectoryCenter["type"],
  codes: string[],
): DirectoryCenter[] {
  return directory
    .flatMap((center) => {
      if (center.type !== type) return [];
      const since = center.territories
        .filter(({ code }) => codes.includes(code))
        .map((served) => served.since.getTime());
      return since.length > 0 ? [{ center, since: Math.min(...since) }] : [];
    })
    .toSorted((a, b) => a.since - b.since || (a.center.id < b.center.id ? -1 : 1))
    .map(({ center }) => center);
}

function toOldestClaim(centers: DirectoryCenter[], reason: RouteReason): Route {
  return { centerId: centers[0]?.id ?? null, reason, contested: centers.length > 1 };
}

function toInterregional(directory: Directory, reason: RouteReason): Route {
  const [center] = directory
    .filter(({ type }) => type === "interregional")
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (!center) return { centerId: null, reason: "no_center", contested: false };
  return { centerId: center.id, reason, contested: false };
}
