import { errors } from "./errors.ts";
import type { TelegramError } from "./errors.ts";
import { floodCost } from "./flood-costs.ts";
import type { FloodCost } from "./flood-costs.ts";
import { createSlidingWindow } from "./sliding-window.ts";
import type { SlidingWindow } from "./sliding-window.ts";

/** Limits on how fast a bot may write. One that is left out does not hold. */
export interface FloodRules {
  /** The bot's sends, edits and new topics in any second (https://core.telegram.org/bots/faq: about 30). */
  perSecond?: number;
  /** A chat's new messages: in any span of `t` seconds at most `burst + t × perChatPerSecond` (the same page: about 1). */
  perChatPerSecond?: number;
  /** How many messages a chat takes at once (default 1). */
  burst?: number;
  /** A group's messages, edits, topics and items of albums in any minute (the same page: 20). */
  perGroupMinute?: number;
  /** Length of the group's minute in milliseconds, for quick tests (default 60000). */
  groupWindow?: number;
  /** All spans are taken shorter by so many milliseconds, for what the way here does to the spacing (default 0). */
  slack?: number;
  /** What ignored refusals may bring a chat's wait to, in seconds (default 3600). */
  longestWait?: number;
  /** After so many quiet seconds an ignored refusal is forgiven (default 60). */
  quiet?: number;
  /** False only writes violations down (default true). */
  refuses?: boolean;
}

/** "early": a call to a chat before the wait that it was told has passed. */
export type FloodRule = "second" | "chat" | "group minute" | "early";

export interface FloodViolation {
  /** By the sandbox's clock. */
  at: Date;
  chatId: number;
  rule: FloodRule;
  method: string;
  /** Seconds that the bot was told to wait. */
  retryAfter: number;
}

/** Telegram's patience with a bot. Time here is monotonic and real, whatever the sandbox's clock is set to. */
export interface Flood {
  /** Sets the rules, or null to let everything pass; what was counted so far is forgotten, violations are kept. */
  set(rules: FloodRules | null): void;
  /** All violations so far, oldest first. */
  violations(): FloodViolation[];
  /**
   * The most that any window has seen, refused calls included; 0 while no rules are set. "second": calls of the bot in
   * any second; "chat": messages to one chat in any second; "group minute": what counts in one group in any minute.
   *
   * @param chatId only this chat; by default the busiest.
   */
  peak(window: Exclude<FloodRule, "early">, chatId?: number): number;
  /** Milliseconds until the chat may be written to again after a refusal; 0 when it may be now. */
  frozenFor(chatId: number): number;
  /** Forgets what was counted, the waits, the violations and the peaks. */
  clear(): void;
  /** For the server: notes the call. @returns the refusal, or undefined when the call may go on. */
  check(method: string, params: Record<string, unknown>): TelegramError | undefined;
}

interface ChatFlood {
  second: SlidingWindow;
  minute: SlidingWindow;
  peaks: { chat: number; "group minute": number };
  /** When all messages so far would have been sent at the sustained rate. */
  paidUntil: number;
  frozenUntil: number;
  /** What the chat was last told to wait, in seconds. */
  lastWait: number;
  strikes: number;
  lastStrikeAt: number;
}

/**
 * @param monotonic milliseconds that never jump.
 * @param now the moment that violations are dated with.
 */
export function createFlood(
  now: () => Date,
  initial: FloodRules | null = null,
  monotonic: () => number = () => performance.now(),
): Flood {
  let rules = initial;
  let violations: FloodViolation[] = [];
  let chats = new Map<number, ChatFlood>();
  let second = createSlidingWindow(1000);
  let peak = 0;

  function forget(): void {
    chats = new Map();
    second = createSlidingWindow(1000 - (rules?.slack ?? 0));
    peak = 0;
  }

  function check(method: string, params: Record<string, unknown>): TelegramError | undefined {
    const cost = floodCost(method, params);
    const chatId = Number(params["chat_id"]);
    if (!rules || cost.second === 0 || !Number.isSafeInteger(chatId)) return undefined;
    const moment = monotonic();
    const chat = chats.get(chatId) ?? blankChat(rules, moment);
    chats.set(chatId, chat);
    notePeaks(chat, cost, moment);
    const violation = violationOf(rules, chat, cost, moment, chatId < 0);
    if (!violation) {
      spend(rules, chat, cost, moment);
      return undefined;
    }
    const { rule, retryAfter } = violation;
    violations.push({ at: now(), chatId, rule, method, retryAfter });
    if (rules.refuses === false) {
      spend(rules, chat, cost, moment);
      return undefined;
    }
    chat.lastWait = retryAfter;
    chat.frozenUntil = moment + retryAfter * 1000;
    return errors.tooManyRequests(retryAfter);
  }

  function notePeaks(chat: ChatFlood, cost: FloodCost, moment: number): void {
    const { peaks } = chat;
    peak = Math.max(peak, second.total(moment) + cost.second);
    peaks.chat = Math.max(peaks.chat, chat.second.total(moment) + cost.chat);
    peaks["group minute"] = Math.max(peaks["group minute"], chat.minute.total(moment) + cost.group);
  }

  function violationOf(
    current: FloodRules,
    chat: ChatFlood,
    cost: FloodCost,
    moment: number,
    isGroup: boolean,
  ): { rule: FloodRule; retryAfter: number } | undefined {
    const longest = current.longestWait ?? 3600;
    forgive(chat, moment, (current.quiet ?? 60) * 1000);
    if (moment < chat.frozenUntil) {
      chat.strikes++;
      chat.lastStrikeAt = moment;
      return { rule: "early", retryAfter: Math.min(longest, chat.lastWait * 2) };
    }
    for (const [rule, wait] of waits(current, chat, cost, moment, isGroup)) {
      if (wait <= 0) continue;
      const seconds = Number.isFinite(wait) ? Math.ceil(wait / 1000) : 60;
      return { rule, retryAfter: Math.min(longest, seconds * 2 ** chat.strikes) };
    }
    return undefined;
  }

  /** How long each rule makes the call wait, in milliseconds. */
  function waits(
    { perSecond, perChatPerSecond, burst = 1, perGroupMinute, slack = 0 }: FloodRules,
    chat: ChatFlood,
    cost: FloodCost,
    moment: number,
    isGroup: boolean,
  ): [FloodRule, number][] {
    const tolerance = perChatPerSecond === undefined ? 0 : ((burst - 1) * 1000) / perChatPerSecond;
    const overdraft = chat.paidUntil - moment - tolerance - slack;
    const isPaced = perChatPerSecond !== undefined && cost.chat > 0;
    return [
      ["second", second.waitFor(moment, cost.second, perSecond ?? Infinity)],
      ["chat", isPaced ? overdraft : 0],
      [
        "group minute",
        isGroup ? chat.minute.waitFor(moment, cost.group, perGroupMinute ?? Infinity) : 0,
      ],
    ];
  }

  function spend(current: FloodRules, chat: ChatFlood, cost: FloodCost, moment: number): void {
    second.add(moment, cost.second);
    chat.second.add(moment, cost.chat);
    chat.minute.add(moment, cost.group);
    const interval = 1000 / (current.perChatPerSecond ?? Infinity);
    chat.paidUntil = Math.max(chat.paidUntil, moment) + cost.chat * interval;
  }

  return {
    set(next) {
      rules = next;
      forget();
    },
    violations: () => [...violations],
    peak(window, chatId) {
      if (window === "second") return peak;
      const asked = chatId === undefined ? [...chats.values()] : [chats.get(chatId)];
      return asked.reduce((most, chat) => Math.max(most, chat?.peaks[window] ?? 0), 0);
    },
    frozenFor: (chatId) => Math.max(0, (chats.get(chatId)?.frozenUntil ?? 0) - monotonic()),
    clear() {
      forget();
      violations = [];
    },
    check,
  };
}

function blankChat({ groupWindow = 60_000, slack = 0 }: FloodRules, moment: number): ChatFlood {
  return {
    second: createSlidingWindow(1000 - slack),
    minute: createSlidingWindow(groupWindow - slack),
    peaks: { chat: 0, "group minute": 0 },
    paidUntil: moment,
    frozenUntil: moment,
    lastWait: 0,
    strikes: 0,
    lastStrikeAt: moment,
  };
}

/** Ignored refusals are forgiven one by one, each after its own time of quiet. */
function forgive(chat: ChatFlood, moment: number, quiet: number): void {
  const forgiven = Math.floor((moment - Math.max(chat.lastStrikeAt, chat.frozenUntil)) / quiet);
  if (chat.strikes === 0 || forgiven <= 0) return;
  chat.strikes = Math.max(0, chat.strikes - forgiven);
  chat.lastStrikeAt = moment;
}
