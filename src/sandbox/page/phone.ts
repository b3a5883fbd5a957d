import { useCallback, useEffect, useRef } from "preact/hooks";
import type { PhoneView } from "../protocol.ts";
import { ChatList, TopicList } from "./chat-list.ts";
import { Conversation } from "./conversation.ts";
import { countUnread, placeKey, type Desk, type DeskEvent, type Where } from "./desk.ts";
import { useHands } from "./hands.ts";
import { classes, html, type View } from "./html.ts";
import { Dialog, Toast } from "./notice.ts";
import { ChatChoice } from "./chat-choice.ts";

interface PhoneProps {
  phone: PhoneView;
  desk: Desk;
  now: Date;
  /** the one that is shown where only one fits */
  current: boolean;
  change: (event: DeskEvent) => void;
}

/** One person's phone on the desk. */
export function Phone(props: PhoneProps): View {
  const { phone, desk, now, change } = props;
  const { person } = phone;
  const go = useCallback(
    (where: Where) => change({ kind: "went", person: person.id, where }),
    [person.id, change],
  );
  const region = useSight(person.id, change);
  useFocusAfterMove(region, desk.where.get(person.id));
  const { hands, toast, clearToast, notice, closeNotice } = useHands(phone, desk.bot, go);

  return html`<section
    ref=${region}
    id=${`phone-${person.id}`}
    class=${classes("phone", props.current && "phone--shown")}
    aria-label=${person.name}
  >
    <div class="phone__caption">
      <h2>${person.name}</h2>
      <p>${phone.caption ?? ""}</p>
    </div>
    <div class="phone__body">
      <div class="phone__screen">
        <${Screen} phone=${phone} desk=${desk} now=${now} hands=${hands} />
        ${toast && html`<${Toast} text=${toast} close=${clearToast} />`}
        ${notice?.kind === "alert" && html`<${Dialog} text=${notice.text} close=${closeNotice} />`}
        ${
          notice &&
          notice.kind !== "alert" &&
          html`<${ChatChoice}
            phone=${phone}
            notice=${notice}
            hands=${hands}
            close=${closeNotice}
          />`
        }
      </div>
    </div>
  </section>`;
}

/** Tells the desk whether this phone can be seen in the window. */
function useSight(person: number, change: (event: DeskEvent) => void) {
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!region.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = (entries.at(-1)?.intersectionRatio ?? 0) > 0.5;
        change({ kind: "sight", person, seen });
      },
      { threshold: [0, 0.5, 0.6, 1] },
    );
    observer.observe(region.current);
    return () => observer.disconnect();
  }, [person, change]);
  return region;
}

/** When what was focused goes away with its screen, the keyboard goes on in the new one. */
function useFocusAfterMove(
  region: { current: HTMLElement | null },
  where: Where | undefined,
): void {
  const before = useRef(where);
  useEffect(() => {
    const moved = before.current !== undefined && before.current !== where;
    before.current = where;
    const lost = document.activeElement === null || document.activeElement === document.body;
    // On a touch screen a focused field would open the keyboard over half of the phone.
    if (!moved || !lost || !matchMedia("(hover: hover)").matches) return;
    region.current
      ?.querySelector<HTMLElement>(".composer__field, .start-button, .chat-row")
      ?.focus({ preventScroll: true });
  }, [where]);
}

function Screen(props: {
  phone: PhoneView;
  desk: Desk;
  now: Date;
  hands: ReturnType<typeof useHands>["hands"];
}): View {
  const { phone, desk, now, hands } = props;
  const person = phone.person.id;
  const where = desk.where.get(person) ?? { chat: null };
  const chat = phone.chats.find((candidate) => candidate.id === where.chat);
  const toChats = phone.chats.length > 1 ? () => hands.go({ chat: null }) : undefined;
  if (!chat) {
    return html`<${ChatList}
      phone=${phone}
      now=${now}
      unreadOf=${(id: number) => countUnread(desk, person, id)}
      open=${(opened: { id: number; kind: string }) =>
        hands.go(opened.kind === "forum" ? { chat: opened.id } : { chat: opened.id, thread: null })}
    />`;
  }
  const thread = where.thread ?? null;
  const topicIsThere =
    where.thread !== undefined && chat.topics.some((topic) => topic.thread === thread);
  if (chat.kind === "forum" && !topicIsThere) {
    return html`<${TopicList}
      chat=${chat}
      now=${now}
      unreadOf=${(topic: number | null) => countUnread(desk, person, chat.id, topic)}
      open=${(topic: number | null) => hands.go({ chat: chat.id, thread: topic })}
      back=${toChats}
    />`;
  }
  const back = chat.kind === "forum" ? () => hands.go({ chat: chat.id }) : toChats;
  return html`<${Conversation}
    key=${placeKey(person, chat.id, thread)}
    chat=${chat}
    thread=${thread}
    bot=${desk.bot}
    now=${now}
    offset=${desk.clock.offset}
    hands=${hands}
    back=${back}
  />`;
}
