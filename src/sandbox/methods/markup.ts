import type {
  ForceReply,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  KeyboardButton,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from "@grammyjs/types";
import { errors } from "../errors.ts";
import type { ChatRecord } from "../model.ts";
import { isIn } from "../rights.ts";
import type { World } from "../world.ts";

/** Whatever may stand in `reply_markup`. */
export type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply;

/** Measured by others, not documented: github.com/tginfo/Telegram-Limits. */
const MOST_BUTTONS = 100;
const LARGEST_MARKUP_BYTES = 10_240;
/** https://core.telegram.org/bots/api#inlinekeyboardbutton */
const LARGEST_CALLBACK_DATA_BYTES = 64;

/**
 * The inline keyboard of a message, checked; undefined for none or an empty one.
 *
 * @throws TelegramError for too many buttons, too long data, links that are none.
 */
export function inlineKeyboard(markup: Markup | undefined): InlineKeyboardMarkup | undefined {
  if (!markup || !("inline_keyboard" in markup)) return undefined;
  const rows = markup.inline_keyboard.filter((row) => row.length > 0);
  checkSize(rows);
  for (const button of rows.flat()) checkInlineButton(button);
  return rows.length > 0 ? { inline_keyboard: rows } : undefined;
}

function checkSize(rows: unknown[][]): void {
  const isTooLong = Buffer.byteLength(JSON.stringify(rows)) > LARGEST_MARKUP_BYTES;
  if (rows.flat().length > MOST_BUTTONS || isTooLong) throw errors.tooLongMarkup();
}

function checkInlineButton(button: InlineKeyboardButton): void {
  const actions = ["callback_data", "url", "copy_text", "disabled"].filter((key) => key in button);
  if (actions.length !== 1) {
    throw errors.badRequest(
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    );
  }
  if ("callback_data" in button) {
    const bytes = Buffer.byteLength(button.callback_data);
    if (bytes < 1 || bytes > LARGEST_CALLBACK_DATA_BYTES) throw errors.buttonDataInvalid();
  }
  if ("url" in button && !/^(https?|tg):\/\/\S+$/i.test(button.url))
    throw errors.buttonUrlInvalid();
}

/** Shows, replaces or takes away the reply keyboard of those in the chat. Inline keyboards leave it as it is. */
export function applyReplyKeyboard(
  world: World,
  chat: ChatRecord,
  markup: Markup | undefined,
  message: { id: number; replyTo?: number | undefined },
): void {
  if (
    !markup ||
    "inline_keyboard" in markup ||
    (!("keyboard" in markup) && !("remove_keyboard" in markup))
  ) {
    return;
  }
  for (const person of audience(world, chat, markup.selective === true, message.replyTo)) {
    if ("remove_keyboard" in markup) chat.keyboards.delete(person);
    else chat.keyboards.set(person, { markup: normalised(markup), message: message.id });
  }
  world.announce({ kind: "chat", chat: chat.id });
}

/** Everybody in the chat; with `selective` only the author of the message that is replied to. */
function audience(
  world: World,
  chat: ChatRecord,
  isSelective: boolean,
  replyTo?: number,
): number[] {
  if (chat.type === "private") return [chat.id];
  const people = [...chat.members.values()].filter(isIn).map(({ user }) => user);
  const author = replyTo === undefined ? undefined : chat.messages.get(replyTo)?.from;
  return people.filter((user) => user !== world.bot.id && (!isSelective || user === author));
}

function normalised(markup: ReplyKeyboardMarkup): ReplyKeyboardMarkup {
  const rows = markup.keyboard.map((row) => row.map(asButton)).filter((row) => row.length > 0);
  checkSize(rows);
  return { ...markup, keyboard: rows };
}

function asButton(button: KeyboardButton): Exclude<KeyboardButton, string> {
  return typeof button === "string" ? { text: button } : button;
}
