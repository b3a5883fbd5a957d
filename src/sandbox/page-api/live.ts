import type { ServerResponse } from "node:http";
import type { PageEvent } from "../protocol.ts";
import { chatOf } from "../world.ts";
import type { Change, World } from "../world.ts";
import { botView, chatHead, clockView, snapshot } from "./chat-view.ts";
import type { Activities, Phone } from "./chat-view.ts";
import { messageView } from "./message-view.ts";

const HEARTBEAT_MS = 15_000;
/** https://core.telegram.org/bots/api#sendchataction */
const ACTIVITY_MS = 5000;

/** Keeps the open pages up to date with the world. */
export interface Live {
  phones: Phone[];
  setPhones(phones: Phone[]): void;
  snapshot(): ReturnType<typeof snapshot>;
  /** Sends events to this response until it closes. */
  connect(response: ServerResponse): void;
  close(): void;
}

interface Batch {
  /** Ids by chat. */
  messages: Map<number, Set<number>>;
  deleted: Map<number, number[]>;
  chats: Set<number>;
  isBotChanged: boolean;
}

const emptyBatch = (): Batch => ({
  messages: new Map(),
  deleted: new Map(),
  chats: new Set(),
  isBotChanged: false,
});

/** Listens to the world from now on; events go out in one batch for each turn of the event loop. */
export function createLive(world: World): Live {
  const clients = new Set<ServerResponse>();
  const activities: Activities = new Map();
  /** What each phone was last told of each chat, so that nothing is sent twice. */
  const lastHeads = new Map<string, string>();
  let phones: Phone[] = [];
  let batch: Batch | undefined;

  const send = (event: PageEvent, receivers: Iterable<ServerResponse> = clients): void => {
    const line = `data: ${JSON.stringify(event)}\n\n`;
    for (const client of receivers) client.write(line);
  };
  const takeSnapshot = () => snapshot(world, phones, activities);

  function collect(change: Change): void {
    if (change.kind === "migrated") return follow(change);
    noteActivity(change);
    // whoever connects later gets a snapshot
    if (clients.size > 0) gather(change);
  }

  /** A client shows the new chat in the old one's place. */
  function follow({ chat, to }: Extract<Change, { kind: "migrated" }>): void {
    phones = phones.map((phone) => ({
      ...phone,
      chats: phone.chats.map((id) => (id === chat ? to : id)),
    }));
    lastHeads.clear();
    send({ kind: "snapshot", snapshot: takeSnapshot() });
  }

  function noteActivity(change: Change): void {
    if (change.kind === "message" && writtenByBot(change.chat, change.message)) {
      activities.delete(change.chat);
    }
    if (change.kind === "activity") {
      const until = world.clock.now().getTime() + ACTIVITY_MS;
      activities.set(change.chat, { action: change.action, thread: change.thread, until });
    }
  }

  function gather(change: Exclude<Change, { kind: "migrated" }>): void {
    if (!batch) {
      batch = emptyBatch();
      setImmediate(flush);
    }
    if (change.kind === "bot") {
      batch.isBotChanged = true;
      for (const phone of phones) for (const id of phone.chats) batch.chats.add(id);
      return;
    }
    batch.chats.add(change.chat);
    if (change.kind === "message") {
      const ids = batch.messages.get(change.chat) ?? new Set();
      batch.messages.set(change.chat, ids.add(change.message));
      for (const id of repliesTo(change.chat, [change.message])) ids.add(id);
    }
    if (change.kind === "deleted") {
      const ids = batch.deleted.get(change.chat) ?? [];
      batch.deleted.set(change.chat, [...ids, ...change.messages]);
      const touched = batch.messages.get(change.chat) ?? new Set();
      batch.messages.set(change.chat, touched);
      for (const id of repliesTo(change.chat, change.messages)) touched.add(id);
    }
  }

  /** Their previews show what was changed. */
  function repliesTo(chat: number, ids: number[]): number[] {
    const all = [...chatOf(world, chat).messages.values()];
    return all
      .filter(({ replyTo }) => replyTo !== undefined && ids.includes(replyTo))
      .map(({ id }) => id);
  }

  function writtenByBot(chat: number, id: number): boolean {
    return chatOf(world, chat).messages.get(id)?.from === world.bot.id;
  }

  function flush(): void {
    const current = batch;
    batch = undefined;
    if (!current || clients.size === 0) return;
    if (current.isBotChanged) send({ kind: "bot", bot: botView(world) });
    for (const phone of phones) {
      for (const id of phone.chats) sendChat(current, phone.person, id);
    }
  }

  function sendChat(current: Batch, person: number, id: number): void {
    const chat = chatOf(world, id);
    if (current.chats.has(id)) sendHead(person, id);
    const isVisible = chat.type === "private" || chat.members.has(person);
    for (const message of (isVisible && current.messages.get(id)) || []) {
      const record = chat.messages.get(message);
      if (record) send({ kind: "message", person, message: messageView(world, record, person) });
    }
    const gone = current.deleted.get(id);
    if (gone) send({ kind: "deleted", person, chat: id, messages: gone });
  }

  function sendHead(person: number, id: number): void {
    const head = chatHead(world, chatOf(world, id), person, activities);
    const text = JSON.stringify(head);
    const key = `${person} ${id}`;
    if (lastHeads.get(key) === text) return;
    lastHeads.set(key, text);
    send({ kind: "chat", person, chat: head });
  }

  const subscriptions = [
    world.onChange(collect),
    world.clock.onSet(() => send({ kind: "clock", clock: clockView(world) })),
  ];
  const heartbeat = setInterval(() => {
    for (const client of clients) client.write(": still here\n\n");
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    get phones() {
      return phones;
    },
    setPhones(list) {
      phones = list;
      lastHeads.clear();
      send({ kind: "snapshot", snapshot: takeSnapshot() });
    },
    snapshot: takeSnapshot,
    connect(response) {
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        connection: "keep-alive",
      });
      send({ kind: "snapshot", snapshot: takeSnapshot() }, [response]);
      clients.add(response);
      response.once("close", () => clients.delete(response));
    },
    close() {
      for (const unsubscribe of subscriptions) unsubscribe();
      clearInterval(heartbeat);
      for (const client of clients) client.end();
    },
  };
}
