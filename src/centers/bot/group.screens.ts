import type { Screen } from "../../delivery/index.ts";
import type { Translate } from "../../telegram/index.ts";
import type { Center } from "../center.ts";
import type { Group, GroupLack } from "../group.ts";
import { groupLink } from "../links.ts";
import type { SilentGroupView } from "../notices.ts";
import { centerButton } from "./buttons.ts";

type Named = Pick<Center, "id" | "nameShort">;

/** In the group, right after connecting: what works now, and what to press for the rest. */
export function groupConnectedScreen(center: Named, lacks: GroupLack[], t: Translate): Screen {
  const parts = [
    t("centers-group-connected", { center: center.nameShort }),
    t("centers-group-how"),
    lacks.length === 0 ? t("centers-group-all-set") : lacksText(lacks, t),
  ];
  return { text: parts.join("\n\n") };
}

/** To the person who connected the group. */
export function groupConnectedByScreen(
  center: Named,
  group: Pick<Group, "title">,
  lacks: GroupLack[],
  t: Translate,
): Screen {
  const words = { center: center.nameShort, group: group.title };
  const parts = [
    t("centers-connected-by", words),
    lacks.length === 0 ? t("centers-connected-by-next") : lacksText(lacks, t),
  ];
  return { text: parts.join("\n\n"), buttons: [[toCenter(center, t)]] };
}

export function groupCompleteScreen(t: Translate): Screen {
  return { text: t("centers-group-complete") };
}

/** In a group that has taken the bot back without all that it needs. */
export function groupLacksScreen(lacks: GroupLack[], t: Translate): Screen {
  return { text: lacksText(lacks, t) };
}

/** To owners and heads, when nothing can be said in a group: what to press, and what waits there. */
export function groupSilentScreen(view: SilentGroupView, t: Translate): Screen {
  const { group, trouble, centers, waiting } = view;
  const names = centers.map(({ nameShort }) => nameShort).join(", ");
  const words = { group: group.title, centers: names, count: centers.length };
  const parts = [
    t(`centers-group-${trouble}`, words),
    ...waitingText(waiting, t),
    t("centers-group-silent-new"),
  ];
  return {
    text: parts.join("\n\n"),
    buttons: [
      ...waiting.buttons.map((button) => [button]),
      ...centers.map((center) => [toCenter(center, t, centers.length > 1)]),
    ],
  };
}

function waitingText({ count, buttons }: SilentGroupView["waiting"], t: Translate): string[] {
  if (count === 0) return [];
  const text = t("centers-group-waiting", { count });
  return [count > buttons.length ? `${text} ${t("centers-group-waiting-oldest")}` : text];
}

/** How to connect a group, with the button that begins it. */
export function connectScreen(
  center: Named,
  link: { botUsername: string; token: string },
  t: Translate,
): Screen {
  return {
    text: t("centers-connect", { center: center.nameShort }),
    buttons: [
      [
        {
          text: t.plain("centers-button-choose-group"),
          url: groupLink(link.botUsername, link.token),
        },
      ],
      [{ text: t.plain("centers-button-back"), data: centerButton.data(center.id) }],
    ],
  };
}

/** Why a group was not connected, said in the group itself. */
export function notConnectedScreen(
  reason: "unknown" | "used" | "expired" | "forbidden",
  t: Translate,
): Screen {
  return { text: t(`centers-connect-${reason}`) };
}

/** A group that nobody has connected yet. */
export function unconnectedGroupScreen(t: Translate): Screen {
  return { text: t("centers-group-unconnected") };
}

/** How the bot works in a group, in three lines, and what is still missing there. */
export function groupHelpScreen(lacks: GroupLack[], t: Translate): Screen {
  const missing = lacks.length > 0 ? [lacksText(lacks, t)] : [];
  return { text: [t("centers-group-help"), ...missing].join("\n\n") };
}

/** To an administrator who hides behind the group: nobody can tell who that is. */
export function anonymousScreen(t: Translate): Screen {
  return { text: t("centers-anonymous") };
}

export function lacksText(lacks: GroupLack[], t: Translate): string {
  const lines = lacks.map((lack) => `• ${t(`centers-lack-${lack}`)}`);
  return [t("centers-lacks"), ...lines].join("\n");
}

function toCenter(center: Named, t: Translate, byName = false) {
  const text = byName ? center.nameShort : t.plain("centers-button-to-center");
  return { text, data: centerButton.data(center.id) };
}
