import type { KeyboardButton } from "@grammyjs/types";
import { setTimeout as sleep } from "node:timers/promises";
import type { CallbackAnswer, SandboxMessage, Where } from "../contract.ts";
import type { MessageRecord } from "../model.ts";
import { presentMessage, presentUser } from "../present.ts";
import { membership, recordOf, visibleChat } from "./stage.ts";
import type { MessageReference, Stage } from "./stage.ts";
import { send, write } from "./writing.ts";

const ANSWER_WAIT_MS = 10_000;

/** `answer` is missing when the bot did not answer in time. */
export interface TapResult {
  answer?: CallbackAnswer;
}

/** Presses an inline button, found by its text or by row and column. */
export async function tap(
  stage: Stage,
  person: number,
  message: MessageReference,
  wanted: string | { row: number; column: number },
  within = ANSWER_WAIT_MS,
): Promise<TapResult> {
  const record = recordOf(stage.world, message);
  const rows = record.keyboard?.inline_keyboard ?? [];
  const button =
    typeof wanted === "string"
      ? rows.flat().find(({ text }) => text === wanted)
      : rows[wanted.row]?.[wanted.column];
  if (!button) {
    const name = typeof wanted === "string" ? `«${wanted}»` : `${wanted.row}/${wanted.column}`;
    const there = rows.map((row) => row.map(({ text }) => `«${text}»`).join(" ")).join(" / ");
    throw new Error(`There is no button ${name} on this message now. There: ${there || "none"}.`);
  }
  if ("url" in button) return { answer: { url: button.url } };
  if (!("callback_data" in button)) return {};
  return await tapData(stage, person, record, button.callback_data, within);
}

/** Sends any callback data for a message, as a changed client can. */
export async function tapData(
  stage: Stage,
  person: number,
  record: MessageRecord,
  data: string,
  within = ANSWER_WAIT_MS,
): Promise<TapResult> {
  const { world, updates, callbacks } = stage;
  const chat = visibleChat(world, person, record.chat);
  if (chat.type !== "private") membership(chat, person);
  const query = callbacks.open();
  updates.push({
    callback_query: {
      id: query.id,
      from: presentUser(world, person),
      message: presentMessage(world, record),
      chat_instance: String(-7_000_000_000 + chat.id),
      data,
    },
  });
  const controller = new AbortController();
  const tooLate = sleep(within, undefined, { signal: controller.signal }).catch(() => undefined);
  const answer = await Promise.race([query.answer, tooLate]);
  controller.abort();
  return answer ? { answer } : {};
}

/** Presses a button of the reply keyboard that the person sees. */
export function press(stage: Stage, person: number, wanted: string, where: Where): SandboxMessage {
  const chat = visibleChat(stage.world, person, where.chat);
  const shown = chat.keyboards.get(person);
  const buttons = (shown?.markup.keyboard ?? []).flat().map(asButton);
  const button = buttons.find(({ text }) => text === wanted);
  if (!shown || !button) {
    const there = buttons.map(({ text }) => `«${text}»`).join(" ");
    throw new Error(`The keyboard shows no «${wanted}» now. There: ${there || "none"}.`);
  }
  if (shown.markup.one_time_keyboard === true) {
    chat.keyboards.delete(person);
    stage.world.announce({ kind: "chat", chat: chat.id });
  }
  // Clients send what a keyboard asks for, and everything from a keyboard in a group, as a reply to its message.
  const asReply = chat.messages.has(shown.message) && { replyTo: { message_id: shown.message } };
  const how = { ...where, ...(chat.type !== "private" && asReply) };
  if ("request_contact" in button && button.request_contact) {
    return send(stage, person, { kind: "contact" }, { ...how, ...asReply });
  }
  if ("request_location" in button && button.request_location) {
    return send(stage, person, { kind: "location" }, { ...how, ...asReply });
  }
  return write(stage, person, button.text, how);
}

/** A keyboard may name a button by its text alone. */
export function asButton(button: KeyboardButton): Exclude<KeyboardButton, string> {
  return typeof button === "string" ? { text: button } : button;
}
