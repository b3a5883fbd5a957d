import { Composer } from "grammy";
import { type BotContext, change, onButton, show } from "../../telegram/index.ts";
import type { ScreenButton } from "../../delivery/index.ts";
import type { Member } from "../member.ts";
import { centersFor, centersOfRegion } from "../my-centers.ts";
import { contactRegionsScreen, contactsScreen, myCenterScreen } from "./center.screens.ts";
import { agreeButton, showConsentButton } from "./consent.screens.ts";
import { type MembersBot, senderOf } from "./members.bot.ts";
import { buttons } from "./members.buttons.ts";

/** «Мой центр», and the phones and addresses of all centers, which anyone may see. */
export function createCenterHandlers(bot: MembersBot) {
  const { people, territories, readDirectory } = bot;
  const composer = new Composer<BotContext>();
  const inPrivate = composer.filter((ctx) => ctx.chat?.type === "private");

  function contactRegions(ctx: BotContext, member: Member | null, onward: ScreenButton) {
    const below = member?.consented ? [] : [[onward]];
    return contactRegionsScreen(territories.regions(), below, ctx.t);
  }

  async function open(ctx: BotContext): Promise<void> {
    const member = await people.find(senderOf(ctx).id);
    const code = member?.territoryCode ?? null;
    if (code === null && !member?.outsideRegion) {
      await show(ctx, contactRegions(ctx, member, showConsentButton(ctx.t)));
      return;
    }
    const territory = code === null ? undefined : territories.find(code);
    const centers = centersFor(await readDirectory(), territory);
    const place = territory?.name ?? ctx.t.plain("members-outside-place");
    await show(ctx, myCenterScreen({ place, centers }, ctx.t));
  }

  onButton(inPrivate, buttons.contactRegions, async (ctx) => {
    const member = await people.find(senderOf(ctx).id);
    await change(ctx, contactRegions(ctx, member, agreeButton("after-refusal", ctx.t)));
  });
  onButton(inPrivate, buttons.contacts, async (ctx, code, page) => {
    const region = territories.find(code);
    if (region?.kind !== "region") return ctx.t.plain("home-old-button");
    const centers = centersOfRegion(await readDirectory(), region.code);
    await change(ctx, contactsScreen({ region, centers, page }, ctx.t));
  });
  return { composer, open };
}
