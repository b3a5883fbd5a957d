import type { Language } from "../access/index.ts";
import type { DirectoryCenter, SupportKind } from "../centers/index.ts";
import type { FailureClass, Screen, ScreenButton } from "../delivery/index.ts";
import type { ListedQuestion, Question, QuestionState } from "./question.ts";

/** All that a question's card tells colleagues. */
export interface CardView {
  question: Question;
  territoryName: string | null;
  /** The author's first words, when they stand on the card itself. */
  words: string | null;
  /** How many messages follow the card. */
  attachments: number;
  timezone: string;
  /** Whether the author has given a number to call. */
  hasPhone: boolean;
  /** Where the question went, once it has left this desk. */
  movedTo: string | null;
}

/** What the card «Ваш вопрос получит…» tells the author. */
export interface DraftView {
  language: Language;
  messages: number;
  /** What the author wrote, all in one; empty where nothing was written. */
  words: string;
  kind: SupportKind | null;
  territoryName: string | null;
  outsideRegion: boolean;
  center: DirectoryCenter | null;
  /** In how many minutes the center usually answers; null while too few answers tell. */
  usualMinutes: number | null;
  wantsCall: boolean;
  /** Whether the author has given a number to call. */
  hasPhone: boolean;
  draftId: string;
  now: Date;
}

/** What a message may belong to, other than a question of its own. */
export interface WhereTo {
  /** The author's own open questions. */
  own: ListedQuestion[];
  /** Questions of others that the author works on in this chat, and may mean to answer. */
  toAnswer: ListedQuestion[];
}

/** What a group missed while nothing could be said there. */
export interface MissedView {
  /** Those that get a line and a button. */
  lines: { number: number; territoryName: string | null; askedAt: Date; timezone: string }[];
  total: number;
  silentSince: Date;
  backAt: Date;
}

/** Words for what questions send by themselves. The bot side of the feature implements it. */
export interface Presenter {
  card(view: CardView): Screen;
  topicTitle(question: Question, territoryName: string | null): string;
  /** The emoji whose icon shows the state of a topic. */
  topicEmoji(state: QuestionState): string;
  authorHeading(question: Question, forwardedFrom: string | null): string;
  correctedHeading(question: Question): string;
  /** The heading of a colleague's answer in the private chats of the others. */
  colleagueHeading(question: Question, senderName: string): string;
  answerHeading(question: Question, centerName: string, senderName: string | null): string;
  correctedAnswerHeading(question: Question): string;
  answerScreen(question: Question): Screen;
  closedForAuthor(question: Question): Screen;
  /** More words of the author have reached the center. */
  addedForAuthor(question: Question, reopened: boolean): Screen;
  closedForDesk(question: Question, helped: boolean | null): Screen;
  notHelpedForDesk(question: Question): Screen;
  /** Words of the author that could not be shown at a desk. */
  copyFailed(question: Question, failure: FailureClass | "unknown"): Screen;
  deliveryFailed(question: Question, failure: FailureClass | "unknown", messageId: string): Screen;
  movedForAuthor(question: Question, centerName: string): Screen;
  /** The button that opens a question in the private chat of who taps. */
  showButton(number: number, language: Language): ScreenButton;
  /** In a group that is back. */
  missed(view: MissedView): Screen;
  draftCard(view: DraftView): Screen;
  kindChoice(language: Language, draftId: string): Screen;
  whereTo(language: Language, draftId: string, places: WhereTo): Screen;
  draftReminder(language: Language, draftId: string): Screen;
}
