import { useEffect, useState } from "preact/hooks";
import type { ChatView } from "../protocol.ts";
import { Composer, type ComposerProps } from "./composer.ts";
import { html, type View } from "./html.ts";
import { ReplyKeyboard } from "./keyboard.ts";

type FootProps = Omit<ComposerProps, "toggleKeyboard">;

/** What one may do at the bottom of a conversation: start, write, press the bot's buttons, or only read. */
export function Foot(props: FootProps): View {
  const { chat, hands } = props;
  const { person } = hands;
  if (chat.kind === "private" && chat.blocked) {
    return startButton("Запустить бота снова", () => hands.perform({ do: "unblock", person }));
  }
  if (chat.kind === "private" && !chat.started) {
    return startButton("Начать", () => hands.perform({ do: "start", person }));
  }
  const topic = chat.topics.find((known) => known.thread === props.thread);
  const closed = topic?.closed && !chat.rights.manageTopics;
  if (!chat.rights.write || closed) {
    return html`<div class="foot">
      <p class="closed-note">${whyClosed(chat, props.thread)}</p>
    </div>`;
  }
  return html`<${WritingFoot} ...${props} />`;
}

function startButton(label: string, act: () => unknown): View {
  return html`<div class="foot">
    <button type="button" class="start-button" onClick=${act}>${label}</button>
  </div>`;
}

function whyClosed(chat: ChatView, thread: number | null): string {
  if (!chat.isMember) return "Вы больше не в этой группе.";
  const topic = chat.topics.find((known) => known.thread === thread);
  return topic?.closed ? "Тема закрыта." : "В этом чате можно только читать.";
}

function WritingFoot(props: FootProps): View {
  const { chat } = props;
  const keyboard = JSON.stringify(chat.replyKeyboard);
  const [shown, setShown] = useState(true);
  useEffect(() => setShown(true), [keyboard]);
  return html`<div class="foot">
    <${Composer} ...${props} toggleKeyboard=${chat.replyKeyboard ? () => setShown(!shown) : null} />
    ${shown && chat.replyKeyboard && html`<${ReplyKeyboard} chat=${chat} hands=${props.hands} />`}
  </div>`;
}
