import type { ChatView, MessageView, PhoneView, TopicView } from "../protocol.ts";
import { Avatar, ChatAvatar } from "./avatar.ts";
import { describeChat, Head } from "./chat-head.ts";
import { formatListTime, plural } from "./format.ts";
import { classes, html, type Children, type View } from "./html.ts";
import { Icon } from "./icons.ts";
import { describe } from "./message-words.ts";

interface RowProps {
  picture: Children;
  title: string;
  closed?: boolean;
  last: MessageView | undefined;
  unread: number;
  now: Date;
  isPrivate: boolean;
  open: () => void;
}

function Row(props: RowProps): View {
  const { last } = props;
  const author = last && !last.service && !props.isPrivate ? authorOf(last) : "";
  return html`<li>
    <button type="button" class="chat-row" onClick=${props.open}>
      ${props.picture}
      <span class="chat-row__title">
        <span>${props.title}</span>
        ${props.closed && html`<${Icon} name="lock" /><span class="visually-hidden">закрыта</span>`}
      </span>
      <span class="chat-row__time">${last && formatListTime(last.sentAt, props.now)}</span>
      <span class="chat-row__preview">
        ${author && html`<span class="chat-row__author">${author}: </span>`}
        ${last ? describe(last) : "Сообщений пока нет"}
      </span>
      ${
        props.unread > 0 &&
        html`<span class="badge">
          ${props.unread}<span class="visually-hidden"> непрочитанных</span>
        </span>`
      }
    </button>
  </li>`;
}

function authorOf(message: MessageView): string {
  if (message.sender.isBot) return "Бот";
  return message.outgoing ? "Вы" : (message.sender.name.split(" ")[0] ?? "");
}

/** All chats of a phone. */
export function ChatList(props: {
  phone: PhoneView;
  now: Date;
  unreadOf: (chat: number) => number;
  open: (chat: ChatView) => void;
}): View {
  const { phone, now } = props;
  return html`
    <${Head}
      now=${now}
      title="Чаты"
      subtitle=${phone.person.name}
      picture=${html`<${Avatar} person=${phone.person} />`}
    />
    <ul class="chat-list">
      ${phone.chats.map(
        (chat) =>
          html`<${Row}
            key=${chat.id}
            picture=${html`<${ChatAvatar} chat=${chat} />`}
            title=${chat.title}
            last=${chat.messages.at(-1)}
            unread=${props.unreadOf(chat.id)}
            now=${now}
            isPrivate=${chat.kind === "private"}
            open=${() => props.open(chat)}
          />`,
      )}
    </ul>
  `;
}

/** A topic's icon: its emoji, or its first letter on its colour; # for General. */
export function TopicIcon({ topic }: { topic: TopicView }): View {
  const colour = `#${topic.iconColor.toString(16).padStart(6, "0")}`;
  const sign = topic.thread === null ? "#" : (topic.iconEmoji ?? [...topic.name][0] ?? "•");
  const style =
    topic.thread === null || topic.iconEmoji
      ? undefined
      : { "--tone": `color-mix(in oklab, ${colour} 30%, var(--ink))` };
  return html`<span
    class=${classes("avatar topic-icon", topic.closed && "topic-icon--closed")}
    style=${style}
    aria-hidden="true"
    >${sign}</span
  >`;
}

/** What a topic is called on the page; Telegram's General has a name of its own in Russian. */
export function topicTitle(topic: TopicView): string {
  return topic.thread === null && topic.name === "General" ? "Общее" : topic.name;
}

/** The topics of a forum, as the server ordered them. */
export function TopicList(props: {
  chat: ChatView;
  now: Date;
  unreadOf: (thread: number | null) => number;
  open: (thread: number | null) => void;
  back: (() => void) | undefined;
}): View {
  const { chat, now } = props;
  const topics = chat.topics.filter((topic) => !topic.hidden);
  const subtitle = `${describeChat(chat)}, ${plural(topics.length, ["тема", "темы", "тем"])}`;
  return html`
    <${Head}
      now=${now}
      title=${chat.title}
      subtitle=${subtitle}
      back=${props.back}
      picture=${html`<${ChatAvatar} chat=${chat} />`}
    />
    <ul class="chat-list" aria-label="Темы">
      ${topics.map(
        (topic) =>
          html`<${Row}
            key=${topic.thread ?? 0}
            picture=${html`<${TopicIcon} topic=${topic} />`}
            title=${topicTitle(topic)}
            closed=${topic.closed}
            last=${chat.messages.findLast((message) => message.thread === topic.thread)}
            unread=${props.unreadOf(topic.thread)}
            now=${now}
            isPrivate=${false}
            open=${() => props.open(topic.thread)}
          />`,
      )}
    </ul>
  `;
}
