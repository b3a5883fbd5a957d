import {
  type DirectoryCenter,
  hoursText,
  type SupportKind,
  type Territory,
} from "../../centers/index.ts";
import type { Screen, ScreenButton } from "../../delivery/index.ts";
import type { Translate } from "../../telegram/index.ts";
import type { MyCenters } from "../my-centers.ts";
import { buttons } from "./members.buttons.ts";
import { pageLine, pageOf, turningRow } from "./paging.ts";

/** «Мой центр»: the nearest in full, those above with their phones. */
export function myCenterScreen(view: { place: string; centers: MyCenters }, t: Translate): Screen {
  const { nearest, above } = view.centers;
  const others = above.filter(({ phone }) => phone !== null).map((center) => shortLine(center, t));
  const parts = [
    t("members-my-center", { place: view.place }),
    ...nearest.map((center) => fullCard(center, t)),
    ...(nearest.length === 0 ? [t("members-no-centers")] : []),
    ...(others.length > 0 ? [[t("members-centers-above"), ...others].join("\n")] : []),
    t("members-my-center-next"),
  ];
  return {
    text: parts.join("\n\n"),
    buttons: [
      [{ text: t.plain("members-button-other-centers"), data: buttons.contactRegions.data() }],
    ],
  };
}

/** The regions whose centers' phones and addresses anyone may see. */
export function contactRegionButtons(regions: Territory[]): ScreenButton[][] {
  return regions.map(({ code, name }) => [{ text: name, data: buttons.contacts.data(code, 0) }]);
}

/** @param below what else the person may do, under the regions. */
export function contactRegionsScreen(
  regions: Territory[],
  below: ScreenButton[][],
  t: Translate,
): Screen {
  return {
    text: t("members-contact-regions"),
    buttons: [...contactRegionButtons(regions), ...below],
  };
}

/** Phones and addresses of a region's centers. */
export function contactsScreen(
  list: { region: Territory; centers: DirectoryCenter[]; page: number },
  t: Translate,
): Screen {
  const shown = pageOf(list.centers, list.page);
  const cards = shown.items.map((center) => contactCard(center, t));
  return {
    text: [
      t("members-contacts", { region: list.region.name }),
      ...(cards.length > 0 ? cards : [t("members-no-centers")]),
      ...pageLine(shown, t),
    ].join("\n\n"),
    buttons: [
      ...turningRow(shown, (page) => buttons.contacts.data(list.region.code, page), t),
      [{ text: t.plain("members-button-back"), data: buttons.contactRegions.data() }],
    ],
  };
}

function fullCard(center: DirectoryCenter, t: Translate): string {
  return [
    contactCard(center, t),
    ...(center.email === null ? [] : [t("members-center-email", { email: center.email })]),
    ...(center.website === null ? [] : [t("members-center-website", { website: center.website })]),
    t("members-center-hours", { hours: hoursText(center.hours, t) }),
    ...(center.kinds.length === 0
      ? []
      : [t("members-center-kinds", { kinds: kindsOf(center, t) })]),
  ].join("\n");
}

function contactCard(center: DirectoryCenter, t: Translate): string {
  return [
    t("members-center-name", { name: center.name }),
    ...(center.phone === null ? [] : [t("members-center-phone", { phone: center.phone })]),
    ...(center.address === null ? [] : [t("members-center-address", { address: center.address })]),
  ].join("\n");
}

function shortLine(center: DirectoryCenter, t: Translate): string {
  return t("members-center-line", { name: center.nameShort, phone: center.phone ?? "" });
}

const kindKeys = {
  financial: "members-kind-financial",
  informational: "members-kind-informational",
  consulting: "members-kind-consulting",
  methodological: "members-kind-methodological",
} as const satisfies Record<SupportKind, string>;

function kindsOf(center: DirectoryCenter, t: Translate): string {
  return center.kinds.map((kind) => t.plain(kindKeys[kind])).join(", ");
}
