import { type Actor, centersOf, may } from "../access/index.ts";
import type { AssignmentStore, Colleague } from "./assignment-store.ts";
import { type Center, lineageOf, type WeeklyHours } from "./center.ts";
import type { CenterStore, CenterSummary } from "./center-store.ts";
import { type Group, type GroupLack, isWorking, lacksOf } from "./group.ts";
import type { GroupStore } from "./group-store.ts";
import type { TerritoryCatalogue } from "./territories.ts";

/** The centers of one region; null gathers those that belong to no single region. */
export interface RegionCenters {
  regionCode: string | null;
  centers: CenterSummary[];
  /** Municipalities that no municipal center serves. */
  uncovered: number;
}

/** The network as its owners and staff see it: what is missing stands apart. */
export interface NetworkOverview {
  regions: RegionCenters[];
  reachable: number;
  total: number;
  withoutGroup: CenterSummary[];
  withoutPeople: CenterSummary[];
  withoutTerritory: CenterSummary[];
}

export type StaffHome =
  | { kind: "network"; overview: NetworkOverview; mayInviteStaff: boolean }
  /** Where the colleague works, first, and the centers below that they may see. */
  | { kind: "own"; centers: CenterSummary[] }
  | { kind: "nothing" };

/** One center with everything that its people may want to know or do. */
export interface CenterView {
  center: Center;
  parentName: string | null;
  territories: string[];
  hours: WeeklyHours;
  people: Colleague[];
  group: { title: string; isWorking: boolean; lacks: GroupLack[]; sharedWith: string[] } | null;
  may: { connectGroup: boolean; inviteCoordinator: boolean; inviteHead: boolean };
}

export interface ListCentersDependencies {
  centers: CenterStore;
  groups: GroupStore;
  assignments: AssignmentStore;
  territories: TerritoryCatalogue;
}

/** What staff see of the directory, each as far as their rights reach. */
export function createListCenters(deps: ListCentersDependencies) {
  return {
    /** Where a colleague begins: the whole network, or the centers where they work. */
    async home(actor: Actor): Promise<StaffHome> {
      const directory = await deps.centers.readDirectory();
      if (may(actor.assignments, "center.see", []))
        return {
          kind: "network",
          overview: overviewOf(directory, deps.territories),
          mayInviteStaff: may(actor.assignments, "network.invite-staff", []),
        };
      const own = new Set(centersOf(actor));
      const centers = directory
        .filter(({ id }) => may(actor.assignments, "center.see", lineageOf(directory, id)))
        .toSorted((a, b) => Number(own.has(b.id)) - Number(own.has(a.id)));
      return centers.length > 0 ? { kind: "own", centers } : { kind: "nothing" };
    },

    /** @returns undefined when there is no such center, or the actor may not see it. */
    async center(actor: Actor, centerId: string): Promise<CenterView | undefined> {
      const directory = await deps.centers.readDirectory();
      const summary = directory.find(({ id }) => id === centerId);
      const lineage = lineageOf(directory, centerId);
      if (!summary || !may(actor.assignments, "center.see", lineage)) return undefined;
      const { assignments } = actor;
      const parent = directory.find(({ id }) => id === summary.parentId);
      return {
        center: summary,
        parentName: parent?.nameShort ?? null,
        territories: summary.territories.map(
          ({ code }) => deps.territories.find(code)?.nameShort ?? code,
        ),
        hours: summary.hours,
        people: await deps.assignments.atDesk(centerId),
        group: await viewOfGroup(deps, centerId),
        may: {
          connectGroup: may(assignments, "center.connect-group", lineage),
          inviteCoordinator: may(assignments, "center.invite-coordinator", lineage),
          inviteHead: may(assignments, "center.invite-head", lineage),
        },
      };
    },
  };
}

export type ListCenters = ReturnType<typeof createListCenters>;

/** Groups the centers by region and gathers what is missing. */
export function overviewOf(
  directory: CenterSummary[],
  territories: Pick<TerritoryCatalogue, "find" | "regions" | "municipalitiesOf">,
): NetworkOverview {
  const codes = [null, ...territories.regions().map(({ code }) => code)];
  const regionOf = (center: CenterSummary): string | null => {
    const regions = center.territories.flatMap(
      ({ code }) => territories.find(code)?.regionCode ?? [],
    );
    const [first = null] = regions;
    return regions.every((region) => region === first) ? first : null;
  };
  const covered = new Set(
    directory
      .filter(({ type }) => type === "municipal")
      .flatMap((center) => center.territories.map(({ code }) => code)),
  );
  const regions = codes.map((regionCode) => ({
    regionCode,
    centers: directory.filter((center) => regionOf(center) === regionCode),
    uncovered: territories
      .municipalitiesOf(regionCode ?? "")
      .filter(({ code }) => !covered.has(code)).length,
  }));
  return {
    regions: regions.filter(({ centers }) => centers.length > 0),
    total: directory.length,
    reachable: directory.filter(({ reachable }) => reachable).length,
    withoutGroup: directory.filter(({ hasGroup, people }) => !hasGroup && people > 0),
    withoutPeople: directory.filter(({ people }) => people === 0),
    withoutTerritory: directory.filter(
      ({ territories: served, type }) => served.length === 0 && type !== "partner",
    ),
  };
}

async function viewOfGroup(
  deps: ListCentersDependencies,
  centerId: string,
): Promise<CenterView["group"]> {
  const group = await deps.groups.ofCenter(centerId);
  if (!group) return null;
  return {
    title: group.title,
    isWorking: isWorking(group),
    lacks: lacksOf(group),
    sharedWith: await namesOfOthers(deps, group, centerId),
  };
}

async function namesOfOthers(
  deps: ListCentersDependencies,
  group: Group,
  centerId: string,
): Promise<string[]> {
  const centers = await deps.centers.inGroup(group.id);
  return centers.filter(({ id }) => id !== centerId).map(({ nameShort }) => nameShort);
}
