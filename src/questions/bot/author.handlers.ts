import type { Message } from "@grammyjs/types";
import { Composer } from "grammy";
import { isStaff } from "../../access/index.ts";
import {
  type BotContext,
  change,
  dropButtons,
  onButton,
  readContent,
  show,
} from "../../telegram/index.ts";
import { isBareThanks, readSmallTalk } from "../../members/index.ts";
import { hasPhone } from "../draft-card.ts";
import { addedWords, thankedScreen } from "./answer.screens.ts";
import { listScreen, questionScreen } from "./my-questions.screens.ts";
import { authorButtons as buttons } from "./questions.buttons.ts";
import { personOf, profileOf, type QuestionsBot, repliedCopy } from "./questions.bot.ts";
import { type CardTaps, createTypedAnswers } from "./typed-answers.ts";

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
    if (isStaff(ctx.actor) && !ctx.actor.signedUp) return tellHowToAnswer(ctx);
    if (!(await bot.signUpFirst(ctx))) return;
    const questionId = await continuedQuestion(ctx, ctx.message);
    // who writes several messages at once writes a question
    const said = bot.hasMore(ctx.chat.id) ? null : ownWords(ctx.message);
    if (said !== null && (await takeThanks(ctx, ctx.message, said, questionId))) return;
    if (questionId !== null) return addTo(ctx, ctx.message, questionId);
    if (said !== null && (await typedAnswer(ctx, said))) return;
    await keepAndShow(ctx, ctx.message);
  });

  /** A colleague who has never asked anything means an answer, and has replied to nothing. */
  async function tellHowToAnswer(ctx: BotContext): Promise<void> {
    const text = ctx.t("questions-staff-how");
    await show(ctx, { text, keyboard: bot.home().keyboard(ctx) });
  }

  /**
   * «Спасибо!» after an answer goes to the center, and neither asks nor reopens anything. Where it
   * has nowhere to go, longer thanks are kept like all else.
   */
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
    if (outcome.kind === "passed") {
      await show(ctx, thankedScreen(outcome.number, outcome.answered, ctx.t));
      return true;
    }
    // a reply to a closed question must not open it again for mere politeness
    if (questionId === null && !isBareThanks(said)) return false;
    await show(ctx, { text: ctx.t("questions-welcome") });
    return true;
  }

  /** A reply to any message of a question goes on in it; so does what follows «Спросить ещё». */
  async function continuedQuestion(ctx: BotContext, message: Message): Promise<string | null> {
    const copy = await repliedCopy(bot, message);
    // what stands at a desk of a colleague's private chat is not the author's
    if (copy && copy.deskId === null) return copy.questionId;
    const draft = await deps.drafts.find(ctx.actor.telegramId);
    if (!draft?.continues || draft.continues.until <= deps.clock.now()) return null;
    return draft.continues.questionId;
  }

  async function addTo(ctx: BotContext, message: Message, questionId: string): Promise<void> {
    const { cause } = ctx;
    const personId = personOf(ctx);
    const content = readContent(message);
    // so that an earlier «Добавили…» stands in the books
    await bot.recorded(message.chat.id);
    const outcome = await useCases.addToQuestion({ cause, personId, questionId, content });
    if (outcome.kind === "not-yours") await show(ctx, { text: ctx.t("questions-not-yours") });
  }

  /** Adds a message to the draft; its card follows, or the choice of the kind. */
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
    const personId = personOf(ctx);
    const outcome = await useCases.addDraftToQuestion({ cause: ctx.cause, personId, number });
    if (outcome.kind === "no-draft") {
      await dropButtons(ctx);
      return ctx.t.plain("questions-toast-no-draft");
    }
    const isYours = outcome.kind === "added";
    const text = isYours
      ? addedWords(number, outcome.reopened, ctx.t)
      : ctx.t("questions-not-yours");
    await show(ctx, { text });
  });

  onButton(ofPeople, buttons.helped, async (ctx, number) => {
    const personId = personOf(ctx);
    const act = { cause: ctx.cause, personId, number };
    const outcome = await useCases.closeByAuthor({ ...act, helped: true });
    await dropButtons(ctx);
    await show(ctx, { text: words(ctx, outcome.kind, number, "questions-thanks") });
  });

  onButton(ofPeople, buttons.notHelped, async (ctx, number) => {
    const personId = personOf(ctx);
    const outcome = await useCases.notHelped({ cause: ctx.cause, personId, number });
    await dropButtons(ctx);
    await show(ctx, { text: words(ctx, outcome.kind, number, "questions-write-what-lacks") });
  });

  onButton(ofPeople, buttons.askMore, async (ctx, number) => {
    const personId = personOf(ctx);
    const outcome = await useCases.continueQuestion({ cause: ctx.cause, personId, number });
    await show(ctx, { text: words(ctx, outcome.kind, number, "questions-write-more") });
  });

  onButton(ofPeople, buttons.close, async (ctx, number) => {
    const personId = personOf(ctx);
    const act = { cause: ctx.cause, personId, number };
    const outcome = await useCases.closeByAuthor({ ...act, helped: null });
    const toList = { text: ctx.t.plain("questions-button-to-list"), data: buttons.list.data() };
    const text = words(ctx, outcome.kind, number, "questions-closed-by-you");
    await change(ctx, { text, buttons: [[toList]] });
  });

  onButton(ofPeople, buttons.list, async (ctx) => change(ctx, await list(ctx)));

  onButton(ofPeople, buttons.view, async (ctx, number) => {
    const personId = personOf(ctx);
    const view = await useCases.viewQuestion({ personId, number });
    if (view.kind === "not-yours") return ctx.t.plain("questions-not-yours");
    await change(ctx, questionScreen(view.question, view.messages, view.timezone, ctx.t));
  });

  async function list(ctx: BotContext) {
    const { telegramId } = ctx.actor;
    return listScreen(await useCases.listQuestions({ personId: personOf(ctx), telegramId }), ctx.t);
  }

  return {
    composer,

    /** Takes what is said in the middle of a dialog for a part of the draft; opens no other. */
    async keepWords(ctx: BotContext): Promise<void> {
      if (ctx.message) await keepAndShow(ctx, ctx.message);
    },

    /** «Мои вопросы» */
    async open(ctx: BotContext): Promise<void> {
      if (await bot.signUpFirst(ctx)) await show(ctx, await list(ctx));
    },
  };
}

function words(ctx: BotContext, outcome: string, number: number, done: string): string {
  if (outcome === "not-yours") return ctx.t("questions-not-yours");
  if (outcome === "closed-already")
    return ctx.t("questions-closed-before", { number: String(number) });
  return ctx.t(done, { number: String(number) });
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
