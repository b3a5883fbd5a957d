import type {
  BotView,
  ChatHeadView,
  ChatView,
  ClockView,
  MessageView,
  PageEvent,
  PhoneView,
} from "../protocol.ts";

/** What a phone shows: the list of chats (no chat), a forum's topics (thread undefined), or a conversation. */
export interface Where {
  chat: number | null;
  /** null is General, or a chat without topics */
  thread?: number | null;
}

/** All that the page knows: the phones on the desk and what is open on each. */
export interface Desk {
  connected: boolean;
  bot: BotView | null;
  clock: ClockView;
  phones: PhoneView[];
  /** what each person's phone shows, by the person's id */
  where: ReadonlyMap<number, Where>;
  /** persons whose phones can be seen in the window now */
  inSight: ReadonlySet<number>;
  /** how many messages nobody has looked at yet, by `placeKey` */
  unread: ReadonlyMap<string, number>;
}

export type DeskEvent =
  | PageEvent
  | { kind: "connection"; connected: boolean }
  | { kind: "went"; person: number; where: Where }
  | { kind: "sight"; person: number; seen: boolean };

export const emptyDesk: Desk = {
  connected: true,
  bot: null,
  clock: { now: 0, offset: 0 },
  phones: [],
  where: new Map(),
  inSight: new Set(),
  unread: new Map(),
};

/** Names one conversation on one phone. */
export function placeKey(person: number, chat: number, thread: number | null): string {
  return `${person}/${chat}/${thread ?? 0}`;
}

/** How many unread messages a phone, one of its chats, or one topic has. */
export function countUnread(
  desk: Desk,
  person: number,
  chat?: number,
  thread?: number | null,
): number {
  if (chat !== undefined && thread !== undefined) {
    return desk.unread.get(placeKey(person, chat, thread)) ?? 0;
  }
  const prefix = chat === undefined ? `${person}/` : `${person}/${chat}/`;
  let sum = 0;
  for (const [key, count] of desk.unread) if (key.startsWith(prefix)) sum += count;
  return sum;
}

/** What a phone shows before anybody has touched it: its group if it has one, a forum by its topics. */
function firstPlace(phone: PhoneView): Where {
  const chat = phone.chats.find(({ kind }) => kind !== "private") ?? phone.chats[0];
  if (!chat) return { chat: null };
  return chat.kind === "forum" ? { chat: chat.id } : { chat: chat.id, thread: null };
}

/** The desk after an event; pure. */
export function changeDesk(desk: Desk, event: DeskEvent): Desk {
  switch (event.kind) {
    case "snapshot": {
      const { bot, clock, phones } = event.snapshot;
      const where = new Map(
        phones.map((phone) => [phone.person.id, keepPlace(desk, phone)] as const),
      );
      return { ...desk, connected: true, bot, clock, phones, where };
    }
    case "bot":
      return { ...desk, bot: event.bot };
    case "clock":
      return { ...desk, clock: event.clock };
    case "chat":
      return changePhone(desk, event.person, (phone) => putChat(phone, event.chat));
    case "message":
      return receive(desk, event.person, event.message);
    case "deleted":
      return changeChat(desk, event.person, event.chat, (chat) => ({
        ...chat,
        messages: chat.messages.filter((message) => !event.messages.includes(message.id)),
      }));
    case "connection":
      return event.connected === desk.connected ? desk : { ...desk, connected: event.connected };
    case "went":
      return markRead(
        { ...desk, where: new Map(desk.where).set(event.person, event.where) },
        event.person,
      );
    case "sight": {
      const inSight = new Set(desk.inSight);
      if (event.seen) inSight.add(event.person);
      else inSight.delete(event.person);
      return markRead({ ...desk, inSight }, event.person);
    }
  }
}

function keepPlace(desk: Desk, phone: PhoneView): Where {
  const before = desk.where.get(phone.person.id);
  const known = before && phone.chats.some((chat) => chat.id === before.chat);
  return known ? before : firstPlace(phone);
}

function changePhone(desk: Desk, person: number, change: (phone: PhoneView) => PhoneView): Desk {
  return {
    ...desk,
    phones: desk.phones.map((phone) => (phone.person.id === person ? change(phone) : phone)),
  };
}

function changeChat(
  desk: Desk,
  person: number,
  chatId: number,
  change: (chat: ChatView) => ChatView,
): Desk {
  return changePhone(desk, person, (phone) => ({
    ...phone,
    chats: phone.chats.map((chat) => (chat.id === chatId ? change(chat) : chat)),
  }));
}

function putChat(phone: PhoneView, head: ChatHeadView): PhoneView {
  const known = phone.chats.some((chat) => chat.id === head.id);
  const chats = known
    ? phone.chats.map((chat) => (chat.id === head.id ? { ...head, messages: chat.messages } : chat))
    : [...phone.chats, { ...head, messages: [] }];
  return { ...phone, chats };
}

function receive(desk: Desk, person: number, message: MessageView): Desk {
  let isNew = false;
  const changed = changeChat(desk, person, message.chat, (chat) => {
    isNew = !chat.messages.some((known) => known.id === message.id);
    const messages = isNew
      ? [...chat.messages, message].toSorted((one, other) => one.id - other.id)
      : chat.messages.map((known) => (known.id === message.id ? message : known));
    return { ...chat, messages };
  });
  if (!isNew || message.outgoing || message.service) return changed;
  const place = desk.where.get(person);
  const looking =
    desk.inSight.has(person) && place?.chat === message.chat && place.thread === message.thread;
  if (looking) return changed;
  const key = placeKey(person, message.chat, message.thread);
  const unread = new Map(desk.unread).set(key, (desk.unread.get(key) ?? 0) + 1);
  return { ...changed, unread };
}

function markRead(desk: Desk, person: number): Desk {
  const place = desk.where.get(person);
  if (!place || place.chat === null || place.thread === undefined) return desk;
  const key = placeKey(person, place.chat, place.thread);
  if (!desk.inSight.has(person) || !desk.unread.has(key)) return desk;
  const unread = new Map(desk.unread);
  unread.delete(key);
  return { ...desk, unread };
}
