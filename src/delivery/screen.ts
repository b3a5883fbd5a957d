import type { InlineKeyboardMarkup, ReplyKeyboardMarkup } from "@grammyjs/types";
import type { Effect } from "./effect.ts";

/** A button under a message: it tells us something, or opens an address. */
export type ScreenButton = { text: string; data: string } | { text: string; url: string };

/** What a person sees at once: words in Telegram's HTML, with the buttons that belong to them. */
export interface Screen {
  text: string;
  buttons?: ScreenButton[][];
  /** Large buttons below the input field; they stay until others replace them. */
  keyboard?: ReplyKeyboardMarkup;
}

export function inlineKeyboard(buttons: ScreenButton[][]): InlineKeyboardMarkup {
  return {
    inline_keyboard: buttons.map((row) =>
      row.map((button) =>
        "url" in button
          ? { text: button.text, url: button.url }
          : { text: button.text, callback_data: button.data },
      ),
    ),
  };
}

/** The parameters of sendMessage that show a screen. */
export function screenParams(screen: Screen): Record<string, unknown> {
  const markup = screen.buttons ? inlineKeyboard(screen.buttons) : screen.keyboard;
  return {
    text: screen.text,
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    ...(markup ? { reply_markup: markup } : {}),
  };
}

/** The effect that shows a screen in a chat. */
export function screenEffect(
  effect: Omit<Effect, "method" | "params"> & { topicId?: number | null; replyTo?: number },
  screen: Screen,
): Effect {
  const { topicId, replyTo, ...rest } = effect;
  return {
    ...rest,
    method: "sendMessage",
    params: {
      ...screenParams(screen),
      ...(topicId ? { message_thread_id: topicId } : {}),
      ...(replyTo
        ? { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }
        : {}),
    },
  };
}
