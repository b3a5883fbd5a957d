import type { Role } from "../access/index.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import type { Transaction } from "../platform/perform.ts";

export interface NewInvitation {
  tokenHash: string;
  purpose: "staff" | "group";
  role: Role | null;
  centerId: string | null;
  createdById: string | null;
  createdAt: Date;
  expiresAt: Date;
}

export interface Invitation extends NewInvitation {
  id: string;
  usedAt: Date | null;
  usedByTelegramId: number | null;
}

/** Links that work once; only the hashes of their tokens are kept. */
export function createInvitationStore(prisma: PrismaClient) {
  return {
    async add(transaction: Transaction, invitation: NewInvitation): Promise<string> {
      const { id } = await transaction.invitation.create({
        data: invitation,
        select: { id: true },
      });
      return id;
    },

    /** Gives an unused invitation another token, so that only the newest link works. */
    async renewToken(invitationId: string, tokenHash: string): Promise<void> {
      await prisma.invitation.updateMany({
        where: { id: invitationId, usedAt: null },
        data: { tokenHash },
      });
    },

    async byToken(transaction: Transaction, tokenHash: string): Promise<Invitation | undefined> {
      const row = await transaction.invitation.findUnique({ where: { tokenHash } });
      if (!row) return undefined;
      const { usedByTelegramId: usedBy } = row;
      return { ...row, usedByTelegramId: usedBy === null ? null : Number(usedBy) };
    },

    /** Uses the invitation up. Returns false when somebody was faster. */
    async use(
      transaction: Transaction,
      invitationId: string,
      telegramId: number,
      at: Date,
    ): Promise<boolean> {
      const { count } = await transaction.invitation.updateMany({
        where: { id: invitationId, usedAt: null },
        data: { usedAt: at, usedByTelegramId: telegramId },
      });
      return count > 0;
    },

    /** Ends the owner's links that earlier starts printed and nobody used. */
    async endOwnerInvitations(transaction: Transaction, at: Date): Promise<void> {
      await transaction.invitation.updateMany({
        where: { role: "owner", createdById: null, usedAt: null, expiresAt: { gt: at } },
        data: { expiresAt: at },
      });
    },
  };
}

export type InvitationStore = ReturnType<typeof createInvitationStore>;
