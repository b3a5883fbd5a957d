import { Composer } from "grammy";
import { type BotContext, readContent, show } from "../../telegram/index.ts";
import { answerHere } from "./colleague.handlers.ts";
import type { QuestionsBot } from "./questions.bot.ts";

/** Corrections: of a draft that is not sent yet, of an author's words, of an answer. */
export function createEditsHandlers({ useCases }: QuestionsBot) {
  const composer = new Composer<BotContext>();
  composer.on("edited_message", async (ctx) => {
    const { cause, actor } = ctx;
    const content = readContent(ctx.editedMessage);
    if (ctx.chat.type === "private") {
      const draft = await useCases.editDraft({ cause, telegramId: actor.telegramId, content });
      if (draft.kind === "kept") return;
    }
    const outcome = await useCases.editMessage({ cause, actor, content });
    if (outcome.kind === "not-allowed")
      return answerHere(ctx, ctx.editedMessage, { text: ctx.t("questions-desk-not-allowed") });
    // an answer's receipt is the reaction on it
    if (outcome.kind === "passed-on" && outcome.side === "author")
      await show(ctx, { text: ctx.t("questions-correction-passed") });
  });
  return composer;
}
