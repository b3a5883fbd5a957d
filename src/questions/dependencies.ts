import type { AccessStore } from "../access/index.ts";
import type { DeskPlace, Directory, TerritoryCatalogue } from "../centers/index.ts";
import type { Profile } from "../members/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { Perform, Transaction } from "../platform/perform.ts";
import type { DeskStore } from "./desk-store.ts";
import type { DraftStore } from "./draft-store.ts";
import type { FiguresStore } from "./figures-store.ts";
import type { HeldStore } from "./held-store.ts";
import type { ParkedStore } from "./parked-store.ts";
import type { Presenter } from "./presenter.ts";
import type { Question } from "./question.ts";
import type { QuestionStore } from "./question-store.ts";

/** What questions need of the directory. */
export interface CentersDoor {
  territories: TerritoryCatalogue;
  readDirectory(): Promise<Directory>;
  /** Where a center's people work: its group, or their private chats. */
  deskPlaces(centerId: string): Promise<DeskPlace[]>;
  /** The private chats of the network's owners. */
  ownerPlaces(): Promise<DeskPlace[]>;
  /** The groups where nothing can be said now, and since when. */
  silentGroups(on?: Transaction): Promise<{ chatId: number; since: Date }[]>;
  /** A connected group with the centers that work there. */
  groupByChat(
    chatId: number,
  ): Promise<{ group: { title: string }; centers: { id: string }[] } | undefined>;
  /** Notes that a group lets us open no topics. */
  topicsRefused(transaction: Transaction, chatId: number): Promise<void>;
}

/** What the use cases of questions stand on. */
export interface QuestionsDependencies {
  perform: Perform;
  clock: Clock;
  logger: Logger;
  access: AccessStore;
  questions: QuestionStore;
  drafts: DraftStore;
  desks: DeskStore;
  held: HeldStore;
  parked: ParkedStore;
  figures: FiguresStore;
  presenter: Presenter;
  centers: CentersDoor;
  /** For whom owners speak, where no center has a question. */
  networkName: string;
  profileOf: (personId: string) => Promise<Profile | null>;
  /** Ids of Telegram's icons for topics by the emoji that they show. */
  topicIcons: ReadonlyMap<string, string>;
}

const networkTimezone = "Asia/Yekaterinburg";

export function territoryName(
  deps: Pick<QuestionsDependencies, "centers">,
  question: Pick<Question, "territoryCode">,
): string | null {
  if (question.territoryCode === null) return null;
  return deps.centers.territories.find(question.territoryCode)?.nameShort ?? null;
}

export function timezoneOf(
  deps: Pick<QuestionsDependencies, "centers">,
  question: Pick<Question, "territoryCode">,
): string {
  const territory = question.territoryCode
    ? deps.centers.territories.find(question.territoryCode)
    : undefined;
  return territory?.timezone ?? networkTimezone;
}
