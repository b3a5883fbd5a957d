import type { Role } from "../../access/index.ts";
import type { Screen } from "../../delivery/index.ts";
import type { Translate } from "../../telegram/index.ts";
import type { CenterView } from "../list-centers.ts";
import { staffLink } from "../links.ts";
import { centerButton, inviteAsButton } from "./buttons.ts";

/** Which role the colleague gets. */
export function chooseRoleScreen({ center, may }: CenterView, t: Translate): Screen {
  const roles = [
    ...(may.inviteHead ? (["head"] as const) : []),
    ...(may.inviteCoordinator ? (["coordinator"] as const) : []),
  ];
  return {
    text: t("centers-invite", { center: center.nameShort }),
    buttons: [
      ...roles.map((role) => [
        { text: t.plain(`centers-button-as-${role}`), data: inviteAsButton.data(center.id, role) },
      ]),
      [{ text: t.plain("centers-button-back"), data: centerButton.data(center.id) }],
    ],
  };
}

/** Two messages: what to do, and the one to pass on. */
export function invitationScreens(
  invitation: { role: Role; centerName: string | null },
  link: { botUsername: string; token: string },
  t: Translate,
): [Screen, Screen] {
  const words = {
    role: t.plain(`centers-role-${invitation.role}`),
    center: invitation.centerName ?? "",
    link: staffLink(link.botUsername, link.token),
  };
  const key = invitation.centerName === null ? "centers-invitation-network" : "centers-invitation";
  return [{ text: t("centers-invitation-pass-on") }, { text: t(key, words) }];
}

/** What became of the link that a person opened. */
export function joinedText(
  outcome: { kind: "joined" | "already"; role: Role; center: { name: string } | null },
  t: Translate,
): string {
  const words = {
    role: t.plain(`centers-role-${outcome.role}`),
    center: outcome.center?.name ?? "",
  };
  const where = outcome.center === null ? "-network" : "";
  return t(`centers-${outcome.kind}${where}`, words);
}
