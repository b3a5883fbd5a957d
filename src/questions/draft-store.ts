import type { SupportKind } from "../centers/index.ts";
import type { MessageContent } from "../delivery/index.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import { asJson, type Transaction } from "../platform/perform.ts";

/** What a person wrote and has not sent yet. */
export interface Draft {
  /** Tells a draft from those before it in the same chat; short enough for a button. */
  id: string;
  telegramId: number;
  kind: SupportKind | null;
  /** True once a kind or «Не знаю» was chosen. */
  kindChosen: boolean;
  /** Another place than the author's own. */
  place: { territoryCode: string | null; outsideRegion: boolean } | null;
  wantsCall: boolean;
  /** The effect that showed the newest card. */
  cardEffect: string | null;
  /** The question that the person's next words belong to. */
  continues: { questionId: string; until: Date } | null;
  remindersSent: number;
  updatedAt: Date;
  messages: MessageContent[];
}

/** A draft for which something is to be done. */
export interface DueDraft {
  telegramId: number;
  cardDueAt: Date | null;
  remindAt: Date | null;
}

/** Whether a button belongs to an earlier draft; null stands for words, which mean the present. */
export function isAnother(draft: Draft, draftId: string | null): boolean {
  return draftId !== null && draftId !== draft.id;
}

export interface DraftChanges {
  kind?: SupportKind | null;
  kindChosen?: boolean;
  territoryCode?: string | null;
  outsideRegion?: boolean;
  wantsCall?: boolean;
  cardEffect?: string | null;
  cardDueAt?: Date | null;
  questionId?: string | null;
  questionUntil?: Date | null;
  remindAt?: Date | null;
  remindersSent?: number;
}

type Client = PrismaClient | Transaction;

export function createDraftStore(prisma: PrismaClient) {
  return {
    async find(telegramId: number, client: Client = prisma): Promise<Draft | null> {
      const row = await client.draft.findUnique({
        where: { telegramId },
        include: { messages: { orderBy: { messageId: "asc" } } },
      });
      if (!row) return null;
      const elsewhere = row.territoryCode !== null || row.outsideRegion;
      return {
        id: row.createdAt.getTime().toString(36),
        telegramId: Number(row.telegramId),
        kind: row.kind,
        kindChosen: row.kindChosen,
        place: elsewhere
          ? { territoryCode: row.territoryCode, outsideRegion: row.outsideRegion }
          : null,
        wantsCall: row.wantsCall,
        cardEffect: row.cardEffect,
        continues:
          row.questionId && row.questionUntil
            ? { questionId: row.questionId, until: row.questionUntil }
            : null,
        remindersSent: row.remindersSent,
        updatedAt: row.updatedAt,
        messages: row.messages.map(({ content }) => content as unknown as MessageContent),
      };
    },

    /** Locks a draft, so that its author and its reminders do not cross. False when there is none. */
    async lock(transaction: Transaction, telegramId: number): Promise<boolean> {
      const rows = await transaction.$queryRaw<unknown[]>`
        SELECT 1 FROM drafts WHERE telegram_id = ${telegramId} FOR UPDATE`;
      return rows.length > 0;
    },

    /** Makes the draft, or changes the one that is there. */
    async save(
      transaction: Transaction,
      telegramId: number,
      now: Date,
      changes: DraftChanges,
    ): Promise<void> {
      await transaction.draft.upsert({
        where: { telegramId },
        create: { telegramId, updatedAt: now, ...changes },
        update: { updatedAt: now, ...changes },
      });
    },

    /** Adds a message, or takes over its new words after an edit. */
    async keepMessage(
      transaction: Transaction,
      telegramId: number,
      content: MessageContent,
      sentAt: Date,
    ): Promise<void> {
      const { messageId } = content.source;
      await transaction.draftMessage.upsert({
        where: { telegramId_messageId: { telegramId, messageId } },
        create: { telegramId, messageId, content: asJson(content), sentAt },
        update: { content: asJson(content) },
      });
    },

    async hasMessage(telegramId: number, messageId: number): Promise<boolean> {
      const count = await prisma.draftMessage.count({ where: { telegramId, messageId } });
      return count > 0;
    },

    /**
     * The next words belong to no earlier question; a draft that was there only to catch them goes.
     *
     * @param questionId only when they would belong to this one.
     */
    async stopListening(
      telegramId: number,
      client: Client = prisma,
      questionId: string | null = null,
    ): Promise<void> {
      const listening = { telegramId, questionId: questionId ?? { not: null } };
      await client.draft.deleteMany({
        where: { ...listening, kindChosen: false, messages: { none: {} } },
      });
      await client.draft.updateMany({
        where: listening,
        data: { questionId: null, questionUntil: null },
      });
    },

    /** Forgets what people wrote who never came to agree that it is kept. */
    async forgetStrangers(before: Date): Promise<void> {
      await prisma.$executeRaw`
        DELETE FROM drafts d WHERE updated_at < ${before}
          AND NOT EXISTS (SELECT FROM people p WHERE p.telegram_id = d.telegram_id)`;
    },

    async remove(transaction: Transaction, telegramId: number): Promise<void> {
      await transaction.draft.deleteMany({ where: { telegramId } });
    },

    /** Drafts whose card, or whose reminder, is due. */
    async due(now: Date): Promise<DueDraft[]> {
      const rows = await prisma.draft.findMany({
        where: { OR: [{ cardDueAt: { lte: now } }, { remindAt: { lte: now } }] },
        select: { telegramId: true, cardDueAt: true, remindAt: true },
        orderBy: { updatedAt: "asc" },
        take: 100,
      });
      return rows.map((row) => ({ ...row, telegramId: Number(row.telegramId) }));
    },
  };
}

export type DraftStore = ReturnType<typeof createDraftStore>;
