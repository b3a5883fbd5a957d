import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { BotView, ChatView, MessageView } from "../protocol.ts";
import { arrange, type ConversationItem } from "./conversation-items.ts";
import { formatDay } from "./format.ts";
import type { Hands } from "./hands.ts";
import { html, type View } from "./html.ts";
import { Icon } from "./icons.ts";
import type { MenuPlace } from "./message-menu.ts";
import { describeService } from "./message-words.ts";
import { Message } from "./message.ts";

/** Nearer to the end than this (pixels), the log follows new messages. */
const NEAR = 90;

interface LogProps {
  chat: ChatView;
  messages: MessageView[];
  now: Date;
  /** the message that is being pointed at */
  lit: number | null;
  /** whose description stands in the empty chat */
  greeting: BotView | null;
  hands: Hands;
  show: (id: number) => void;
  openMenu: (place: MenuPlace) => void;
  reply: (message: MessageView) => void;
}

/** The messages of a conversation; stays at the newest unless somebody scrolled up. */
export function Log(props: LogProps): View {
  const { messages } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const { missed, toEnd, noteScroll } = useFollowing(scroll, messages);
  const opened = useRef(messages.at(-1)?.id ?? 0);

  useEffect(() => {
    if (props.lit === null) return;
    scroll.current
      ?.querySelector(`[data-message="${props.lit}"]`)
      ?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, [props.lit]);

  return html`<div class="log">
    <div
      ref=${scroll}
      class="log__scroll"
      role="log"
      aria-live="polite"
      aria-label="Сообщения"
      tabindex="0"
      onScroll=${noteScroll}
    >
      ${props.greeting && html`<${Greeting} bot=${props.greeting} />`}
      ${arrange(messages).map((item) => drawItem(item, props, opened.current))}
    </div>
    ${
      missed !== null &&
      html`<button
        type="button"
        class="icon-button log__down"
        aria-label="К новым сообщениям"
        onClick=${toEnd}
      >
        <${Icon} name="down" />
        ${missed > 0 && html`<span class="badge">${missed}</span>`}
      </button>`
    }
  </div>`;
}

function drawItem(item: ConversationItem, props: LogProps, opened: number): View {
  if (item.kind === "day") {
    return html`<div key=${item.key} class="day">${formatDay(item.at, props.now)}</div>`;
  }
  if (item.kind === "service") {
    const { service, sender, id } = item.message;
    return html`<div key=${item.key} class="service" data-message=${id}>
      ${service && describeService(service, sender.name)}
    </div>`;
  }
  const isLit = item.messages.some((message) => message.id === props.lit);
  return html`<${Message}
    key=${item.key}
    item=${item}
    chat=${props.chat}
    isLit=${isLit}
    isFresh=${item.messages[0].id > opened}
    hands=${props.hands}
    show=${props.show}
    openMenu=${props.openMenu}
    reply=${props.reply}
  />`;
}

function Greeting({ bot }: { bot: BotView }): View {
  return html`<div class="greeting">
    <h3>Что умеет этот бот?</h3>
    ${bot.description || bot.shortDescription || "Нажмите «Начать», чтобы познакомиться."}
  </div>`;
}

/** Keeps the end in sight; `missed` is null there, else how many messages came since. */
function useFollowing(
  scroll: { current: HTMLDivElement | null },
  messages: MessageView[],
): { missed: number | null; toEnd: () => void; noteScroll: () => void } {
  const atEnd = useRef(true);
  const lastSeen = useRef(0);
  const [away, setAway] = useState(false);
  const last = messages.at(-1);

  const toEnd = (): void => {
    const place = scroll.current;
    if (place) place.scrollTop = place.scrollHeight;
  };
  const noteScroll = (): void => {
    const place = scroll.current;
    if (!place) return;
    atEnd.current = place.scrollHeight - place.scrollTop - place.clientHeight < NEAR;
    if (atEnd.current) lastSeen.current = last?.id ?? 0;
    setAway(!atEnd.current);
  };
  useLayoutEffect(() => {
    const isNewOwn = last?.outgoing && last.id > lastSeen.current;
    if (!atEnd.current && !isNewOwn) return;
    lastSeen.current = last?.id ?? 0;
    toEnd();
  }, [messages]);
  useEffect(() => {
    const place = scroll.current;
    if (!place) return;
    // A keyboard that opens, a picture that loads: the end must stay where the eye is.
    const observer = new ResizeObserver(() => atEnd.current && toEnd());
    observer.observe(place);
    place.addEventListener("load", () => atEnd.current && toEnd(), true);
    return () => observer.disconnect();
  }, []);

  const missed = messages.filter(
    (message) => message.id > lastSeen.current && !message.outgoing,
  ).length;
  return { missed: away ? missed : null, toEnd, noteScroll };
}
