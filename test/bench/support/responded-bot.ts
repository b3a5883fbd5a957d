import { setTimeout as sleep } from "node:timers/promises";
import {
  type Command,
  machineTime,
  markedText,
  markOf,
  type Recorded,
  type Talk,
} from "./responder-protocol.ts";

interface Waiting {
  limit: number;
  give(updates: string): void;
}

const sends = /^(send|copy|forward|edit|create)/;
const me = JSON.stringify({ id: 1, is_bot: true, first_name: "Бот", username: "bench_bot" });
const nothing = { visible: [], sends: [], polls: [] };
const longestPollSeconds = 50;

/** One bot as the responder sees it: what waits for it, and what it has sent. */
export function createRespondedBot() {
  let talks: Talk[] = [];
  let updates: { id: number; json: string }[] = [];
  let nextUpdate = 1;
  let nextMark = 1;
  // one counter for all chats: greater than all numbers that prepared rows hold
  let nextMessage = 10_000_000;
  let delay: [number, number] | null = null;
  let waiting: Waiting | null = null;
  let record: Recorded = { visible: [], sends: [], polls: [] };
  let wanted: { fulfilled: () => boolean; resolve: () => void }[] = [];

  async function answer(
    method: string,
    params: Record<string, unknown>,
    gone: AbortSignal,
  ): Promise<string> {
    if (method === "getUpdates") return getUpdates(params, gone);
    const chat = Number(params["chat_id"]);
    if (!sends.test(method)) return okay(factsOf(method, chat));
    const mark = markOf(params["text"]);
    record.sends.push({ at: machineTime(), chat, method, mark });
    if (wanted.length > 0) look();
    if (delay) await sleep(delay[0] + Math.random() * (delay[1] - delay[0]));
    nextMessage += 1;
    return okay(
      `{"message_id":${nextMessage},"date":1700000000,"chat":{"id":${chat},"type":"private","first_name":"A"}}`,
    );
  }

  async function getUpdates(params: Record<string, unknown>, gone: AbortSignal): Promise<string> {
    record.polls.push(machineTime());
    if (wanted.length > 0) look();
    const offset = Number(params["offset"] ?? 0);
    const limit = Number(params["limit"] ?? 100);
    const confirmed = updates.findIndex(({ id }) => id >= offset);
    if (confirmed !== 0) updates = confirmed === -1 ? [] : updates.slice(confirmed);
    if (updates.length > 0) return okay(batch(limit));
    const seconds = Math.min(Number(params["timeout"] ?? 0), longestPollSeconds);
    if (seconds === 0) return okay("[]");
    const { promise, resolve } = Promise.withResolvers<string>();
    const own: Waiting = { limit, give: resolve };
    waiting = own;
    const timer = setTimeout(() => resolve("[]"), seconds * 1000);
    gone.addEventListener("abort", () => resolve("[]"));
    const given = await promise;
    clearTimeout(timer);
    if (waiting === own) waiting = null;
    return okay(given);
  }

  function batch(limit: number): string {
    return `[${updates
      .slice(0, limit)
      .map(({ json }) => json)
      .join(",")}]`;
  }

  function write(count: number): void {
    for (let index = 0; index < count; index += 1) {
      const mark = nextMark;
      nextMark += 1;
      const talk = talks[mark % talks.length];
      if (!talk) throw new Error("nobody is there to write");
      updates.push({ id: nextUpdate, json: updateJson(nextUpdate, ++nextMessage, talk, mark) });
      nextUpdate += 1;
      record.visible.push({ mark, at: machineTime() });
    }
    waiting?.give(batch(waiting.limit));
    waiting = null;
  }

  async function writeAt(moments: number[]): Promise<void> {
    const start = machineTime();
    for (const moment of moments) {
      const left = start + moment - machineTime();
      if (left > 0) await sleep(left);
      write(1);
    }
  }

  /** Those who wait for something are told as soon as it is so. */
  function look(): void {
    const fulfilled = wanted.filter((one) => one.fulfilled());
    if (fulfilled.length === 0) return;
    wanted = wanted.filter((one) => !fulfilled.includes(one));
    for (const { resolve } of fulfilled) resolve();
  }

  function until(fulfilled: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    wanted.push({ fulfilled, resolve });
    look();
    return promise;
  }

  async function obey(command: Command): Promise<Recorded> {
    switch (command.kind) {
      case "talks":
        talks = command.talks;
        return nothing;
      case "write":
        write(command.count);
        return nothing;
      case "write-at":
        await writeAt(command.moments);
        return nothing;
      case "delay":
        delay = command.between;
        return nothing;
      case "until-sends":
        await until(() => record.sends.length >= command.count);
        return nothing;
      case "until-poll":
        await until(() => record.polls.length > 0);
        return nothing;
      case "take": {
        const taken = record;
        record = { visible: [], sends: [], polls: [] };
        return taken;
      }
    }
  }

  return { answer, obey };
}

export type RespondedBot = ReturnType<typeof createRespondedBot>;

function okay(result: string): string {
  return `{"ok":true,"result":${result}}`;
}

/** What those calls say that send nothing: in every group the bot is an administrator. */
function factsOf(method: string, chat: number): string {
  switch (method) {
    case "getMe":
      return me;
    case "getChat":
      return `{"id":${chat},"type":"supergroup","title":"Центр"}`;
    case "getChatMember":
      return `{"status":"administrator","user":${me}}`;
    default:
      return method.startsWith("get") ? "[]" : "true";
  }
}

function updateJson(updateId: number, messageId: number, talk: Talk, mark: number): string {
  const chat = `{"id":${talk.chat},"type":"private","first_name":"Автор"}`;
  const from = `{"id":${talk.chat},"is_bot":false,"first_name":"Автор"}`;
  const replied =
    talk.replyTo === undefined
      ? ""
      : `,"reply_to_message":{"message_id":${talk.replyTo},"date":1700000000,"chat":${chat},"from":${me},"text":"…"}`;
  const date = Math.floor(Date.now() / 1000);
  return `{"update_id":${updateId},"message":{"message_id":${messageId},"date":${date},"chat":${chat},"from":${from},"text":"${markedText(mark)}"${replied}}}`;
}
