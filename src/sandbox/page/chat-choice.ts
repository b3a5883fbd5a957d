import type { ChatView, PhoneView } from "../protocol.ts";
import type { Hands, Notice } from "./hands.ts";
import { html, type View } from "./html.ts";
import { Dialog } from "./notice.ts";

/** Asks which chat: the group that a link connects, or where a message is forwarded to. */
export function ChatChoice(props: {
  phone: PhoneView;
  notice: Exclude<Notice, { kind: "alert" }>;
  hands: Hands;
  close: () => void;
}): View {
  const { phone, notice, hands, close } = props;
  const chats = phone.chats.filter((chat) =>
    notice.kind === "groups"
      ? chat.kind !== "private" && chat.isMember && (chat.rights.isAdmin || chat.rights.isOwner)
      : chat.rights.write,
  );
  const choose = (chat: ChatView): void => {
    close();
    if (notice.kind === "groups") {
      hands.openLink(notice.url, chat.id);
      return;
    }
    const { person } = hands;
    void hands.perform({
      do: "forward",
      person,
      fromChat: notice.chat,
      message: notice.message,
      chat: chat.id,
    });
  };
  const empty = "Здесь нет группы, которой управляет этот человек.";
  return html`<${Dialog}
    title=${notice.kind === "groups" ? "В какую группу добавить бота?" : "Куда переслать?"}
    text=${chats.length === 0 ? empty : undefined}
    close=${close}
    closeLabel="Отменить"
  >
    <div class="dialog__choices">
      ${chats.map(
        (chat) =>
          html`<button type="button" class="reply-button" onClick=${() => choose(chat)}>
            ${chat.title}
          </button>`,
      )}
    </div>
  <//>`;
}
