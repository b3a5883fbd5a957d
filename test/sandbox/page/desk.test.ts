import { describe, expect, it } from "vitest";
import {
  changeDesk,
  countUnread,
  emptyDesk,
  type Desk,
  type DeskEvent,
} from "../../../src/sandbox/page/desk.ts";
import { arrange, messagesOf } from "../../../src/sandbox/page/conversation-items.ts";
import type { ChatView, MessageView, PhoneView } from "../../../src/sandbox/protocol.ts";

const OLGA = 5;
const FORUM = -100;
const HOUR = 60 * 60 * 1000;
const MORNING = new Date(2026, 10, 24, 9).getTime();

function chat(id: number, kind: ChatView["kind"], messages: MessageView[] = []): ChatView {
  return {
    id,
    kind,
    title: "Чат",
    started: true,
    blocked: false,
    isMember: true,
    botIsMember: true,
    botIsAdmin: true,
    memberCount: 3,
    rights: {
      write: true,
      pin: false,
      deleteOthers: false,
      manageTopics: false,
      isOwner: false,
      isAdmin: false,
    },
    isAnonymous: false,
    reactions: [],
    topics: [],
    replyKeyboard: null,
    commands: [],
    pinned: [],
    messages,
  };
}

function message(id: number, more: Partial<MessageView> = {}): MessageView {
  return {
    chat: OLGA,
    id,
    thread: null,
    outgoing: false,
    sender: { id: 1, name: "Бот", isBot: true },
    canEdit: false,
    sentAt: MORNING + id * 1000,
    text: `Сообщение ${id}`,
    entities: [],
    reactions: [],
    buttons: [],
    isProtected: false,
    ...more,
  };
}

function deskWith(...chats: ChatView[]): Desk {
  const phone: PhoneView = { person: { id: OLGA, name: "Ольга", isBot: false }, chats };
  return play(emptyDesk, {
    kind: "snapshot",
    snapshot: {
      clock: { now: MORNING, offset: 0 },
      bot: { id: 1, name: "Бот", username: "desk_bot", description: "", shortDescription: "" },
      phones: [phone],
    },
  });
}

function play(desk: Desk, ...events: DeskEvent[]): Desk {
  return events.reduce(changeDesk, desk);
}

function arrives(id: number, more: Partial<MessageView> = {}): DeskEvent {
  return { kind: "message", person: OLGA, message: message(id, more) };
}

function idsOn(desk: Desk): number[] {
  return desk.phones.flatMap((phone) =>
    phone.chats.flatMap((one) => one.messages.map((m) => m.id)),
  );
}

describe("the phones on the desk", () => {
  it("puts messages in the order of their ids, and a changed one at its old place", () => {
    const desk = play(
      deskWith(chat(OLGA, "private")),
      arrives(2),
      arrives(1),
      arrives(2, { text: "Исправлено" }),
    );
    expect(idsOn(desk)).toEqual([1, 2]);
    expect(desk.phones[0]?.chats[0]?.messages[1]?.text).toBe("Исправлено");
  });

  it("takes deleted messages away", () => {
    const desk = play(deskWith(chat(OLGA, "private")), arrives(1), arrives(2), {
      kind: "deleted",
      person: OLGA,
      chat: OLGA,
      messages: [1],
    });
    expect(idsOn(desk)).toEqual([2]);
  });

  it("keeps a chat's messages when its head changes", () => {
    const desk = play(deskWith(chat(OLGA, "private")), arrives(1), {
      kind: "chat",
      person: OLGA,
      chat: { ...chat(OLGA, "private"), title: "Новое имя" },
    });
    expect(desk.phones[0]?.chats[0]?.title).toBe("Новое имя");
    expect(idsOn(desk)).toEqual([1]);
  });

  it("counts what arrives out of sight, and forgets it once it is looked at", () => {
    const away = play(deskWith(chat(OLGA, "private")), arrives(1), arrives(2));
    expect(countUnread(away, OLGA)).toBe(2);
    const back = play(away, { kind: "sight", person: OLGA, seen: true });
    expect(countUnread(back, OLGA)).toBe(0);
    expect(countUnread(play(back, arrives(3)), OLGA)).toBe(0);
  });

  it("counts neither the person's own words, nor notices, nor changes", () => {
    const desk = play(
      deskWith(chat(OLGA, "private")),
      arrives(1, { outgoing: true }),
      arrives(2, { service: { kind: "topic_closed" } }),
      arrives(3),
      arrives(3, { text: "Исправлено" }),
    );
    expect(countUnread(desk, OLGA)).toBe(1);
  });

  it("opens a forum by its topics and counts each topic by itself", () => {
    const seen: DeskEvent = { kind: "sight", person: OLGA, seen: true };
    const desk = play(
      deskWith(chat(FORUM, "forum")),
      seen,
      arrives(1, { chat: FORUM, thread: 7 }),
      arrives(2, { chat: FORUM }),
    );
    expect(desk.where.get(OLGA)).toEqual({ chat: FORUM });
    expect(countUnread(desk, OLGA, FORUM)).toBe(2);
    const opened = play(desk, { kind: "went", person: OLGA, where: { chat: FORUM, thread: 7 } });
    expect(countUnread(opened, OLGA, FORUM, 7)).toBe(0);
    expect(countUnread(opened, OLGA, FORUM, null)).toBe(1);
  });

  it("stays where it is when the connection comes back with a new snapshot", () => {
    const desk = play(deskWith(chat(OLGA, "private"), chat(FORUM, "forum")), {
      kind: "went",
      person: OLGA,
      where: { chat: FORUM, thread: 7 },
    });
    const again = play(desk, {
      kind: "snapshot",
      snapshot: { clock: desk.clock, bot: desk.bot ?? neverBot(), phones: desk.phones },
    });
    expect(again.where.get(OLGA)).toEqual({ chat: FORUM, thread: 7 });
  });
});

function neverBot(): never {
  throw new Error("the snapshot brought no bot");
}

describe("a conversation", () => {
  it("shows only the topic's own messages in a forum", () => {
    const forum = chat(FORUM, "forum", [message(1), message(2, { thread: 7 })]);
    expect(messagesOf(forum, 7).map(({ id }) => id)).toEqual([2]);
    expect(messagesOf(forum, null).map(({ id }) => id)).toEqual([1]);
  });

  it("puts a separator between days", () => {
    const items = arrange([message(1), message(2, { sentAt: MORNING + 24 * HOUR })]);
    expect(items.map(({ kind }) => kind)).toEqual(["day", "messages", "day", "messages"]);
  });

  it("keeps an album together, and two albums apart", () => {
    const items = arrange([
      message(1, { albumId: "a" }),
      message(2, { albumId: "a" }),
      message(3, { albumId: "b" }),
    ]);
    const sizes = items.flatMap((item) => (item.kind === "messages" ? [item.messages.length] : []));
    expect(sizes).toEqual([2, 1]);
  });

  it("joins what one person writes in a row, and not after a pause or another person", () => {
    const other = { id: 2, name: "Павел", isBot: false };
    const items = arrange([
      message(1),
      message(2),
      message(3, { sender: other }),
      message(4, { sender: other, sentAt: MORNING + HOUR }),
    ]);
    const follows = items.flatMap((item) => (item.kind === "messages" ? [item.follows] : []));
    expect(follows).toEqual([false, true, false, false]);
  });
});
