import { useState } from "preact/hooks";
import type { BotView, ChatView, MessageView } from "../protocol.ts";
import { ChatAvatar } from "./avatar.ts";
import { describeChat, Head, Pinned, useActivity } from "./chat-head.ts";
import { ChatMenu } from "./chat-menu.ts";
import { TopicIcon, topicTitle } from "./chat-list.ts";
import { messagesOf } from "./conversation-items.ts";
import { Foot } from "./foot.ts";
import type { Hands } from "./hands.ts";
import { html, type View } from "./html.ts";
import { Log } from "./log.ts";
import { MessageMenu, type MenuPlace } from "./message-menu.ts";
import type { Concern } from "./concern.ts";

interface ConversationProps {
  chat: ChatView;
  thread: number | null;
  bot: BotView | null;
  now: Date;
  /** of the sandbox's clock, in milliseconds */
  offset: number;
  hands: Hands;
  back: (() => void) | undefined;
}

/** An open chat or topic: its head, its messages, and the field to write. */
export function Conversation(props: ConversationProps): View {
  const { chat, thread, hands } = props;
  const [concern, setConcern] = useState<Concern | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const [lit, setLit] = useState<number | null>(null);
  const messages = messagesOf(chat, thread);
  const lastOwn = messages.findLast((message) => message.canEdit);
  const greeting = chat.kind === "private" && !chat.started ? props.bot : null;

  const show = (id: number): void => {
    setLit(id);
    setTimeout(() => setLit((current) => (current === id ? null : current)), 1700);
  };
  return html`
    <${ConversationHead} ...${props} messages=${messages} show=${show} />
    <${Log}
      chat=${chat}
      messages=${messages}
      now=${props.now}
      lit=${lit}
      greeting=${greeting}
      hands=${hands}
      show=${show}
      openMenu=${setMenu}
      reply=${(message: MessageView) => setConcern({ kind: "reply", message })}
    />
    <${Foot}
      chat=${chat}
      thread=${thread}
      hands=${hands}
      concern=${concern}
      setConcern=${setConcern}
      editLast=${() => lastOwn && setConcern({ kind: "edit", message: lastOwn })}
    />
    ${
      menu &&
      html`<${MessageMenu}
        place=${menu}
        chat=${chat}
        hands=${hands}
        setConcern=${setConcern}
        close=${() => setMenu(null)}
      />`
    }
  `;
}

function ConversationHead(
  props: ConversationProps & { messages: MessageView[]; show: (id: number) => void },
): View {
  const { chat, thread } = props;
  const activity = useActivity(chat, thread, props.offset);
  const topic =
    chat.kind === "forum" ? chat.topics.find((known) => known.thread === thread) : undefined;
  const pinned = chat.pinned
    .map((id) => props.messages.find((message) => message.id === id))
    .find((message) => message !== undefined);
  return html`<${Head}
    now=${props.now}
    back=${props.back}
    picture=${topic ? html`<${TopicIcon} topic=${topic} />` : html`<${ChatAvatar} chat=${chat} />`}
    title=${topic ? topicTitle(topic) : chat.title}
    closed=${topic?.closed ?? false}
    typing=${activity !== null}
    aside=${html`<${ChatMenu} chat=${chat} thread=${thread} hands=${props.hands} />`}
    subtitle=${activity ?? (topic ? chat.title : describeChat(chat))}
  >
    ${pinned && html`<${Pinned} message=${pinned} show=${() => props.show(pinned.id)} />`}
  <//>`;
}
