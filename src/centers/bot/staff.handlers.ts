import { Composer } from "grammy";
import { type BotContext, change, onButton, show } from "../../telegram/index.ts";
import type { Screen } from "../../delivery/index.ts";
import type { ListCenters } from "../list-centers.ts";
import type { TerritoryCatalogue } from "../territories.ts";
import type { UseCases } from "../use-cases.ts";
import {
  centerButton,
  connectButton,
  homeButton,
  inviteAsButton,
  inviteButton,
  inviteStaffButton,
  ownButton,
  regionButton,
} from "./buttons.ts";
import { connectScreen } from "./group.screens.ts";
import { chooseRoleScreen, invitationScreens } from "./invitation.screens.ts";
import {
  centerScreen,
  networkScreen,
  ownCentersScreen,
  type RegionName,
  regionScreen,
} from "./staff.screens.ts";

export interface StaffHandlersDependencies {
  useCases: UseCases;
  list: ListCenters;
  territories: TerritoryCatalogue;
}

/** «Работа центра»: the directory as staff see it, invitations and groups. */
export function createStaffArea(deps: StaffHandlersDependencies) {
  const { useCases, list } = deps;
  const composer = new Composer<BotContext>();
  const inPrivate = new Composer<BotContext>();
  composer.filter((ctx) => ctx.chat?.type === "private", inPrivate);

  /** Where a colleague begins; undefined for everybody else. */
  async function homeScreen(ctx: BotContext): Promise<Screen | undefined> {
    const home = await list.home(ctx.actor);
    if (home.kind === "nothing") return undefined;
    if (home.kind === "network")
      return networkScreen(home.overview, home.mayInviteStaff, regionName(ctx), ctx.t);
    const [only, ...others] = home.centers;
    if (!only || others.length > 0) return ownCentersScreen(home.centers, 0, ctx.t);
    const view = await list.center(ctx.actor, only.id);
    return view && centerScreen(view, null, ctx.t);
  }

  function regionName(ctx: BotContext): RegionName {
    return (code) =>
      code === null
        ? ctx.t.plain("centers-region-network")
        : (deps.territories.find(code)?.nameShort ?? code);
  }

  onButton(inPrivate, homeButton, async (ctx) => {
    const screen = await homeScreen(ctx);
    if (!screen) return ctx.t.plain("centers-not-yours");
    await change(ctx, screen);
  });

  onButton(inPrivate, regionButton, async (ctx, code, from) => {
    const home = await list.home(ctx.actor);
    if (home.kind !== "network") return ctx.t.plain("centers-not-yours");
    const regionCode = code === "-" ? null : code;
    const region = home.overview.regions.find((known) => known.regionCode === regionCode);
    const shown = region ?? { regionCode, centers: [], uncovered: 0 };
    await change(ctx, regionScreen(shown, from, regionName(ctx), ctx.t));
  });

  onButton(inPrivate, ownButton, async (ctx, from) => {
    const home = await list.home(ctx.actor);
    if (home.kind !== "own") return ctx.t.plain("centers-not-yours");
    await change(ctx, ownCentersScreen(home.centers, from, ctx.t));
  });

  onButton(inPrivate, centerButton, async (ctx, centerId) => {
    const view = await list.center(ctx.actor, centerId);
    if (!view) return ctx.t.plain("centers-not-yours");
    await change(ctx, centerScreen(view, await wayBack(ctx, centerId), ctx.t));
  });

  /** To the region's list, or to one's own centers; nowhere for somebody who has just this one. */
  async function wayBack(ctx: BotContext, centerId: string): Promise<string | null> {
    const home = await list.home(ctx.actor);
    if (home.kind === "nothing") return null;
    if (home.kind === "own") return home.centers.length > 1 ? homeButton.data() : null;
    const region = home.overview.regions.find(({ centers }) =>
      centers.some(({ id }) => id === centerId),
    );
    return region ? regionButton.data(region.regionCode ?? "-", 0) : homeButton.data();
  }

  onButton(inPrivate, connectButton, async (ctx, centerId) => {
    const view = await list.center(ctx.actor, centerId);
    const invitation = { purpose: "group" as const, centerId };
    const { cause, actor } = ctx;
    const outcome = await useCases.createInvitation({ cause, actor, invitation });
    if (!view || outcome.kind !== "created") return ctx.t.plain("centers-not-yours");
    const link = { botUsername: ctx.me.username, token: outcome.token };
    await change(ctx, connectScreen(view.center, link, ctx.t));
  });

  onButton(inPrivate, inviteButton, async (ctx, centerId) => {
    const view = await list.center(ctx.actor, centerId);
    if (!view || !(view.may.inviteHead || view.may.inviteCoordinator))
      return ctx.t.plain("centers-not-yours");
    await change(ctx, chooseRoleScreen(view, ctx.t));
  });

  onButton(inPrivate, inviteAsButton, (ctx, centerId, role) => invite(ctx, role, centerId));
  onButton(inPrivate, inviteStaffButton, (ctx) => invite(ctx, "network_staff", null));

  async function invite(
    ctx: BotContext,
    role: "head" | "coordinator" | "network_staff",
    centerId: string | null,
  ): Promise<string | void> {
    const view = centerId === null ? undefined : await list.center(ctx.actor, centerId);
    const { cause, actor } = ctx;
    const invitation = { purpose: "staff" as const, role, centerId };
    const outcome = await useCases.createInvitation({ cause, actor, invitation });
    if (outcome.kind === "forbidden") return ctx.t.plain("centers-not-yours");
    const link = { botUsername: ctx.me.username, token: outcome.token };
    const invited = { role, centerName: view?.center.nameShort ?? null };
    for (const screen of invitationScreens(invited, link, ctx.t)) await show(ctx, screen);
  }

  return {
    composer,
    async open(ctx: BotContext): Promise<void> {
      const screen = await homeScreen(ctx);
      await show(ctx, screen ?? { text: ctx.t("centers-not-yours") });
    },
  };
}

export type StaffArea = ReturnType<typeof createStaffArea>;
