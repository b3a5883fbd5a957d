import type { Territory } from "../../centers/index.ts";
import type { Screen, ScreenButton } from "../../delivery/index.ts";
import type { Translate } from "../../telegram/index.ts";
import { buttons } from "./members.buttons.ts";
import { pageLine, pageOf, turningRow } from "./paging.ts";

/** Longer labels are cut off by phones anyway. */
const longestLabel = 60;

export interface Places {
  found: Territory[];
  /** The regions that the found places lie in. */
  regions: Territory[];
}

export function askTownScreen(t: Translate, options: { canGoBack: boolean }): Screen {
  return {
    text: t("members-ask-town"),
    buttons: [
      ...listOrOutside(t),
      ...(options.canGoBack
        ? [[{ text: t.plain("members-button-back"), data: buttons.settings.data() }]]
        : []),
    ],
  };
}

/** «Какой из них ваш?»: several places have this name, or look like it. */
export function severalTownsScreen({ found, regions }: Places, t: Translate): Screen {
  const label = (place: Territory) =>
    place.kind === "region" ? place.name : `${shortName(place)}, ${regionName(place, regions)}`;
  return {
    text: t("members-several-towns"),
    buttons: [
      ...found.map((place) => [{ text: label(place), data: buttons.town.data(place.code) }]),
      [{ text: t.plain("members-button-none-of-these"), data: buttons.typeTown.data() }],
    ],
  };
}

export function noTownScreen(t: Translate): Screen {
  return { text: t("members-no-town"), buttons: listOrOutside(t) };
}

/** The person wrote or sent what they want to ask before saying where they live. */
export function keptForLaterScreen(step: "town" | "organisation", t: Translate): Screen {
  if (step === "town") return { text: t("members-kept-ask-town"), buttons: listOrOutside(t) };
  return {
    text: t("members-kept-ask-organisation"),
    buttons: [[noOrganisationButton(t)]],
  };
}

export function regionsScreen(regions: Territory[], t: Translate): Screen {
  return {
    text: t("members-choose-region"),
    buttons: [
      ...regions.map(({ name, code }) => [
        { text: name, data: buttons.municipalities.data(code, 0) },
      ]),
      [outsideButton(t)],
      [{ text: t.plain("members-button-back"), data: buttons.typeTown.data() }],
    ],
  };
}

export function municipalitiesScreen(
  list: { region: Territory; municipalities: Territory[]; page: number },
  t: Translate,
): Screen {
  const { region } = list;
  const shown = pageOf(list.municipalities, list.page);
  return {
    text: [t("members-choose-municipality", { region: region.name }), ...pageLine(shown, t)].join(
      "\n\n",
    ),
    buttons: [
      ...shown.items.map((place) => [
        { text: shortName(place), data: buttons.town.data(place.code) },
      ]),
      ...turningRow(shown, (page) => buttons.municipalities.data(region.code, page), t),
      [{ text: t.plain("members-button-other-region"), data: buttons.regions.data() }],
    ],
  };
}

/** What was understood as the town, in one line. */
export function townLine(
  place: { town: Territory; region: Territory | undefined } | null,
  t: Translate,
): string {
  if (!place) return t("members-outside-saved");
  const { town, region } = place;
  return t("members-town-saved", { town: town.name, region: region?.name ?? "" });
}

/** The town was understood, on to the next question; whoever sees a mistake corrects it at once. */
export function townSavedScreen(line: string, next: Screen, t: Translate): Screen {
  const changeTown = {
    text: t.plain("members-button-change-town"),
    data: buttons.typeTown.data(),
  };
  return {
    text: `${line}\n\n${next.text}`,
    buttons: [...(next.buttons ?? []), [changeTown]],
  };
}

export function askOrganisationScreen(
  question: { known: { id: string; name: string }[]; signedUp: boolean },
  t: Translate,
): Screen {
  const { known, signedUp } = question;
  const type = {
    text: t.plain("members-button-type-organisation"),
    data: buttons.typeOrganisation.data(),
  };
  const back = { text: t.plain("members-button-back"), data: buttons.settings.data() };
  return {
    text: t(known.length > 0 ? "members-ask-organisation" : "members-type-organisation"),
    buttons: [
      ...known.map(({ id, name }) => [
        { text: shorten(name), data: buttons.organisation.data(id) },
      ]),
      ...(known.length > 0 ? [[type]] : []),
      [noOrganisationButton(t)],
      ...(signedUp ? [[back]] : []),
    ],
  };
}

export function badNameScreen(t: Translate): Screen {
  return { text: t("members-bad-organisation-name"), buttons: [[noOrganisationButton(t)]] };
}

/** The name for buttons, without the region that some carry in brackets. */
export function shortName(place: Territory): string {
  return place.nameShort.replace(/ \(.*\)$/, "");
}

function regionName(place: Territory, regions: Territory[]): string {
  return regions.find(({ code }) => code === place.regionCode)?.nameShort ?? "";
}

function listOrOutside(t: Translate): ScreenButton[][] {
  return [
    [{ text: t.plain("members-button-list"), data: buttons.regions.data() }],
    [outsideButton(t)],
  ];
}

function outsideButton(t: Translate): ScreenButton {
  return { text: t.plain("members-button-outside"), data: buttons.outside.data() };
}

function noOrganisationButton(t: Translate): ScreenButton {
  return { text: t.plain("members-button-no-organisation"), data: buttons.noOrganisation.data() };
}

function shorten(name: string): string {
  const letters = [...name];
  return letters.length > longestLabel ? `${letters.slice(0, longestLabel - 1).join("")}…` : name;
}
