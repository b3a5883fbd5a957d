import { Composer } from "grammy";
import { inlineKeyboard, type ScreenButton } from "../../delivery/index.ts";
import {
  type BotContext,
  change,
  dropButtons,
  ignoreRefusal,
  onButton,
} from "../../telegram/index.ts";
import { cardButtons, kindButtons, moreButtons } from "./desk.screens.ts";
import { deskButtons as buttons } from "./questions.buttons.ts";
import type { QuestionsBot } from "./questions.bot.ts";

/** The buttons on cards and below colleagues' messages. Every right is checked by the use case. */
export function createDeskHandlers(bot: QuestionsBot) {
  const { deps, useCases } = bot;
  const composer = new Composer<BotContext>();

  /** Turns the card over; what its buttons do is decided when one of them is tapped. */
  async function turn(
    ctx: BotContext,
    number: number,
    side: (isClaimed: boolean) => ScreenButton[][],
  ): Promise<string | void> {
    const seen = await useCases.see({ actor: ctx.actor, number });
    if (seen.kind !== "seen") return withPlace(ctx, number, refusal(ctx, seen.kind));
    const reply_markup = inlineKeyboard(side(seen.isClaimed));
    await ignoreRefusal(() => ctx.editMessageReplyMarkup({ reply_markup }));
  }

  /**
   * A card may stand where its question is worked on no more: what its buttons do is done, and the
   * words say where the question is. A card whose question has gone on to others says so from now on.
   */
  async function withPlace(ctx: BotContext, number: number, words: string): Promise<string> {
    const message = ctx.callbackQuery?.message;
    const copy = message && (await deps.desks.copyAt(message.chat.id, message.message_id));
    if (!copy?.deskId) return words;
    const place = await useCases.findPlace({ cause: ctx.cause, number, deskId: copy.deskId });
    switch (place.kind) {
      case "here":
        return words;
      case "group":
        return `${words} ${ctx.t.plain("questions-toast-now-in-group", { group: place.title })}`;
      case "private":
        return `${words} ${ctx.t.plain("questions-toast-now-in-private")}`;
      case "elsewhere":
        return ctx.t.plain("questions-toast-elsewhere", {
          number: String(number),
          center: place.center,
        });
    }
  }

  onButton(composer, buttons.more, (ctx, number) =>
    turn(ctx, number, (isClaimed) => moreButtons(number, isClaimed, ctx.t)),
  );
  onButton(composer, buttons.fold, (ctx, number) =>
    turn(ctx, number, (isClaimed) => cardButtons(number, isClaimed, ctx.t)),
  );
  onButton(composer, buttons.kinds, (ctx, number) =>
    turn(ctx, number, () => kindButtons(number, ctx.t)),
  );

  onButton(composer, buttons.claim, async (ctx, number) => {
    const { cause, actor, t } = ctx;
    const outcome = await useCases.claim({ cause, actor, number });
    switch (outcome.kind) {
      case "claimed":
        return withPlace(ctx, number, t.plain("questions-toast-claimed"));
      case "taken":
        return withPlace(
          ctx,
          number,
          outcome.mine
            ? t.plain("questions-toast-mine")
            : t.plain("questions-toast-taken", { name: outcome.by }),
        );
      default:
        return withPlace(ctx, number, refusal(ctx, outcome.kind));
    }
  });

  onButton(composer, buttons.release, async (ctx, number) => {
    const { cause, actor, t } = ctx;
    const outcome = await useCases.release({ cause, actor, number });
    if (outcome.kind === "no-question" || outcome.kind === "not-allowed")
      return withPlace(ctx, number, refusal(ctx, outcome.kind));
    return withPlace(ctx, number, t.plain("questions-toast-released"));
  });

  onButton(composer, buttons.kind, async (ctx, number, kind) => {
    const { cause, actor, t } = ctx;
    const outcome = await useCases.setKind({ cause, actor, number, kind });
    if (outcome.kind === "no-question" || outcome.kind === "not-allowed")
      return withPlace(ctx, number, refusal(ctx, outcome.kind));
    if (outcome.kind === "same")
      await turn(ctx, number, (isClaimed) => cardButtons(number, isClaimed, t));
    return withPlace(ctx, number, t.plain("questions-toast-kind-set"));
  });

  onButton(composer, buttons.close, async (ctx, number) => {
    const { cause, actor, t } = ctx;
    const outcome = await useCases.closeByCenter({ cause, actor, number });
    switch (outcome.kind) {
      case "closed":
        return t.plain("questions-toast-closed");
      case "closed-already":
        return t.plain("questions-closed-already", { number: String(number) });
      default:
        return withPlace(ctx, number, refusal(ctx, outcome.kind));
    }
  });

  onButton(composer, buttons.sendHeld, async (ctx, heldId) => {
    const { cause, actor, t } = ctx;
    const outcome = await useCases.sendHeld({ cause, actor, heldId });
    switch (outcome.kind) {
      case "answered":
        await change(ctx, { text: t("questions-held-sent") });
        return;
      case "moved":
        return t.plain("questions-desk-moved", { number: String(outcome.number) });
      case "not-allowed":
        return refusal(ctx, "not-allowed");
      case "gone":
      case "settled":
        await dropButtons(ctx);
        return t.plain("questions-toast-gone");
    }
  });

  onButton(composer, buttons.keepHeld, async (ctx, heldId) => {
    const { cause, actor, t } = ctx;
    const outcome = await useCases.declineHeld({ cause, actor, heldId });
    if (outcome.kind === "not-allowed") return refusal(ctx, "not-allowed");
    if (outcome.kind === "gone" || outcome.kind === "settled") {
      await dropButtons(ctx);
      return t.plain("questions-toast-gone");
    }
    await change(ctx, { text: t("questions-held-declined") });
  });

  onButton(composer, buttons.again, async (ctx, messageId) => {
    const { cause, actor, t } = ctx;
    const outcome = await useCases.resendAnswer({ cause, actor, messageId });
    switch (outcome.kind) {
      case "sent-again":
        await dropButtons(ctx);
        return t.plain("questions-toast-again");
      case "delivered":
        await dropButtons(ctx);
        return t.plain("questions-toast-delivered");
      case "on-its-way":
        return t.plain("questions-toast-on-its-way");
      case "not-allowed":
        return refusal(ctx, "not-allowed");
      case "gone":
        return t.plain("questions-toast-gone");
    }
  });

  return composer;
}

function refusal(ctx: BotContext, kind: "no-question" | "not-allowed"): string {
  return ctx.t.plain(
    kind === "no-question" ? "questions-toast-gone" : "questions-toast-not-allowed",
  );
}
