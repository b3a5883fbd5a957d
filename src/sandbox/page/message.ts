import type { ChatView, MessageView } from "../protocol.ts";
import { Avatar, toneClass } from "./avatar.ts";
import type { ConversationItem } from "./conversation-items.ts";
import { formatTime } from "./format.ts";
import type { Hands } from "./hands.ts";
import { classes, html, type View } from "./html.ts";
import { Icon } from "./icons.ts";
import { InlineKeyboard } from "./keyboard.ts";
import { Album, isBare, isPictorial, Media } from "./media.ts";
import type { MenuPlace } from "./message-menu.ts";
import { describeReply } from "./message-words.ts";
import { RichText } from "./rich-text.ts";

interface MessageProps {
  item: Extract<ConversationItem, { kind: "messages" }>;
  chat: ChatView;
  isLit: boolean;
  isFresh: boolean;
  hands: Hands;
  /** points at another message of the conversation */
  show: (id: number) => void;
  openMenu: (place: MenuPlace) => void;
  reply: (message: MessageView) => void;
}

/** One message or one album, with its buttons and reactions. */
export function Message(props: MessageProps): View {
  const { item, chat, hands } = props;
  const message = item.messages[0];
  const own = message.outgoing;
  const withAvatar = !own && chat.kind !== "private";
  const className = classes(
    "message",
    own && "message--own",
    withAvatar && "message--with-avatar",
    item.follows && "message--follows",
    message.buttons.length > 0 && "message--wide",
    props.isLit && "message--lit",
    props.isFresh && "message--fresh",
  );
  const openMenu = (event: MouseEvent): void => {
    event.preventDefault();
    if (event.currentTarget instanceof Element) {
      props.openMenu({ message, near: event.currentTarget.getBoundingClientRect() });
    }
  };
  return html`<article
    class=${className}
    data-message=${message.id}
    aria-label=${`${own ? "Вы" : message.sender.name}, ${formatTime(message.sentAt)}`}
  >
    ${withAvatar && item.ends && html`<${Avatar} person=${message.sender} />`}
    <div
      class="message__column"
      onContextMenu=${openMenu}
      onClick=${(event: PointerEvent) => isTouchOnWords(event) && openMenu(event)}
      onDblClick=${() => props.reply(message)}
    >
      <${Bubble} ...${props} withAuthor=${withAvatar && !item.follows} />
      ${message.reactions.length > 0 && html`<${Reactions} message=${message} hands=${hands} />`}
      ${message.buttons.length > 0 && html`<${InlineKeyboard} message=${message} hands=${hands} />`}
      <button
        type="button"
        class="icon-button message__more"
        aria-label="Действия с сообщением"
        aria-haspopup="true"
        onClick=${openMenu}
      >
        <${Icon} name="more" />
      </button>
    </div>
  </article>`;
}

/** A finger on the bubble itself, not on something in it that can be pressed. */
function isTouchOnWords(event: PointerEvent): boolean {
  if (event.pointerType !== "touch" || !(event.target instanceof Element)) return false;
  return event.target.closest("button, a, video, summary") === null;
}

function Bubble(props: MessageProps & { withAuthor: boolean }): View {
  const { item, hands } = props;
  const message = item.messages[0];
  const album = item.messages.length > 1;
  const captioned = item.messages.find((one) => one.text !== "") ?? message;
  const bare = !album && isBare(message);
  const text = captioned.text !== "";
  const pictorial = item.messages.every(isPictorial);
  const className = classes(
    "bubble",
    bare && "bubble--bare",
    pictorial && !bare && "bubble--media",
    text && "bubble--worded",
    album && pictorial && "bubble--album",
  );
  return html`<div class=${className}>
    ${
      props.withAuthor &&
      !bare &&
      html`<div class=${`bubble__author ${toneClass(message.sender)}`}>${message.sender.name}</div>`
    }
    ${
      message.forwardedFrom &&
      html`<div class="bubble__forward">Переслано: <strong>${message.forwardedFrom}</strong></div>`
    }
    <${Quote} message=${message} chat=${props.chat} show=${props.show} />
    ${album ? html`<${Album} messages=${item.messages} />` : html`<${Media} message=${message} />`}
    ${
      text &&
      html`<span class=${message.media ? "caption" : ""}>
        <${RichText}
          text=${captioned.text}
          entities=${captioned.entities}
          openLink=${hands.openLink}
          sendCommand=${(command: string) =>
            hands.perform({
              do: "write",
              person: hands.person,
              chat: message.chat,
              ...(message.thread === null ? {} : { thread: message.thread }),
              text: command,
            })}
        />
        <span class="meta-room" data-text=${metaText(captioned)}></span>
      </span>`
    }
    <span class=${classes("meta", !text && (pictorial || bare) && "meta--on-media")}>
      ${metaText(captioned)}
    </span>
  </div>`;
}

function metaText(message: MessageView): string {
  const time = formatTime(message.sentAt);
  return message.editedAt === undefined ? time : `изменено ${time}`;
}

function Quote(props: { message: MessageView; chat: ChatView; show: (id: number) => void }): View {
  const { reply } = props.message;
  if (!reply) return null;
  const target = props.chat.messages.find(({ id }) => id === reply.messageId);
  return html`<button
    type="button"
    class="quote"
    disabled=${reply.isGone}
    title="Показать это сообщение"
    onClick=${() => props.show(reply.messageId)}
  >
    <span class="quote__author">${reply.senderName}</span>
    <span class="quote__text">${describeReply(reply, target)}</span>
  </button>`;
}

function Reactions({ message, hands }: { message: MessageView; hands: Hands }): View {
  return html`<div class="reactions">
    ${message.reactions.map(
      (reaction) =>
        html`<button
          type="button"
          class="reaction"
          aria-pressed=${reaction.mine ? "true" : "false"}
          title=${reaction.by.join(", ")}
          aria-label=${`Реакция ${reaction.emoji}: ${reaction.by.join(", ")}`}
          onClick=${() =>
            hands.perform({
              do: "react",
              person: hands.person,
              chat: message.chat,
              message: message.id,
              emoji: reaction.mine ? null : reaction.emoji,
            })}
        >
          <span class="emoji">${reaction.emoji}</span>
          ${reaction.count > 1 && html`<span class="reaction__count">${reaction.count}</span>`}
        </button>`,
    )}
  </div>`;
}
