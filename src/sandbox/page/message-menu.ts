import { useLayoutEffect, useState } from "preact/hooks";
import type { Action, ChatView, MessageView } from "../protocol.ts";
import type { Concern } from "./concern.ts";
import type { Hands } from "./hands.ts";
import { html, type View } from "./html.ts";
import { Icon, type IconName } from "./icons.ts";
import { Menu } from "./notice.ts";

/** Which message's menu is open, and the rectangle in the window that it belongs to. */
export interface MenuPlace {
  message: MessageView;
  near: DOMRect;
}

const PALETTE_SIZE = 12;

interface MessageMenuProps {
  place: MenuPlace;
  chat: ChatView;
  hands: Hands;
  setConcern: (concern: Concern) => void;
  close: () => void;
}

/** Reactions and everything else that can be done with a message. */
export function MessageMenu(props: MessageMenuProps): View {
  const { chat, hands, close } = props;
  const { message, near } = props.place;
  const [selected] = useState(() => selectedPart(message));
  const { person } = hands;
  const perform = (action: Action): void => {
    close();
    void hands.perform(action);
  };
  const concern = (next: Concern): void => {
    close();
    props.setConcern(next);
  };
  const target = { person, chat: chat.id, message: message.id };
  const isPinned = chat.pinned.includes(message.id);
  return html`<${Menu}
    label="Действия с сообщением"
    kind="message"
    style=${useMenuStyle(person, near)}
    close=${close}
  >
    <${Palette} message=${message} chat=${chat} perform=${perform} person=${person} />
    ${chat.rights.write && item("reply", "Ответить", () => concern({ kind: "reply", message }))}
    ${
      chat.rights.write &&
      selected &&
      item("reply", "Ответить на выделенное", () =>
        concern({ kind: "reply", message, quote: selected }),
      )
    }
    ${message.canEdit && item("edit", "Изменить", () => concern({ kind: "edit", message }))}
    ${
      !message.isProtected &&
      item("forward", "Переслать", () => {
        close();
        hands.open({ kind: "forward", chat: chat.id, message: message.id });
      })
    }
    ${
      chat.rights.pin &&
      item("pin", isPinned ? "Открепить" : "Закрепить", () =>
        perform({ do: isPinned ? "unpin" : "pin", ...target }),
      )
    }
    ${
      (message.outgoing || chat.rights.deleteOthers) &&
      item("close", "Удалить", () => perform({ do: "delete", ...target }))
    }
  <//>`;
}

function item(icon: IconName, label: string, act: () => void): View {
  return html`<button type="button" class="menu__item" onClick=${act}>
    <${Icon} name=${icon} />${label}
  </button>`;
}

/** The part of a message's text that is selected in the window, to be quoted. */
function selectedPart(message: MessageView): string | null {
  const selected = getSelection()?.toString().trim() ?? "";
  return selected !== "" && selected !== message.text && message.text.includes(selected)
    ? selected
    : null;
}

/** Puts the menu above or below its message, inside the phone's screen. */
function useMenuStyle(person: number, near: DOMRect): Record<string, string> {
  const [style, setStyle] = useState<Record<string, string>>({ top: "80px" });
  useLayoutEffect(() => {
    const screen = document.querySelector(`#phone-${person} .phone__screen`);
    if (!screen) return;
    const box = screen.getBoundingClientRect();
    const below = near.top + near.height / 2 < box.top + box.height / 2;
    setStyle(
      below
        ? { top: `${Math.max(60, near.top - box.top)}px` }
        : { bottom: `${Math.max(60, box.bottom - near.bottom)}px` },
    );
  }, [person, near]);
  return style;
}

function Palette(props: {
  message: MessageView;
  chat: ChatView;
  person: number;
  perform: (action: Action) => void;
}): View {
  const { message, chat, person } = props;
  const emojis = chat.reactions.slice(0, PALETTE_SIZE);
  if (emojis.length === 0) return null;
  return html`<div class="palette" role="group" aria-label="Реакции">
    ${emojis.map((emoji) => {
      const mine = message.reactions.some((one) => one.emoji === emoji && one.mine);
      return html`<button
        type="button"
        class="emoji"
        aria-pressed=${mine ? "true" : "false"}
        aria-label=${`Реакция ${emoji}`}
        onClick=${() =>
          props.perform({
            do: "react",
            person,
            chat: chat.id,
            message: message.id,
            emoji: mine ? null : emoji,
          })}
      >
        ${emoji}
      </button>`;
    })}
  </div>`;
}
