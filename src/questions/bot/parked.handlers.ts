import { Composer } from "grammy";
import { type BotContext, onButton } from "../../telegram/index.ts";
import type { OpenDeskOutcome } from "../open-desk-here.ts";
import { deskButtons as buttons } from "./questions.buttons.ts";
import type { QuestionsBot } from "./questions.bot.ts";

/** «Показать»: what waits in a group that was silent is opened where that is tapped. */
export function createParkedHandlers(bot: QuestionsBot) {
  const { deps, useCases } = bot;
  const composer = new Composer<BotContext>();
  const inPrivate = composer.filter((ctx) => ctx.chat?.type === "private");
  const inGroups = composer.filter((ctx) => ctx.chat !== undefined && ctx.chat.type !== "private");

  onButton(inPrivate, buttons.show, async (ctx, number) => {
    const { cause, actor } = ctx;
    const here = { chatId: actor.telegramId, groupSince: null };
    const outcome = await useCases.openDeskHere({ cause, actor, number, here });
    return toast(ctx, number, outcome);
  });

  onButton(inGroups, buttons.showHere, async (ctx, number, backAt) => {
    const { cause, actor } = ctx;
    const here = { chatId: ctx.chat?.id ?? 0, groupSince: new Date(backAt) };
    const outcome = await useCases.openDeskHere({ cause, actor, number, here });
    return toast(ctx, number, outcome);
  });

  onButton(inGroups, buttons.showAll, async (ctx, silentSince, backAt) => {
    const { cause, actor } = ctx;
    const chatId = ctx.chat?.id ?? 0;
    const group = await deps.centers.groupByChat(chatId);
    const outcome = await useCases.openAllHere({
      cause,
      actor,
      centerIds: group?.centers.map(({ id }) => id) ?? [],
      silentSince: new Date(silentSince),
      here: { chatId, groupSince: new Date(backAt) },
    });
    if (outcome.kind === "not-allowed") return ctx.t.plain("questions-toast-not-allowed");
    if (outcome.count === 0) return ctx.t.plain("questions-toast-all-shown");
    return ctx.t.plain("questions-toast-shown-all", { count: outcome.count });
  });

  return composer;
}

function toast(ctx: BotContext, number: number, outcome: OpenDeskOutcome): string {
  const words = { number: String(number) };
  switch (outcome.kind) {
    case "opened":
    case "shown":
      return ctx.t.plain(
        outcome.inTopic ? "questions-toast-shown-in-topic" : "questions-toast-shown",
        words,
      );
    case "closed":
      return ctx.t.plain("questions-closed-already", words);
    case "elsewhere":
      return outcome.to === null
        ? ctx.t.plain("questions-toast-not-allowed")
        : ctx.t.plain("questions-toast-elsewhere", { ...words, center: outcome.to });
    case "no-question":
      return ctx.t.plain("questions-toast-gone");
    case "not-allowed":
      return ctx.t.plain("questions-toast-not-allowed");
  }
}
