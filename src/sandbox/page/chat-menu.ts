import { useState } from "preact/hooks";
import type { Action, ChatView } from "../protocol.ts";
import type { Hands } from "./hands.ts";
import { html, type View } from "./html.ts";
import { Icon, type IconName } from "./icons.ts";
import { Menu } from "./notice.ts";

interface Choice {
  icon: IconName;
  label: string;
  action: Action;
}

/** What this person may do with the chat or the topic as a whole. */
function choicesOf(chat: ChatView, thread: number | null, person: number): Choice[] {
  if (chat.kind === "private") {
    return chat.started && !chat.blocked
      ? [{ icon: "lock", label: "Остановить бота", action: { do: "block", person } }]
      : [];
  }
  const topic = chat.topics.find((known) => known.thread === thread);
  if (thread === null || !topic || !chat.rights.manageTopics) return [];
  const place = { person, chat: chat.id, thread };
  return [
    topic.closed
      ? { icon: "lock", label: "Открыть тему", action: { do: "reopen_topic", ...place } }
      : { icon: "lock", label: "Закрыть тему", action: { do: "close_topic", ...place } },
  ];
}

/** The button at the right end of a conversation's head; absent where it would be empty. */
export function ChatMenu(props: { chat: ChatView; thread: number | null; hands: Hands }): View {
  const [opened, setOpened] = useState(false);
  const choices = choicesOf(props.chat, props.thread, props.hands.person);
  if (choices.length === 0) return null;
  const perform = (action: Action): void => {
    setOpened(false);
    void props.hands.perform(action);
  };
  return html`<button
      type="button"
      class="icon-button"
      aria-label="Действия с чатом"
      aria-haspopup="true"
      aria-expanded=${opened ? "true" : "false"}
      onClick=${() => setOpened(!opened)}
    >
      <${Icon} name="more" />
    </button>
    ${
      opened &&
      html`<${Menu} label="Действия с чатом" kind="head" close=${() => setOpened(false)}>
        ${choices.map(
          ({ icon, label, action }) =>
            html`<button type="button" class="menu__item" onClick=${() => perform(action)}>
              <${Icon} name=${icon} />${label}
            </button>`,
        )}
      <//>`
    }`;
}
