import TinyQueue from "tinyqueue";
import Queue from "yocto-queue";

/** A chat for which the outbox holds something. */
interface Chat {
  id: number;
  state: "ready" | "waiting" | "busy";
  /** The lane in which its turn comes. */
  lane: number;
  /** Until when it waits. */
  at: number;
  /** What comes behind its first effect cannot end the wait. */
  isFirm: boolean;
  /** While it is busy: the lane of what comes next; null when nothing is known to come. */
  next: number | null;
}

/** What a look into the outbox has found for a chat. */
export interface PendingChat {
  chatId: number;
  lane: number;
  /** Before this moment there is nothing to do; null when there is at once. */
  at: number | null;
}

// 429s of so many chats at once are about the bot, not about the chats.
const chatsOfOneFlood = 3;
const oneFloodMs = 1000;
/** After so long one call finds out whether it still is. */
const longestFreezeOfAllMs = 60_000;

/**
 * Knows which chats have something to be sent, and whose turn it is: answers before mailings, the
 * chats of a lane one after another. The effects themselves stay in the database. Moments are
 * monotonic milliseconds.
 */
export function createScheduler() {
  const chats = new Map<number, Chat>();
  const turns = [new Queue<Chat>(), new Queue<Chat>()] as const;
  const waiting = new TinyQueue<{ at: number; chat: Chat }>([], (one, other) => one.at - other.at);
  const frozen = new Map<number, number>();
  let allFrozenUntil = -Infinity;
  let floods: { chatId: number; at: number; until: number }[] = [];

  function ready(chat: Chat, lane: number): void {
    chat.state = "ready";
    chat.lane = lane;
    chat.next = null;
    turns[lane === 0 ? 0 : 1].enqueue(chat);
  }

  function wait(chat: Chat, at: number, isFirm: boolean): void {
    chat.state = "waiting";
    chat.at = at;
    chat.isFirm = isFirm;
    waiting.push({ at, chat });
  }

  function frozenUntil(chatId: number): number {
    return Math.max(frozen.get(chatId) ?? -Infinity, allFrozenUntil);
  }

  function notice(chatId: number, lane: number): void {
    const chat = chats.get(chatId);
    if (!chat) {
      const added: Chat = { id: chatId, state: "ready", lane, at: 0, isFirm: false, next: null };
      chats.set(chatId, added);
      ready(added, lane);
    } else if (chat.state === "busy") {
      chat.next = Math.min(chat.next ?? lane, lane);
    } else if (lane < chat.lane || (chat.state === "waiting" && !chat.isFirm)) {
      ready(chat, Math.min(lane, chat.lane));
    }
  }

  return {
    /** Something was added for the chat. */
    notice,

    /** Takes in a look at the whole outbox; a wait that is longer than need be ends. */
    load(found: readonly PendingChat[]): void {
      for (const { chatId, lane, at } of found) {
        const chat = chats.get(chatId);
        if (chat?.state === "waiting") {
          if (at === null) ready(chat, Math.min(lane, chat.lane));
          else if (at < chat.at) wait(chat, at, false);
          continue;
        }
        if (chat || at === null) {
          notice(chatId, lane);
          continue;
        }
        const added: Chat = { id: chatId, state: "waiting", lane, at, isFirm: false, next: null };
        chats.set(chatId, added);
        wait(added, at, false);
      }
    },

    /** The chat of a lane whose turn it is; it is busy from now on. */
    take(lane: number, now: number): number | undefined {
      if (allFrozenUntil > now) return undefined;
      const turn = turns[lane === 0 ? 0 : 1];
      for (let chat = turn.dequeue(); chat; chat = turn.dequeue()) {
        if (chat.state === "ready" && chat.lane === lane) {
          const until = frozen.get(chat.id) ?? -Infinity;
          if (until <= now) {
            frozen.delete(chat.id);
            chat.state = "busy";
            chat.next = null;
            return chat.id;
          }
          wait(chat, until, true);
        }
      }
      return undefined;
    },

    /** What comes behind the effect that a busy chat has got. */
    behind(chatId: number, lane: number | null): void {
      if (lane !== null) notice(chatId, lane);
    },

    /** A busy chat is done with its effect: it gets in line again, or is forgotten. */
    free(chatId: number): void {
      const chat = chats.get(chatId);
      if (chat?.state !== "busy") return;
      if (chat.next === null) chats.delete(chatId);
      else ready(chat, chat.next);
    },

    /**
     * A busy chat has to wait.
     *
     * @param isFirm when its first effect is known, so that nothing that comes behind it matters.
     * @returns false when the chat was not busy, and so does not wait.
     */
    wait(chatId: number, lane: number, at: number, isFirm: boolean): boolean {
      const chat = chats.get(chatId);
      if (chat?.state !== "busy") return false;
      const { next } = chat;
      if (next !== null && (next < lane || !isFirm)) ready(chat, Math.min(next, lane));
      else {
        chat.lane = lane;
        wait(chat, at, isFirm);
      }
      return true;
    },

    /**
     * Nothing goes to the chat before the moment. When several are told so at once, nothing goes to
     * any other before the first of their moments: a longer wait may be meant for its chat alone.
     */
    freeze(chatId: number, until: number, now: number): void {
      frozen.set(chatId, Math.max(until, frozen.get(chatId) ?? 0));
      floods = floods.filter((flood) => flood.at > now - oneFloodMs && flood.chatId !== chatId);
      floods.push({ chatId, at: now, until });
      if (chatId === 0) allFrozenUntil = Math.max(allFrozenUntil, until);
      if (floods.length < chatsOfOneFlood) return;
      const first = Math.min(now + longestFreezeOfAllMs, ...floods.map((flood) => flood.until));
      allFrozenUntil = Math.max(allFrozenUntil, first);
    },

    /** A chat was frozen before this process began. */
    keepFrozen(chatId: number, until: number): void {
      frozen.set(chatId, Math.max(until, frozen.get(chatId) ?? 0));
    },

    freezeAll(until: number): void {
      allFrozenUntil = Math.max(allFrozenUntil, until);
    },

    isFrozen: (now: number) => allFrozenUntil > now,

    /** Gives those a turn whose moment has come, and forgets what is over. */
    tick(now: number): void {
      for (let due = waiting.peek(); due && due.at <= now; due = waiting.peek()) {
        waiting.pop();
        const { at, chat } = due;
        // a chat that has got its turn otherwise left its entry behind
        if (chat.state !== "waiting" || chat.at !== at) continue;
        const until = frozenUntil(chat.id);
        if (until > now) wait(chat, until, true);
        else ready(chat, chat.lane);
      }
    },

    /** Forgets what was frozen and is not any more. */
    thaw(now: number): void {
      for (const [chatId, until] of frozen) if (until <= now) frozen.delete(chatId);
    },

    /** Whether a chat of the lane waits for its turn only. */
    hasTurn: (lane: number) => turns[lane === 0 ? 0 : 1].size > 0,

    /** The next moment at which something becomes possible. */
    next(now: number): number {
      return allFrozenUntil > now ? allFrozenUntil : (waiting.peek()?.at ?? Infinity);
    },

    /** How many chats have something to be sent. */
    size: () => chats.size,
  };
}

export type Scheduler = ReturnType<typeof createScheduler>;
