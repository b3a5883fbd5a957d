import type { Message } from "@grammyjs/types";
import { Composer } from "grammy";
import { anonymousScreen } from "../../centers/index.ts";
import { screenParams, type Screen } from "../../delivery/index.ts";
import {
  type BotContext,
  isAnonymous,
  readContent,
  realReply,
  topicOf,
  unlessRefused,
} from "../../telegram/index.ts";
import { isAnswerTarget, type MessageCopy } from "../question.ts";
import { heldScreen } from "./desk.screens.ts";
import { type QuestionsBot, repliedCopy } from "./questions.bot.ts";

/**
 * What colleagues write where questions are worked on. Only a real reply to a card or to the
 * author's words leaves the group; whatever else is written there is their own talk.
 */
export function createColleagueHandlers(bot: QuestionsBot) {
  const { deps, useCases } = bot;
  const composer = new Composer<BotContext>();

  composer.on("message", async (ctx, next) => {
    const { message } = ctx;
    const replied = realReply(message);
    if (replied) {
      const copy = await repliedCopy(bot, message);
      if (copy?.deskId) return takeReply(ctx, message, copy, copy.deskId);
      if (copy || replied.from?.id !== ctx.me.id) return next();
      if (message.chat.type === "private" && !(await isForAnAuthor(message))) return next();
      return answerHere(ctx, message, { text: ctx.t("questions-desk-not-ours") });
    }
    const continued = await continuedAnswer(message);
    if (continued?.deskId) return takeAnswer(ctx, message, continued, continued.deskId);
    if (message.chat.type === "private") return next();
    await hint(ctx, message);
    return next();
  });

  /**
   * Who works in a private chat means an author by a reply to the bot, and asks nothing themselves;
   * but a keyboard that asks for the phone number has it sent as a reply.
   */
  async function isForAnAuthor({ chat, contact }: Message): Promise<boolean> {
    return contact === undefined && (await deps.desks.isDesk(chat.id));
  }

  async function takeReply(
    ctx: BotContext,
    message: Message,
    copy: MessageCopy,
    deskId: string,
  ): Promise<void> {
    if (!isAnswerTarget(copy.role) && message.chat.type === "private")
      return answerHere(ctx, message, { text: ctx.t("questions-desk-not-to-author") });
    if (!isAnswerTarget(copy.role)) return hint(ctx, message);
    if (isAnonymous(message)) return answerHere(ctx, message, anonymousScreen(ctx.t));
    await takeAnswer(ctx, message, copy, deskId);
  }

  async function takeAnswer(
    ctx: BotContext,
    message: Message,
    copy: MessageCopy,
    deskId: string,
  ): Promise<void> {
    const outcome = await useCases.answerQuestion({
      cause: ctx.cause,
      actor: ctx.actor,
      questionId: copy.questionId,
      deskId,
      repliesTo: copy,
      content: readContent(message),
    });
    switch (outcome.kind) {
      case "answered":
        return;
      case "moved":
        return answerHere(ctx, message, movedScreen(ctx, outcome.number, outcome.to));
      case "not-allowed":
        if (message.chat.type === "private")
          return answerHere(ctx, message, { text: ctx.t("questions-desk-not-allowed") });
        return hold(ctx, message, copy.questionId, deskId, "unregistered");
    }
  }

  /**
   * Telegram cuts a long text into messages of 4,096, and an album comes item by item: only the
   * first of them may be a reply, the others follow it at once. What counts is when they were
   * written: after an outage a remark of an hour later is handled in the same second.
   */
  async function continuedAnswer(message: Message): Promise<MessageCopy | null> {
    if (message.media_group_id === undefined && message.text === undefined) return null;
    const { chat, message_id: id, from } = message;
    const before = from && (await deps.desks.answerAbove(chat.id, id, from.id));
    if (!before?.questionMessageId) return null;
    const earlier = await deps.questions.findMessage(before.questionMessageId);
    const { albumId, text = "", writtenAt = 0 } = earlier?.content ?? {};
    const sameAlbum = albumId !== undefined && albumId === message.media_group_id;
    const isCut = message.text !== undefined && text.length >= cutTextLength;
    const atOnce = message.date - writtenAt <= cutTextSeconds;
    return sameAlbum || (isCut && atOnce) ? before : null;
  }

  async function hold(
    ctx: BotContext,
    message: Message,
    questionId: string,
    deskId: string,
    reason: "unregistered" | "plain_message",
  ): Promise<void> {
    const outcome = await useCases.holdAnswer({
      cause: ctx.cause,
      actor: ctx.actor,
      questionId,
      deskId,
      chatId: message.chat.id,
      messageId: message.message_id,
      content: readContent(message),
      reason,
    });
    if (outcome.kind === "held")
      await answerHere(ctx, message, heldScreen(reason, outcome.id, ctx.t));
  }

  /** One small line for newcomers who write in a question's topic without replying. */
  async function hint(ctx: BotContext, message: Message): Promise<void> {
    const topicId = topicOf(message);
    if (topicId === null || isAnonymous(message) || isTopicNews(message)) return;
    const desk = await deps.desks.byTopic(message.chat.id, topicId);
    if (!desk || !(await useCases.needsHint(ctx.actor))) return;
    await hold(ctx, message, desk.questionId, desk.id, "plain_message");
  }

  return composer;
}

/** Nobody writes a text of this length by accident: it was cut. */
const cutTextLength = 4000;
const cutTextSeconds = 2;

/** A line of the bot under a colleague's message, in the same topic. */
export async function answerHere(ctx: BotContext, message: Message, screen: Screen): Promise<void> {
  const { text, ...rest } = screenParams(screen);
  const topicId = topicOf(message);
  const how = {
    ...rest,
    ...(topicId === null ? {} : { message_thread_id: topicId }),
    reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
  };
  await unlessRefused(() => ctx.reply(text as string, how));
}

function movedScreen(ctx: BotContext, number: number, to: string | null): Screen {
  const words = { number: String(number) };
  return {
    text: to
      ? ctx.t("questions-desk-moved-to", { ...words, center: to })
      : ctx.t("questions-desk-moved", words),
  };
}

function isTopicNews(message: Message): boolean {
  return (
    message.forum_topic_created !== undefined ||
    message.forum_topic_edited !== undefined ||
    message.forum_topic_closed !== undefined ||
    message.forum_topic_reopened !== undefined ||
    message.pinned_message !== undefined
  );
}
