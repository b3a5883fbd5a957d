import type { SupportKind } from "../centers/index.ts";
import type { Question, QuestionState, RouteReason } from "./question.ts";

/** What belongs to a question wherever it is read. */
export const whole = {
  author: { select: { id: true, telegramId: true, name: true, language: true } },
  organisation: { select: { name: true } },
  claimedBy: { select: { id: true, name: true } },
} as const;

interface QuestionRow {
  id: string;
  number: number;
  territoryCode: string | null;
  outsideRegion: boolean;
  kind: SupportKind | null;
  ownerCenterId: string | null;
  routeReason: RouteReason;
  routeContested: boolean;
  state: QuestionState;
  wantsCall: boolean;
  askedAt: Date;
  dueAt: Date;
  firstAnsweredAt: Date | null;
  closedAt: Date | null;
  author: { id: string; telegramId: bigint; name: string; language: string };
  organisation: { name: string } | null;
  claimedBy: { id: string; name: string } | null;
}

export function toQuestion(row: QuestionRow): Question {
  const { author, organisation, claimedBy, ...rest } = row;
  return {
    ...rest,
    author: {
      personId: author.id,
      chatId: Number(author.telegramId),
      name: author.name,
      language: author.language === "en" ? "en" : "ru",
    },
    organisationName: organisation?.name ?? null,
    claimedBy: claimedBy && { personId: claimedBy.id, name: claimedBy.name },
  };
}
