import { useState } from "preact/hooks";
import type { ChatView, InlineButtonView, MessageView } from "../protocol.ts";
import type { Hands } from "./hands.ts";
import { classes, html, type View } from "./html.ts";
import { Icon } from "./icons.ts";

/** The buttons under a message. */
export function InlineKeyboard({ message, hands }: { message: MessageView; hands: Hands }): View {
  const [waiting, setWaiting] = useState<string | null>(null);
  const tap = async (row: number, column: number): Promise<void> => {
    setWaiting(`${row}/${column}`);
    const { person } = hands;
    const result = await hands.perform({
      do: "tap",
      person,
      chat: message.chat,
      message: message.id,
      row,
      column,
    });
    setWaiting(null);
    if (!result.ok || !result.answer) return;
    const { text, isAlert, url } = result.answer;
    if (url) hands.openLink(url);
    else if (text && isAlert) hands.open({ kind: "alert", text });
    else if (text) hands.toast(text);
  };
  const press = (button: InlineButtonView, row: number, column: number): void => {
    if (button.kind === "callback") void tap(row, column);
    else if (button.kind === "url" && button.url) hands.openLink(button.url);
    else if (button.kind === "copy") void copy(button.copyText ?? "", hands);
  };
  return html`<div class="inline-keyboard">
    ${message.buttons.map(
      (buttons, row) =>
        html`<div class="inline-keyboard__row">
          ${buttons.map(
            (button, column) =>
              html`<button
                type="button"
                class=${classes(
                  "inline-button",
                  button.style && `inline-button--${button.style}`,
                  waiting === `${row}/${column}` && "inline-button--waiting",
                )}
                disabled=${button.kind === "disabled"}
                aria-busy=${waiting === `${row}/${column}` ? "true" : "false"}
                onClick=${() => press(button, row, column)}
              >
                ${button.text} ${button.kind === "url" && html`<${Icon} name="link" />`}
              </button>`,
          )}
        </div>`,
    )}
  </div>`;
}

async function copy(text: string, hands: Hands): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    hands.toast("Скопировано");
  } catch {
    hands.toast(text);
  }
}

/** The keyboard that the bot put in place of the letters. */
export function ReplyKeyboard({ chat, hands }: { chat: ChatView; hands: Hands }): View {
  const rows = chat.replyKeyboard?.rows ?? [];
  const { person } = hands;
  return html`<div class="reply-keyboard" role="group" aria-label="Кнопки бота">
    ${rows.map(
      (buttons) =>
        html`<div class="reply-keyboard__row">
          ${buttons.map(
            (button) =>
              html`<button
                type="button"
                class="reply-button"
                onClick=${() =>
                  hands.perform({ do: "press", person, chat: chat.id, text: button.text })}
              >
                ${button.text}
              </button>`,
          )}
        </div>`,
    )}
  </div>`;
}
