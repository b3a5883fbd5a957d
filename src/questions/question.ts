import type { SupportKind } from "../centers/index.ts";
import type { MessageContent } from "../delivery/index.ts";

/** waiting: nobody took it; claimed: a coordinator did; answered: the author has an answer. */
export type QuestionState = "waiting" | "claimed" | "answered" | "closed";

export type RouteReason =
  | "municipal"
  | "regional"
  | "interregional"
  | "outside_region"
  | "no_center";

/** A question as its card, its author and its center see it. */
export interface Question {
  id: string;
  /** The short number that people see. */
  number: number;
  author: { personId: string; chatId: number; name: string; language: "ru" | "en" };
  territoryCode: string | null;
  outsideRegion: boolean;
  kind: SupportKind | null;
  organisationName: string | null;
  /** Null only while no center can be reached. */
  ownerCenterId: string | null;
  routeReason: RouteReason;
  routeContested: boolean;
  state: QuestionState;
  wantsCall: boolean;
  claimedBy: { personId: string; name: string } | null;
  askedAt: Date;
  dueAt: Date;
  firstAnsweredAt: Date | null;
  closedAt: Date | null;
}

export interface QuestionMessage {
  id: string;
  side: "author" | "center";
  senderName: string | null;
  senderTelegramId: number | null;
  content: MessageContent;
  sentAt: Date;
}

/** Where colleagues work on a question. */
export interface Desk {
  id: string;
  centerId: string | null;
  chatId: number;
  isGroup: boolean;
  hasTopic: boolean;
  topicId: number | null;
  /** The name and the icon that the topic was last given. */
  topicLook: string | null;
  /** Known once Telegram has taken the card. */
  cardMessageId: number | null;
  openedAt: Date;
  /** Set once the question is worked on elsewhere. */
  leftAt: Date | null;
}

/** What one message is to a question. */
export type CopyRole =
  | "card"
  | "author_original"
  | "author_copy"
  | "answer_original"
  | "answer_copy"
  | "notice";

export interface MessageCopy {
  role: CopyRole;
  questionId: string;
  questionMessageId: string | null;
  deskId: string | null;
}

/** The author as the sender of a message. */
export function authorOf({ author }: Question) {
  return { personId: author.personId, name: author.name, telegramId: author.chatId };
}

/** The state after the author wrote again: a question is never answered for good. */
export function stateAfterAuthorWrote(
  question: Pick<Question, "state" | "claimedBy">,
): QuestionState {
  return question.claimedBy ? "claimed" : "waiting";
}

/** Only a reply to the card or to the author's own words is meant for the author. */
export function isAnswerTarget(role: CopyRole): boolean {
  return role === "card" || role === "author_copy";
}

export function isOpen(state: QuestionState): boolean {
  return state !== "closed";
}

/** A question in a list: nobody knows their questions by number. */
export interface ListedQuestion {
  question: Question;
  /** What it began with. */
  first: MessageContent | null;
}
