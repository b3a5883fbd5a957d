import type { Transaction } from "../platform/perform.ts";
import type { Invitation, InvitationStore } from "./invitation-store.ts";
import { hashToken } from "./token.ts";

export type TakenInvitation =
  | { kind: "taken"; invitation: Invitation }
  | { kind: "unknown" }
  | { kind: "used" }
  | { kind: "expired" };

export interface TakeInvitation {
  token: string;
  purpose: Invitation["purpose"];
  telegramId: number;
  at: Date;
}

/** Finds the invitation of a token and uses it up, where it still works. */
export async function takeInvitation(
  transaction: Transaction,
  store: InvitationStore,
  { token, purpose, telegramId, at }: TakeInvitation,
): Promise<TakenInvitation> {
  const invitation = await store.byToken(transaction, hashToken(token));
  if (invitation?.purpose !== purpose) return { kind: "unknown" };
  if (invitation.usedAt) return { kind: "used" };
  if (invitation.expiresAt <= at) return { kind: "expired" };
  const isOurs = await store.use(transaction, invitation.id, telegramId, at);
  return isOurs ? { kind: "taken", invitation } : { kind: "used" };
}
