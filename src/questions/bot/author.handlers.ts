import type { Message } from "@grammyjs/types";
import { Composer } from "grammy";
import {
  type BotContext,
  change,
  dropButtons,
  onButton,
  readContent,
  realReply,
  show,
} from "../../telegram/index.ts";
import { readSmallTalk } from "../../members/index.ts";
import { timezoneOf } from "../dependencies.ts";
import { hasPhone } from "../draft-card.ts";
import { withFirstWords } from "../first-words.ts";
import type { createAddToQuestion } from "../add-to-question.ts";
import { thankedScreen } from "./answer.screens.ts";
import { listScreen, questionScreen } from "./my-questions.screens.ts";
import { authorButtons as buttons } from "./questions.buttons.ts";
import { profileOf, type QuestionsBot } from "./questions.bot.ts";
import { type CardTaps, createTypedAnswers } from "./typed-answers.ts";

const mostListed = 10;

/** What those who ask send and tap in their private chats. */
export function createAuthorHandlers(bot: QuestionsBot, taps: CardTaps) {
  const { deps, useCases } = bot;
  const typedAnswer = createTypedAnswers(bot, taps);
  const composer = new Composer<BotContext>();
  const inPrivate = composer.chatType("private");
  // nobody else can have got these buttons by fair means
  const ofPeople = composer.filter(
    (ctx) => ctx.chat?.type === "private" && ctx.actor.personId !== null,
  );

  inPrivate.on("message", async (ctx, next) => {
    if (ctx.message.text?.startsWith("/") || isService(ctx.message)) return next();
    if (!(await bot.signUpFirst(ctx))) return;
    const questionId = await continuedQuestion(ctx, ctx.message);
    // who writes several messages at once writes a question
    const said = bot.hasMore(ctx.chat.id) ? null : ownWords(ctx.message);
    if (said !== null && (await takeThanks(ctx, ctx.message, said, questionId))) return;
    if (questionId !== null) return addTo(ctx, ctx.message, questionId);
    if (said !== null && (await typedAnswer(ctx, said))) return;
    await keepAndShow(ctx, ctx.message);
  });

  /** «Спасибо!» after an answer goes to the center, and neither asks nor reopens anything. */
  async function takeThanks(
    ctx: BotContext,
    message: Message,
    said: string,
    questionId: string | null,
  ): Promise<boolean> {
    if (readSmallTalk(said) !== "thanks") return false;
    const { personId, telegramId } = await profileOf(bot, ctx);
    const draft = await deps.drafts.find(telegramId);
    if (questionId === null && draft && draft.messages.length > 0) return false;
    const content = readContent(message);
    const outcome = await useCases.passThanks({ cause: ctx.cause, personId, questionId, content });
    if (outcome.kind === "nothing-open") await show(ctx, { text: ctx.t("questions-welcome") });
    else await show(ctx, thankedScreen(outcome.number, outcome.answered, ctx.t));
    return true;
  }

  /** A reply to any message of a question goes on in it; so does what follows «Спросить ещё». */
  async function continuedQuestion(ctx: BotContext, message: Message): Promise<string | null> {
    const replied = realReply(message);
    const copy = replied && (await deps.desks.copyAt(message.chat.id, replied.message_id));
    // what stands at a desk of a colleague's private chat is not the author's
    if (copy && copy.deskId === null) return copy.questionId;
    const draft = await deps.drafts.find(ctx.actor.telegramId);
    if (!draft?.continues || draft.continues.until <= deps.clock.now()) return null;
    return draft.continues.questionId;
  }

  async function addTo(ctx: BotContext, message: Message, questionId: string): Promise<void> {
    const { personId } = await profileOf(bot, ctx);
    const outcome = await useCases.addToQuestion({
      cause: ctx.cause,
      personId,
      questionId,
      content: readContent(message),
    });
    if (bot.hasMore(message.chat.id)) return;
    await show(ctx, { text: addedWords(ctx, outcome) });
  }

  async function keepAndShow(ctx: BotContext, message: Message): Promise<void> {
    const { telegramId, personId } = await profileOf(bot, ctx);
    const { cause } = ctx;
    const content = readContent(message);
    const kept = await useCases.keepDraft({ cause, telegramId, content });
    if (content.kind === "contact" || (kept.wantsCall && hasPhone(content))) {
      const text = ctx.t("questions-phone-kept");
      await show(ctx, { text, keyboard: bot.home().keyboard(ctx) });
    }
    // with more to come the card waits, see keep-draft.ts
    if (kept.kind === "more-may-come" || bot.hasMore(message.chat.id)) return;
    await useCases.showDraft({ cause, telegramId, personId });
  }

  onButton(ofPeople, buttons.addTo, async (ctx, number) => {
    const { personId } = await profileOf(bot, ctx);
    const outcome = await useCases.addDraftToQuestion({ cause: ctx.cause, personId, number });
    if (outcome.kind === "no-draft") {
      await dropButtons(ctx);
      return ctx.t.plain("questions-toast-no-draft");
    }
    await show(ctx, { text: addedWords(ctx, outcome) });
  });

  onButton(ofPeople, buttons.helped, async (ctx, number) => {
    const { personId } = await profileOf(bot, ctx);
    const act = { cause: ctx.cause, personId, number };
    const outcome = await useCases.closeByAuthor({ ...act, helped: true });
    await dropButtons(ctx);
    await show(ctx, { text: words(ctx, outcome.kind, number, "questions-thanks") });
  });

  onButton(ofPeople, buttons.notHelped, async (ctx, number) => {
    const { personId } = await profileOf(bot, ctx);
    const outcome = await useCases.notHelped({ cause: ctx.cause, personId, number });
    await dropButtons(ctx);
    await show(ctx, { text: words(ctx, outcome.kind, number, "questions-write-what-lacks") });
  });

  onButton(ofPeople, buttons.askMore, async (ctx, number) => {
    const { personId } = await profileOf(bot, ctx);
    const outcome = await useCases.continueQuestion({ cause: ctx.cause, personId, number });
    await show(ctx, { text: words(ctx, outcome.kind, number, "questions-write-more") });
  });

  onButton(ofPeople, buttons.close, async (ctx, number) => {
    const { personId } = await profileOf(bot, ctx);
    const act = { cause: ctx.cause, personId, number };
    const outcome = await useCases.closeByAuthor({ ...act, helped: null });
    await change(ctx, { text: words(ctx, outcome.kind, number, "questions-closed-by-you") });
  });

  onButton(ofPeople, buttons.list, async (ctx) => change(ctx, await list(ctx)));

  onButton(ofPeople, buttons.view, async (ctx, number) => {
    const { personId } = await profileOf(bot, ctx);
    const question = await deps.questions.findByNumber(number);
    if (question?.author.personId !== personId) return ctx.t.plain("questions-not-yours");
    const messages = await deps.questions.messages(question.id);
    await change(ctx, questionScreen(question, messages, timezoneOf(deps, question), ctx.t));
  });

  async function list(ctx: BotContext) {
    const { personId, telegramId } = await profileOf(bot, ctx);
    const questions = await deps.questions.ofAuthor(personId, mostListed);
    const draft = await deps.drafts.find(telegramId);
    return listScreen(
      await withFirstWords(deps, questions),
      (draft?.messages.length ?? 0) > 0,
      (question) => timezoneOf(deps, question),
      ctx.t,
    );
  }

  return {
    composer,

    /** «Мои вопросы» */
    async open(ctx: BotContext): Promise<void> {
      if (await bot.signUpFirst(ctx)) await show(ctx, await list(ctx));
    },
  };
}

function words(ctx: BotContext, outcome: string, number: number, done: string): string {
  if (outcome === "not-yours") return ctx.t("questions-not-yours");
  if (outcome === "closed-already")
    return ctx.t("questions-closed-already", { number: String(number) });
  return ctx.t(done, { number: String(number) });
}

function addedWords(
  ctx: BotContext,
  outcome: Awaited<ReturnType<ReturnType<typeof createAddToQuestion>>>,
): string {
  if (outcome.kind === "not-yours") return ctx.t("questions-not-yours");
  const key = outcome.reopened ? "questions-added-reopened" : "questions-added";
  return ctx.t(key, { number: String(outcome.number) });
}

/** What someone typed themselves; a forwarded «да» is somebody else's. */
function ownWords({ text, forward_origin: origin }: Message): string | null {
  return origin === undefined ? (text ?? null) : null;
}

/** Telegram's own lines, like a pinned message, are nobody's words. */
function isService(message: Message): boolean {
  return (
    message.pinned_message !== undefined || message.message_auto_delete_timer_changed !== undefined
  );
}
