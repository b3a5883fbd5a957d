import type { DeskPlace } from "../centers/index.ts";
import { enqueue, relay, type Screen } from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";
import { type QuestionsDependencies, territoryName, timezoneOf } from "./dependencies.ts";
import {
  authorCopy,
  cardEffect,
  deskNotice,
  destination,
  earlierCopies,
  editCardEffect,
  editTopicEffect,
  openTopicEffect,
  splitMessages,
  turnTopicEffect,
} from "./desk-effects.ts";
import { hasPhone } from "./draft-card.ts";
import type { Question, QuestionMessage } from "./question.ts";

/** Brings questions to the places where colleagues work on them. */
export function createDesks(deps: QuestionsDependencies) {
  const { desks, questions, presenter, clock } = deps;

  function cardScreen(
    question: Question,
    messages: QuestionMessage[],
    movedTo: string | null,
  ): Screen {
    const { onCard, apart } = splitMessages(messages);
    return presenter.card({
      question,
      territoryName: territoryName(deps, question),
      words: onCard?.content.text ?? null,
      attachments: apart.length,
      timezone: timezoneOf(deps, question),
      hasPhone: messages.some(({ content }) => hasPhone(content)),
      movedTo,
    });
  }

  function topicLook(question: Question): {
    name: string;
    icon: string | undefined;
    key: string;
  } {
    const name = presenter.topicTitle(question, territoryName(deps, question));
    const emoji = presenter.topicEmoji(question.state);
    return { name, icon: deps.topicIcons.get(emoji), key: `${emoji} ${name}` };
  }

  function headingOf(question: Question, message: QuestionMessage): string {
    if (message.side === "center")
      return presenter.colleagueHeading(question, message.senderName ?? "");
    return presenter.authorHeading(question, message.content.forwardedFrom ?? null);
  }

  /** Opens a desk in each place: a topic where there are topics, the card, what was written. */
  async function open(
    transaction: Transaction,
    question: Question,
    places: DeskPlace[],
    messages: QuestionMessage[],
  ): Promise<void> {
    const { onCard, apart } = splitMessages(messages);
    const screen = cardScreen(question, messages, null);
    for (const place of places) {
      const desk = await desks.open(transaction, question.id, question.ownerCenterId, place);
      const { name, icon, key } = topicLook(question);
      if (desk.hasTopic) await desks.change(transaction, desk.id, { topicLook: key });
      await enqueue(transaction, [
        ...(desk.hasTopic ? [openTopicEffect(desk, question, name, icon)] : []),
        cardEffect(desk, question, screen, onCard ? [onCard.id] : []),
        ...earlierCopies(desk, question, apart, (message) => headingOf(question, message)),
      ]);
    }
  }

  return {
    open,

    /** Shows the newest state of a question on all its cards and topics. */
    async refresh(
      transaction: Transaction,
      cause: string,
      question: Question,
      topic: "as-it-is" | "close" | "reopen" = "as-it-is",
    ): Promise<void> {
      const messages = await questions.firstOfAuthor(question.id, transaction);
      const screen = cardScreen(question, messages, null);
      const { name, icon, key } = topicLook(question);
      for (const desk of await desks.ofQuestion(question.id, transaction)) {
        const isNewLook = desk.hasTopic && desk.topicLook !== key;
        if (isNewLook) await desks.change(transaction, desk.id, { topicLook: key });
        await enqueue(transaction, [
          ...(topic === "reopen" ? turnTopicEffect(cause, desk, "reopenForumTopic") : []),
          editCardEffect(cause, desk, screen),
          ...(isNewLook ? editTopicEffect(cause, desk, name, icon) : []),
          ...(topic === "close" ? turnTopicEffect(cause, desk, "closeForumTopic") : []),
        ]);
      }
    },

    /** Ends the work at all desks: their cards say where the question went. */
    async leave(
      transaction: Transaction,
      cause: string,
      question: Question,
      movedTo: string,
    ): Promise<void> {
      const messages = await questions.firstOfAuthor(question.id, transaction);
      const screen = cardScreen(question, messages, movedTo);
      for (const desk of await desks.ofQuestion(question.id, transaction)) {
        await enqueue(transaction, [
          editCardEffect(cause, desk, screen),
          ...turnTopicEffect(cause, desk, "closeForumTopic"),
        ]);
        await desks.change(transaction, desk.id, { leftAt: clock.now() });
      }
    },

    /**
     * Brings the author's words to the desks.
     *
     * @param correction names the edit whose new words these are.
     */
    async copy(
      transaction: Transaction,
      question: Question,
      message: QuestionMessage,
      correction?: string,
    ): Promise<void> {
      const heading =
        correction === undefined
          ? headingOf(question, message)
          : presenter.correctedHeading(question);
      // without any desk the question gets one with all its words, see route-waiting
      for (const desk of await desks.ofQuestion(question.id, transaction)) {
        const key = `copy:${desk.id}:${message.id}${correction ? `:${correction}` : ""}`;
        const relayed = authorCopy(key, desk, question, message);
        await relay(transaction, relayed, destination(desk), { heading }, clock.now());
      }
    },

    /** Says something at all desks of a question, but not where it was said already. */
    async announce(
      transaction: Transaction,
      cause: string,
      question: Question,
      screen: Screen,
      exceptChatId?: number,
    ): Promise<void> {
      const all = await desks.ofQuestion(question.id, transaction);
      const others = all.filter(({ chatId }) => chatId !== exceptChatId);
      await enqueue(
        transaction,
        others.map((desk) => deskNotice(`${cause}:notice:${desk.id}`, desk, question, screen)),
      );
    },
  };
}

export type Desks = ReturnType<typeof createDesks>;
