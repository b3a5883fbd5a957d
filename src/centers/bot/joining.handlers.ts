import type { ReplyKeyboardMarkup } from "@grammyjs/types";
import { Composer } from "grammy";
import type { AccessStore } from "../../access/index.ts";
import { type BotContext, show } from "../../telegram/index.ts";
import { readPayload } from "../links.ts";
import type { UseCases } from "../use-cases.ts";
import { joinedText } from "./invitation.screens.ts";
import type { StaffArea } from "./staff.handlers.ts";

export interface JoiningHandlersDependencies {
  useCases: UseCases;
  access: AccessStore;
  staffArea: StaffArea;
  /** The main menu, which changes for somebody who has just joined. */
  keyboard: (ctx: BotContext) => ReplyKeyboardMarkup;
}

/** A colleague opens a link that was passed on to them. */
export function createJoiningHandlers(deps: JoiningHandlersDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer
    .chatType("private")
    .on("message")
    .command("start", async (ctx, next) => {
      const payload = readPayload(ctx.match);
      if (!payload) return next();
      if (payload.purpose === "group") {
        await show(ctx, { text: ctx.t("centers-link-for-groups"), keyboard: deps.keyboard(ctx) });
        return;
      }
      await join(ctx, payload.token);
    });

  async function join(ctx: BotContext, token: string): Promise<void> {
    if (!ctx.from) return;
    const { id: telegramId, first_name, last_name } = ctx.from;
    const name = [first_name, last_name].filter(Boolean).join(" ");
    const person = { telegramId, name };
    const outcome = await deps.useCases.acceptInvitation({ cause: ctx.cause, token, person });
    if (outcome.kind !== "joined" && outcome.kind !== "already") {
      const text = ctx.t(`centers-link-${outcome.kind}`);
      await show(ctx, { text, keyboard: deps.keyboard(ctx) });
      return;
    }
    // from here on this person has a role, and with it another menu
    ctx.actor = await deps.access.findActor(ctx.from);
    await show(ctx, { text: joinedText(outcome, ctx.t), keyboard: deps.keyboard(ctx) });
    await deps.staffArea.open(ctx);
  }

  return composer;
}
