import { lanes } from "./effect.ts";
import { createSlidingWindow, type SlidingWindow } from "./sliding-window.ts";

/** How much may be sent; Infinity is no limit. A Bot API server of one's own may allow more. */
export interface Limits {
  /** Calls of the whole bot in any second. */
  perSecond: number;
  /** Messages of one chat in a second, when it goes on; */
  chatPerSecond: number;
  /** and at once, when it has been quiet. */
  chatBurst: number;
  /** Messages, edits, album items and new topics in any minute of one group. */
  groupPerMinute: number;
}

/** core.telegram.org/bots/faq, "My bot is hitting limits". */
export const usualLimits: Limits = {
  perSecond: 30,
  chatPerSecond: 1,
  chatBurst: 3,
  groupPerMinute: 20,
};

// Calls do not arrive in quite the same intervals in which they leave.
const secondMs = 1012;
const minuteMs = 60_050;
const chatMarginMs = 5;
/** As many as a chat without a limit can take. */
const plenty = 1_000_000;
/** Mailings that are late, in time, may be made up for at once: so much as is not felt. */
const catchUpMs = 50;

interface ChatPace {
  /** When the chat's bucket is full again. */
  fullAt: number;
  minute: SlidingWindow | null;
}

/**
 * Knows what was sent when, and so what may be sent now, in true sliding windows. Moments are
 * monotonic milliseconds. Answers go before mailings, which leave a reserve for them.
 */
export function createPacing(given: Partial<Limits> = {}) {
  const limits = { ...usualLimits, ...given };
  const all = createSlidingWindow(limits.perSecond, secondMs);
  const answers = createSlidingWindow(
    limits.perSecond === Infinity ? Infinity : Number.MAX_SAFE_INTEGER,
    secondMs,
  );
  const chatEveryMs =
    1000 / limits.chatPerSecond + (limits.chatPerSecond < Infinity ? chatMarginMs : 0);
  const burstMs = (limits.chatBurst - 1) * chatEveryMs;
  const chats = new Map<number, ChatPace>();
  // sent evenly, they leave an answer a gap at any time
  const mailingEveryMs = limits.perSecond === Infinity ? 0 : secondMs / limits.perSecond;
  const catchUp = Math.max(2 * mailingEveryMs, mailingEveryMs > 0 ? catchUpMs : 0);
  let nextMailing = -Infinity;

  /** Slots that mailings leave free: as many answers are to be expected as came just now. */
  function reserve(now: number): number {
    const recent = answers.used(now);
    if (recent === 0) return 0;
    return Math.min(recent + 1, Math.max(1, Math.floor((limits.perSecond - recent) / 2)));
  }

  /** The place of the next mailing in an even row, which begins anew after a pause. */
  function mailingAt(now: number): number {
    return now - nextMailing > catchUp ? now : nextMailing;
  }

  function hasMinute(chatId: number): boolean {
    // Bot API, Chat: the ids of groups are negative
    return chatId < 0 && limits.groupPerMinute < Infinity;
  }

  function chatMoment(chat: ChatPace | undefined, now: number): number {
    return chat && chatEveryMs > 0 ? Math.max(now, chat.fullAt - burstMs) : now;
  }

  return {
    /** How many messages the chat may take now; 0 leaves what costs nothing. */
    room(chatId: number, now: number): number {
      const chat = chats.get(chatId);
      if (chatMoment(chat, now) > now) return 0;
      const used = chat?.minute?.used(now) ?? 0;
      // an album larger than the limit goes when nothing else did
      return used === 0 ? plenty : Math.max(0, limits.groupPerMinute - used);
    },

    /** When the chat may take so many messages, apart from the whole bot's limit. */
    chatWhen(chatId: number, messages: number, now: number): number {
      if (messages === 0) return now;
      const chat = chats.get(chatId);
      return Math.max(chatMoment(chat, now), chat?.minute?.when(messages, now) ?? now);
    },

    /** When the whole bot may make the call. */
    botWhen(lane: number, messages: number, now: number): number {
      const calls = Math.max(messages, 1);
      if (lane === lanes.answers) return all.when(calls, now);
      return Math.max(all.when(calls + reserve(now), now), nextMailing, now);
    },

    /** How many calls of a lane the whole bot may make until the moment. */
    slots(lane: number, now: number, until: number): number {
      if (limits.perSecond === Infinity) return plenty;
      if (lane === lanes.answers) return Math.max(0, limits.perSecond - all.used(until));
      const free = limits.perSecond - all.used(until) - reserve(now);
      const even = Math.floor((until - mailingAt(now)) / mailingEveryMs) + 1;
      return Math.max(0, Math.min(free, even));
    },

    /** Notes a call that is made now. */
    take(chatId: number, messages: number, lane: number, now: number): void {
      const calls = Math.max(messages, 1);
      all.add(calls, now);
      if (lane === lanes.answers) answers.add(calls, now);
      else if (mailingEveryMs > 0) nextMailing = mailingAt(now) + calls * mailingEveryMs;
      if (messages === 0 || (chatEveryMs === 0 && !hasMinute(chatId))) return;
      const chat = chats.get(chatId) ?? { fullAt: now, minute: null };
      chat.fullAt = Math.max(chat.fullAt, now) + chatEveryMs;
      if (hasMinute(chatId)) {
        chat.minute ??= createSlidingWindow(limits.groupPerMinute, minuteMs);
        chat.minute.add(messages, now);
      }
      chats.set(chatId, chat);
    },

    /** Forgets chats that have nothing in their windows; to be called now and then. */
    forget(now: number): void {
      for (const [chatId, { fullAt, minute }] of chats)
        if (fullAt <= now && (minute?.used(now) ?? 0) === 0) chats.delete(chatId);
    },

    /** How many chats it remembers. */
    size: () => chats.size,
  };
}

export type Pacing = ReturnType<typeof createPacing>;
