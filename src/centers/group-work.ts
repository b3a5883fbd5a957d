import type { Language } from "../access/index.ts";
import type { ScreenButton } from "../delivery/index.ts";
import type { Transaction } from "../platform/perform.ts";

/** What waits in a group where nothing can be said. */
export interface WaitingWork {
  count: number;
  /** Each opens one of those that have waited longest in the private chat of who taps. */
  buttons: ScreenButton[];
}

/** A group in which something can be said again. */
export interface GroupBack {
  cause: string;
  chatId: number;
  /** The centers that work there. */
  centerIds: string[];
  /** When it fell silent. */
  since: Date;
}

/** The work of a group, of which the directory knows nothing itself; app.ts joins the two. */
export interface GroupWork {
  /**
   * Keeps what is queued for a chat, and what comes, from being tried in vain.
   *
   * @param refused the effect that was refused.
   */
  park(transaction: Transaction, chatId: number, refused?: string): Promise<void>;
  /** Ends what was kept, unsent: the summary stands for it. */
  discardParked(transaction: Transaction, chatId: number): Promise<void>;
  /** The chats for which something is kept. */
  parkedChats(): Promise<number[]>;
  /** Lets out what was kept for a chat. */
  unpark(transaction: Transaction, chatId: number): Promise<void>;
  waitingIn(transaction: Transaction, chatId: number, language: Language): Promise<WaitingWork>;
  /** The chat has a new id and counts its messages anew: what is worked on there gets other desks. */
  leave(transaction: Transaction, chatId: number): Promise<void>;
  /** Whether a message belongs to some work, so that a reply to it does. */
  isOurs(chatId: number, messageId: number): Promise<boolean>;
  /** Tells a group in one message what it missed. */
  summarize(transaction: Transaction, back: GroupBack): Promise<void>;
}
