import {
  type About,
  albumEffects,
  type Destination,
  type Effect,
  messageEffects,
  onlyFormatting,
  type RelayedMessage,
  type Screen,
  screenEffect,
  screenParams,
} from "../delivery/index.ts";
import type { Desk, Question, QuestionMessage } from "./question.ts";

/** A first message up to this length stands on the card itself; Bot API, sendMessage: 4096. */
const longestOnCard = 2500;

const cardKey = (desk: Desk) => `card:${desk.id}`;
const topicKey = (desk: Desk) => `topic:${desk.id}`;

function aboutDesk(what: string, desk: Desk, question: Question, messages: string[]): About {
  return { feature: "questions", what, desk: desk.id, question: question.id, messages };
}

/** What makes up a desk: where its group gets a new id, another desk says all of it anew. */
function aboutDeskItself(what: string, desk: Desk, question: Question, messages: string[]): About {
  return { ...aboutDesk(what, desk, question, messages), bound: true };
}

/** Where new words go at a desk: into its topic, as a reply to the card. */
export function destination(desk: Desk): Destination {
  return {
    chatId: desk.chatId,
    topicId: desk.topicId,
    topicEffect: desk.hasTopic && desk.topicId === null ? topicKey(desk) : undefined,
    // effects are forgotten after some weeks, the message stays
    ...(desk.cardMessageId === null
      ? { replyToEffect: cardKey(desk) }
      : { replyToMessageId: desk.cardMessageId }),
  };
}

export function openTopicEffect(
  desk: Desk,
  question: Question,
  name: string,
  icon: string | undefined,
): Effect {
  return {
    key: topicKey(desk),
    chatId: desk.chatId,
    method: "createForumTopic",
    params: { name, ...(icon ? { icon_custom_emoji_id: icon } : {}) },
    about: aboutDeskItself("topic", desk, question, []),
  };
}

export function cardEffect(
  desk: Desk,
  question: Question,
  screen: Screen,
  onCard: string[],
): Effect {
  return screenEffect(
    {
      key: cardKey(desk),
      chatId: desk.chatId,
      topicId: desk.hasTopic ? desk.topicId : null,
      topicEffect: desk.hasTopic && desk.topicId === null ? topicKey(desk) : undefined,
      about: aboutDeskItself("card", desk, question, onCard),
    },
    screen,
  );
}

export function editCardEffect(cause: string, desk: Desk, screen: Screen): Effect {
  return {
    key: `${cause}:card:${desk.id}`,
    chatId: desk.chatId,
    mergeKey: `card:${desk.id}`,
    ...(desk.cardMessageId === null ? { targetEffect: cardKey(desk) } : {}),
    method: "editMessageText",
    params: {
      ...(desk.cardMessageId === null ? {} : { message_id: desk.cardMessageId }),
      ...screenParams({ buttons: [], ...screen }),
    },
  };
}

export function editTopicEffect(
  cause: string,
  desk: Desk,
  name: string,
  icon: string | undefined,
): Effect[] {
  if (!desk.hasTopic) return [];
  const look = { name, ...(icon ? { icon_custom_emoji_id: icon } : {}) };
  const key = `${cause}:topic:${desk.id}`;
  const mergeKey = `topic-look:${desk.id}`;
  return [{ key, chatId: desk.chatId, mergeKey, method: "editForumTopic", ...inTopic(desk, look) }];
}

export function turnTopicEffect(
  cause: string,
  desk: Desk,
  method: "closeForumTopic" | "reopenForumTopic",
): Effect[] {
  if (!desk.hasTopic) return [];
  const key = `${cause}:${method}:${desk.id}`;
  const mergeKey = `topic-state:${desk.id}`;
  return [{ key, chatId: desk.chatId, mergeKey, method, ...inTopic(desk, {}) }];
}

/** Opens a topic that was closed over words of ours; what follows from it see record-delivery.ts. */
export function reopenEffect(desk: Desk, question: Question): Effect[] {
  if (!desk.hasTopic) return [];
  const about = aboutDesk("reopened", desk, question, []);
  const key = `reopen:${desk.id}`;
  return [{ key, chatId: desk.chatId, method: "reopenForumTopic", about, ...inTopic(desk, {}) }];
}

/** A topic that is still being opened has no number yet: the sender fills it in. */
function inTopic(
  desk: Desk,
  params: Record<string, unknown>,
): Pick<Effect, "params" | "topicEffect"> {
  return desk.topicId === null
    ? { params, topicEffect: topicKey(desk) }
    : { params: { message_thread_id: desk.topicId, ...params } };
}

/**
 * A line of the bot at a desk, as a reply to the card.
 *
 * @param replyTo another message that it replies to.
 */
export function deskNotice(
  key: string,
  desk: Desk,
  question: Question,
  screen: Screen,
  replyTo?: number,
): Effect {
  const { topicId, topicEffect, replyToEffect, replyToMessageId } = destination(desk);
  const target = replyTo ?? replyToMessageId;
  return screenEffect(
    {
      key,
      chatId: desk.chatId,
      topicId: topicId ?? null,
      topicEffect,
      ...(target === undefined ? { replyToEffect } : { replyTo: target }),
      about: aboutDesk("notice", desk, question, []),
    },
    screen,
  );
}

export function authorCopy(
  key: string,
  desk: Desk,
  question: Question,
  message: QuestionMessage,
): RelayedMessage {
  const about = aboutDeskItself("author-copy", desk, question, [message.id]);
  return { key, content: message.content, about };
}

/** What was written before the desk was opened, albums together, each as a reply to the card. */
export function earlierCopies(
  desk: Desk,
  question: Question,
  messages: QuestionMessage[],
  headingOf: (message: QuestionMessage) => string,
): Effect[] {
  return groupAlbums(messages).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const heading = headingOf(first);
    const list = group.map((message) => earlierCopy(desk, question, message));
    const [only, ...others] = list;
    return only && others.length === 0
      ? messageEffects(only, destination(desk), { heading })
      : albumEffects(`copy:${desk.id}:${first.id}:album`, list, destination(desk), { heading });
  });
}

/** An answer that was given elsewhere is shown, but it is none of the author's words. */
function earlierCopy(desk: Desk, question: Question, message: QuestionMessage): RelayedMessage {
  const copy = authorCopy(`copy:${desk.id}:${message.id}`, desk, question, message);
  if (message.side === "author") return copy;
  return { ...copy, about: aboutDeskItself("notice", desk, question, [message.id]) };
}

/** The first message stands on the card when it is plain text that fits; the rest follows it. */
export function splitMessages(messages: QuestionMessage[]): {
  onCard: QuestionMessage | null;
  apart: QuestionMessage[];
} {
  const [first, ...others] = messages;
  const fits =
    first?.content.kind === "text" &&
    first.content.forwardedFrom === undefined &&
    // the card shows plain words: what is formatted, or hides a link, stands apart
    onlyFormatting(first.content.entities).length === 0 &&
    (first.content.text ?? "").length <= longestOnCard;
  return fits ? { onCard: first, apart: others } : { onCard: null, apart: messages };
}

/** Neighbours of one album stay together; Bot API, sendMediaGroup: 10 items at most. */
function groupAlbums(messages: QuestionMessage[]): QuestionMessage[][] {
  const groups: QuestionMessage[][] = [];
  for (const message of messages) {
    const last = groups.at(-1);
    const { albumId } = message.content;
    if (albumId !== undefined && last?.[0]?.content.albumId === albumId && last.length < 10)
      last.push(message);
    else groups.push([message]);
  }
  return groups;
}
