import type { Call } from "./effect.ts";

/** tginfo/Telegram-Limits, data.json: 100 buttons, 10 KB. */
const mostButtons = 100;
const longestMarkupBytes = 10_000;
/** Bot API, InlineKeyboardButton.callback_data: 1-64 bytes. */
const longestDataBytes = 64;

type Button = Record<string, unknown>;

/**
 * The call without the buttons that Telegram refuses: the one that it names, else those that
 * cannot be, else those beyond what a keyboard holds, else all. A message without its buttons says
 * more than none.
 *
 * @param description Telegram's words.
 */
export function withoutButtons(call: Call, description: string): Call {
  const rows = rowsOf(call.params["reply_markup"]);
  if (!rows) return withMarkup(call, undefined);
  const good = filtered(rows, (button) => !isRefused(button, description));
  if (count(good) < count(rows)) return withRows(call, good);
  const fewer = withinLimits(rows);
  return withRows(call, count(fewer) < count(rows) ? fewer : []);
}

function rowsOf(markup: unknown): Button[][] | undefined {
  if (typeof markup !== "object" || markup === null || !("inline_keyboard" in markup))
    return undefined;
  return Array.isArray(markup.inline_keyboard) ? (markup.inline_keyboard as Button[][]) : undefined;
}

function withRows(call: Call, rows: Button[][]): Call {
  return withMarkup(call, rows.length === 0 ? undefined : { inline_keyboard: rows });
}

function withMarkup({ method, params }: Call, markup: unknown): Call {
  const { reply_markup: _markup, ...rest } = params;
  return { method, params: markup === undefined ? rest : { ...rest, reply_markup: markup } };
}

function isRefused({ url, callback_data: data }: Button, description: string): boolean {
  if (typeof data === "string") {
    const bytes = Buffer.byteLength(data);
    return bytes === 0 || bytes > longestDataBytes;
  }
  if (typeof url !== "string") return false;
  // "inline keyboard button URL '…' is invalid"; where none is named, any address may be meant
  const isNamed = description.includes(`'${url}'`);
  const isAny = /BUTTON_URL_INVALID|BUTTON_TYPE_INVALID/.test(description);
  return isNamed || isAny || !URL.canParse(url);
}

function withinLimits(rows: Button[][]): Button[][] {
  const kept: Button[][] = [];
  for (const row of rows) {
    const next = [...kept, row];
    if (count(next) > mostButtons || Buffer.byteLength(JSON.stringify(next)) > longestMarkupBytes)
      break;
    kept.push(row);
  }
  return kept;
}

function filtered(rows: Button[][], keep: (button: Button) => boolean): Button[][] {
  return rows.map((row) => row.filter(keep)).filter((row) => row.length > 0);
}

function count(rows: Button[][]): number {
  return rows.reduce((sum, row) => sum + row.length, 0);
}
