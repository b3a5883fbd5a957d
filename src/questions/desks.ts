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
import type { Desk, Question, QuestionMessage } from "./question.ts";

/** Where a desk is to be opened. */
export interface Opening extends DeskPlace {
  /** The desk in the same chat that it takes the place of: what topic that has serves on. */
  instead?: Desk | undefined;
  /** The center whose people work there, where it is not the question's own. */
  centerId?: string | undefined;
}

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
    places: Opening[],
    messages: QuestionMessage[],
  ): Promise<void> {
    const { onCard, apart } = splitMessages(messages);
    const screen = cardScreen(question, messages, null);
    for (const place of places) {
      const desk = await openDesk(transaction, question, place);
      const { name, icon } = topicLook(question);
      const needsTopic = desk.hasTopic && desk.topicId === null;
      await enqueue(transaction, [
        ...(needsTopic ? [openTopicEffect(desk, question, name, icon)] : []),
        cardEffect(desk, question, screen, onCard ? [onCard.id] : []),
        ...earlierCopies(desk, question, apart, (message) => headingOf(question, message)),
      ]);
    }
  }

  async function openDesk(
    transaction: Transaction,
    question: Question,
    place: Opening,
  ): Promise<Desk> {
    const centerId = place.centerId ?? question.ownerCenterId;
    const desk = await desks.open(transaction, question.id, centerId, place, clock.now());
    if (!desk.hasTopic) return desk;
    const { topicId, topicLook: look } = place.instead ?? {};
    const changes = topicId
      ? { topicId, topicLook: look ?? "" }
      : { topicLook: topicLook(question).key };
    await desks.change(transaction, desk.id, changes);
    return { ...desk, ...changes };
  }

  return {
    open,

    /** Shows the card of a desk once more, below what has been written there since. */
    async showAgain(
      transaction: Transaction,
      cause: string,
      question: Question,
      desk: Desk,
    ): Promise<void> {
      const messages = await questions.firstOfAuthor(question.id, transaction);
      const { onCard } = splitMessages(messages);
      const screen = cardScreen(question, messages, null);
      const card = cardEffect(desk, question, screen, onCard ? [onCard.id] : []);
      await enqueue(transaction, [{ ...card, key: `${cause}:card-again:${desk.id}` }]);
    },

    /** Ends the work at a question's desks where nobody can be told of it. */
    async leaveQuietly(transaction: Transaction, questionId: string): Promise<void> {
      for (const desk of await desks.ofQuestion(questionId, transaction))
        await desks.change(transaction, desk.id, { leftAt: clock.now() });
    },

    /** The card of a desk that was left says where the question has gone. */
    async sayWhereItWent(
      transaction: Transaction,
      cause: string,
      question: Question,
      desk: Desk,
      movedTo: string,
    ): Promise<void> {
      const messages = await questions.firstOfAuthor(question.id, transaction);
      const screen = cardScreen(question, messages, movedTo);
      await enqueue(transaction, [editCardEffect(cause, desk, screen)]);
    },

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
     * @param options.at the desks, where they have been read.
     * @param options.correction names the edit whose new words these are.
     */
    async copy(
      transaction: Transaction,
      question: Question,
      message: QuestionMessage,
      { at, correction }: { at?: Desk[] | undefined; correction?: string } = {},
    ): Promise<void> {
      const heading =
        correction === undefined
          ? headingOf(question, message)
          : presenter.correctedHeading(question);
      // without any desk the question gets one with all its words, see route-waiting
      for (const desk of at ?? (await desks.ofQuestion(question.id, transaction))) {
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
