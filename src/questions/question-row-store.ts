import { Prisma } from "../generated/prisma/client.ts";
import type { SupportKind } from "../centers/index.ts";
import type { Question, QuestionState, RouteReason } from "./question.ts";

/** What belongs to a question wherever it is read. */
export const whole = {
  author: { select: { id: true, telegramId: true, name: true, language: true } },
  organisation: { select: { name: true } },
  claimedBy: { select: { id: true, name: true } },
} as const;

/** The same of rows `q` in a statement of our own. */
export const wholeColumns = Prisma.sql`
  q.id, q.number, q.territory_code AS "territoryCode", q.outside_region AS "outsideRegion",
  q.kind::text, q.owner_center_id AS "ownerCenterId", q.route_reason::text AS "routeReason",
  q.route_contested AS "routeContested", q.state::text, q.wants_call AS "wantsCall",
  q.asked_at AS "askedAt", q.due_at AS "dueAt", q.first_answered_at AS "firstAnsweredAt",
  q.closed_at AS "closedAt",
  (SELECT json_build_object('id', id, 'telegramId', telegram_id, 'name', name, 'language', language)
   FROM people WHERE id = q.author_id) AS author,
  (SELECT json_build_object('name', name) FROM organisations WHERE id = q.organisation_id) AS organisation,
  (SELECT json_build_object('id', id, 'name', name) FROM people WHERE id = q.claimed_by_id) AS "claimedBy"`;

/** Somebody works at the desk `d`: a group, or the private chat of one who works there still. */
export const isStaffed = Prisma.sql`(d.is_group OR EXISTS (
  SELECT FROM assignments a JOIN people p ON p.id = a.person_id
  WHERE p.telegram_id = d.chat_id AND a.until IS NULL
    AND (a.role = 'owner' OR a.center_id = d.center_id)))`;

export interface QuestionRow {
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
  author: { id: string; telegramId: bigint | number; name: string; language: string };
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
