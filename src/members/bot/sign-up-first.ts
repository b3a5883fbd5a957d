import type { Message } from "@grammyjs/types";
import {
  type BotContext,
  type Dialog,
  type Heard,
  openDialog,
  show,
} from "../../telegram/index.ts";
import { missingStep } from "../member.ts";
import { type MembersBot, senderOf } from "./members.bot.ts";
import { readSmallTalk } from "../small-talk.ts";
import { consentReminderScreen } from "./consent.screens.ts";
import type { SignUpArgs } from "./sign-up.dialog.ts";
import type { SignUpFlow } from "./sign-up.flow.ts";

/** Says true when the person may go on; else has gone to the next missing step and says false. */
export type SignUpFirst = (ctx: BotContext) => Promise<boolean>;

/**
 * Guards what only signed-up people may do, in private chats. A message that is neither a command
 * nor a word of the menu is taken as the answer to the missing step, or kept as the beginning of a
 * question, so that nothing is lost on the way.
 */
export function createSignUpFirst(
  bot: MembersBot,
  flow: SignUpFlow,
  dialog: Dialog<SignUpArgs>,
): SignUpFirst {
  async function beforeConsent(ctx: BotContext, message: Message | undefined): Promise<unknown> {
    if (!message) return isStart(ctx) ? flow.showFirstVisit(ctx, false) : flow.showConsent(ctx);
    if (isAnswerToConsent(message)) return show(ctx, consentReminderScreen(false, ctx.t));
    const kept = await bot.keepForLater(ctx);
    if (kept.continuesAlbum) return;
    if (kept.isFirst) return flow.showFirstVisit(ctx, true);
    await show(ctx, consentReminderScreen(true, ctx.t));
  }

  return async (ctx) => {
    if (ctx.actor.signedUp) return true;
    const step = missingStep(await bot.people.find(senderOf(ctx).id));
    if (step === null) return true;
    const message = answerIn(bot, ctx);
    if (step === "consent") {
      await beforeConsent(ctx, message);
      return false;
    }
    if (!message)
      await (step === "town" ? flow.askTown(ctx, show) : flow.askOrganisation(ctx, show));
    await openDialog(ctx, dialog, { asked: step, heard: message ? heardIn(message) : null });
    return false;
  };
}

function answerIn(bot: MembersBot, ctx: BotContext): Message | undefined {
  const { message } = ctx;
  return message?.text !== undefined && bot.home().isEscape(message.text) ? undefined : message;
}

function isStart(ctx: BotContext): boolean {
  return ctx.message?.text?.startsWith("/start") ?? false;
}

/** «Да» and «согласна» are meant for the consent; a consent is given by its button only. */
function isAnswerToConsent({ text }: Message): boolean {
  const said = text === undefined ? null : readSmallTalk(text);
  return said === "yes" || said === "no";
}

function heardIn({ text }: Message): Heard {
  return text === undefined ? { kind: "other" } : { kind: "text", text };
}
