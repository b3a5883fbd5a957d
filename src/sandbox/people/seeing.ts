import type { ChatReference, HowToWait, SandboxMessage, Where } from "../contract.ts";
import type { MessageRecord } from "../model.ts";
import { asButton } from "./pressing.ts";
import type { Change } from "../world.ts";
import { referredChat, viewOf, visibleChat } from "./stage.ts";
import type { Stage } from "./stage.ts";

const USUAL_WAIT_MS = 5000;

function recordsIn({ world }: Stage, person: number, where: Where): MessageRecord[] {
  const chat = visibleChat(world, person, where.chat);
  const all = [...chat.messages.values()];
  return where.thread === undefined ? all : all.filter(({ thread }) => thread === where.thread);
}

/** All visible messages of a chat or topic, oldest first. */
export function messages(stage: Stage, person: number, where: Where): SandboxMessage[] {
  return recordsIn(stage, person, where).map((record) => viewOf(stage.world, record));
}

/** The bot's last visible message. */
export function screen(
  stage: Stage,
  person: number,
  chat?: ChatReference,
): SandboxMessage | undefined {
  const where = chat === undefined ? {} : { chat };
  const last = recordsIn(stage, person, where).findLast(({ from }) => from === stage.world.bot.id);
  return last && viewOf(stage.world, last);
}

/** The reply keyboard shown now, by the texts of its buttons. */
export function keyboard({ world }: Stage, person: number, chat?: ChatReference): string[][] {
  const shown = visibleChat(world, person, chat).keyboards.get(person);
  return (shown?.markup.keyboard ?? []).map((row) => row.map((button) => asButton(button).text));
}

/** Waits until somebody else's message matches; the newest one is taken. */
export async function sees(
  stage: Stage,
  person: number,
  pattern: string | RegExp,
  how: HowToWait,
): Promise<SandboxMessage> {
  const { world } = stage;
  const within = how.within ?? USUAL_WAIT_MS;
  const since = sinceWhen(stage, person, how);
  const find = () =>
    recordsIn(stage, person, how).findLast(
      (record) => record.from !== person && since(record) && matches(record, pattern),
    );

  const { promise, resolve, reject } = Promise.withResolvers<MessageRecord>();
  const look = (change?: Change) => {
    if (change && "chat" in change && change.chat !== referredChat(world, person, how.chat).id)
      return;
    const found = find();
    if (found) resolve(found);
  };
  const stop = world.onChange(look);
  const timer = setTimeout(() => {
    reject(
      new Error(
        `No message matched ${String(pattern)} within ${within} ms. ${visible(stage, person, how)}`,
      ),
    );
  }, within);
  look();
  try {
    return viewOf(world, await promise);
  } finally {
    clearTimeout(timer);
    stop();
  }
}

/** After a message: later ones, and that one itself once it looks different. */
function sinceWhen(
  stage: Stage,
  person: number,
  how: HowToWait,
): (record: MessageRecord) => boolean {
  const { after } = how;
  if (!after) return () => true;
  const known = visibleChat(stage.world, person, how.chat).messages.get(after.message_id);
  const before = known && fingerprint(known);
  return (record) =>
    record.id > after.message_id || (record === known && fingerprint(record) !== before);
}

function fingerprint({ content, keyboard: buttons }: MessageRecord): string {
  return JSON.stringify([content, buttons]);
}

function matches({ content }: MessageRecord, pattern: string | RegExp): boolean {
  const text = content.text ?? content.caption ?? "";
  return typeof pattern === "string" ? text.includes(pattern) : pattern.test(text);
}

function visible(stage: Stage, person: number, where: Where): string {
  const lines = recordsIn(stage, person, where)
    .slice(-12)
    .map((record) => {
      const { content, from, keyboard: markup } = record;
      const what = content.text ?? content.caption ?? Object.keys(content)[0] ?? "";
      const who = from === person ? "me" : from === stage.world.bot.id ? "bot" : String(from);
      const rows = markup?.inline_keyboard.map((row) =>
        row.map(({ text }) => `[${text}]`).join(""),
      );
      return `  ${record.id} ${who}: ${what}${rows ? ` ${rows.join(" ")}` : ""}`;
    });
  return `Visible:\n${lines.join("\n") || "  nothing"}`;
}
