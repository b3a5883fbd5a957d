import type { Language } from "../access/index.ts";
import type { DirectoryCenter, SupportKind } from "../centers/index.ts";
import type { FailureClass, Screen } from "../delivery/index.ts";
import type { ListedQuestion } from "./first-words.ts";
import type { Question, QuestionState } from "./question.ts";

/** All that a question's card tells colleagues. */
export interface CardView {
  question: Question;
  territoryName: string | null;
  /** The author's first words, when they stand on the card itself. */
  words: string | null;
  /** How many messages follow the card. */
  attachments: number;
  timezone: string;
  /** Where the question went, once it has left this desk. */
  movedTo: string | null;
}

/** What the card «Ваш вопрос получит…» tells the author. */
export interface DraftView {
  language: Language;
  messages: number;
  kind: SupportKind | null;
  territoryName: string | null;
  outsideRegion: boolean;
  center: DirectoryCenter | null;
  /** In how many minutes the center usually answers; null while too few answers tell. */
  usualMinutes: number | null;
  wantsCall: boolean;
  /** Whether the author has given a number to call. */
  hasPhone: boolean;
  now: Date;
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
  closedForDesk(question: Question, helped: boolean | null): Screen;
  notHelpedForDesk(question: Question): Screen;
  deliveryFailed(question: Question, failure: FailureClass | "unknown", messageId: string): Screen;
  movedForAuthor(question: Question, centerName: string): Screen;
  draftCard(view: DraftView): Screen;
  kindChoice(language: Language): Screen;
  whereTo(language: Language, open: ListedQuestion[]): Screen;
  draftReminder(language: Language): Screen;
}
