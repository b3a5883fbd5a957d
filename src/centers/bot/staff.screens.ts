import type { Screen, ScreenButton } from "../../delivery/index.ts";
import type { Translate } from "../../telegram/index.ts";
import type { Center } from "../center.ts";
import type { CenterSummary } from "../center-store.ts";
import type { CenterView, NetworkOverview, RegionCenters } from "../list-centers.ts";
import {
  centerButton,
  connectButton,
  homeButton,
  inviteButton,
  inviteStaffButton,
  ownButton,
  regionButton,
} from "./buttons.ts";
import { lacksText } from "./group.screens.ts";
import { hoursText } from "./hours-text.ts";

/** Centers on one page: what fits above the fold of a phone. */
const pageSize = 8;
/** Names spelled out in a list of what is missing; the rest is counted. */
const mostNames = 6;

export type RegionName = (code: string | null) => string;

/** The whole network: what is missing first, then the regions. */
export function networkScreen(
  overview: NetworkOverview,
  mayInviteStaff: boolean,
  regionName: RegionName,
  t: Translate,
): Screen {
  const { total, reachable } = overview;
  const missing = [
    missingLine("centers-missing-people", overview.withoutPeople, t),
    missingLine("centers-missing-group", overview.withoutGroup, t),
    missingLine("centers-missing-territory", overview.withoutTerritory, t),
  ].flat();
  const text = [
    t("centers-network", { total, reachable }),
    missing.length > 0 ? [t("centers-missing"), ...missing].join("\n") : t("centers-missing-none"),
    t("centers-network-next"),
  ];
  const buttons: ScreenButton[][] = overview.regions.map(({ regionCode }) => [
    { text: regionName(regionCode), data: regionButton.data(regionCode ?? "-", 0) },
  ]);
  if (mayInviteStaff)
    buttons.push([
      { text: t.plain("centers-button-invite-staff"), data: inviteStaffButton.data() },
    ]);
  return { text: text.join("\n\n"), buttons };
}

/** The centers of one region, a page at a time, and how much of it has no center of its own. */
export function regionScreen(
  { regionCode, centers, uncovered }: RegionCenters,
  from: number,
  regionName: RegionName,
  t: Translate,
): Screen {
  const words = { region: regionName(regionCode), count: centers.length };
  const text = [t("centers-region", words)];
  if (uncovered > 0) text.push(t("centers-region-uncovered", { count: uncovered }));
  const page = pageOf(centers, from, (next) => regionButton.data(regionCode ?? "-", next), t);
  const back = { text: t.plain("centers-button-back"), data: homeButton.data() };
  return { text: text.join("\n\n"), buttons: [...page, [back]] };
}

/** Someone who sees several centers chooses one. */
export function ownCentersScreen(centers: CenterSummary[], from: number, t: Translate): Screen {
  return { text: t("centers-own"), buttons: pageOf(centers, from, ownButton.data, t) };
}

/** A button a center, and one row to turn the page where there is more. */
function pageOf(
  centers: CenterSummary[],
  from: number,
  turnTo: (from: number) => string,
  t: Translate,
): ScreenButton[][] {
  const rows = centers.slice(from, from + pageSize).map((center) => [rowButton(center, t)]);
  const turn: ScreenButton[] = [];
  if (from > 0) {
    const data = turnTo(Math.max(0, from - pageSize));
    turn.push({ text: t.plain("centers-button-earlier"), data });
  }
  if (from + pageSize < centers.length)
    turn.push({ text: t.plain("centers-button-more"), data: turnTo(from + pageSize) });
  return turn.length > 0 ? [...rows, turn] : rows;
}

/**
 * One center: what it is, who works there, where its questions go, and what may be done.
 *
 * @param back the data of the button «Назад»; null for somebody who has no other center.
 */
export function centerScreen(view: CenterView, back: string | null, t: Translate): Screen {
  const text = [describeCenter(view, t), describePeople(view, t), describeGroup(view, t)];
  const { id } = view.center;
  const buttons: ScreenButton[][] = [];
  if (view.may.connectGroup) {
    const label = view.group ? "centers-button-connect-other" : "centers-button-connect";
    buttons.push([{ text: t.plain(label), data: connectButton.data(id) }]);
  }
  if (view.may.inviteCoordinator || view.may.inviteHead)
    buttons.push([{ text: t.plain("centers-button-invite"), data: inviteButton.data(id) }]);
  if (back) buttons.push([{ text: t.plain("centers-button-back"), data: back }]);
  return { text: text.join("\n\n"), buttons };
}

function describeCenter({ center, parentName, territories }: CenterView, t: Translate): string {
  const lines = [
    t("centers-center", { name: center.name, type: t.plain(`centers-type-${center.type}`) }),
    parentName ? t("centers-center-parent", { parent: parentName }) : "",
    t("centers-center-territories", { territories: listOf(territories, t) }),
    t("centers-center-kinds", { kinds: kindsText(center, t) }),
    t("centers-center-hours", { hours: hoursText(center.hours, t), days: center.answerDays }),
    center.phone ? t("centers-center-phone", { phone: center.phone }) : "",
  ];
  return lines.filter((line) => line !== "").join("\n");
}

function describePeople({ people }: CenterView, t: Translate): string {
  if (people.length === 0) return t("centers-people-none");
  const lines = people.map(({ name, role, isUnreachable }) =>
    t(isUnreachable ? "centers-person-unreachable" : "centers-person", {
      name,
      role: t.plain(`centers-role-${role}`),
    }),
  );
  return [t("centers-people"), ...lines].join("\n");
}

function describeGroup({ group, people }: CenterView, t: Translate): string {
  if (!group) return t(people.length > 0 ? "centers-group-none" : "centers-desk-none");
  if (!group.isWorking) return t("centers-group-gone", { group: group.title });
  const shared = group.sharedWith.join(", ");
  const parts = [t("centers-group-works", { group: group.title })];
  if (shared !== "") parts.push(t("centers-group-shared", { centers: shared }));
  if (group.lacks.length > 0) parts.push(lacksText(group.lacks, t));
  return parts.join("\n");
}

function missingLine(key: string, centers: CenterSummary[], t: Translate): string[] {
  const names = centers.map(({ nameShort }) => nameShort);
  return names.length > 0 ? [`• ${t(key, { centers: listOf(names, t) })}`] : [];
}

function listOf(names: string[], t: Translate): string {
  if (names.length === 0) return t.plain("centers-list-empty");
  const shown = names.slice(0, mostNames).join(", ");
  const rest = names.length - mostNames;
  return rest > 0 ? t.plain("centers-list-more", { names: shown, rest }) : shown;
}

function rowButton(center: CenterSummary, t: Translate): ScreenButton {
  const key = center.reachable ? "centers-row" : "centers-row-unreachable";
  return { text: t.plain(key, { center: center.nameShort }), data: centerButton.data(center.id) };
}

function kindsText({ kinds }: Pick<Center, "kinds">, t: Translate): string {
  return kinds.map((kind) => t.plain(`centers-kind-${kind}`)).join(", ");
}
