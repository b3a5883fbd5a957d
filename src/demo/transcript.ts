import type { Group, Person, SandboxMessage } from "../sandbox/index.ts";

/** A chat that the transcript follows, through the eyes of somebody in it. */
export interface WatchedChat {
  title: string;
  viewer: Person;
  /** Missing for the viewer's private chat with the bot. */
  group?: Group;
}

interface Seen {
  text: string;
  buttons: string;
  reactions: string;
}

/** Lines that belong to one place. */
interface Block {
  chatId: number;
  place: string;
  lines: string[];
}

const mostLines = 14;
const width = 88;

/** Writes down, chat by chat, what people see as a story goes on. */
export function createTranscript(chats: WatchedChat[], print: (line: string) => void) {
  const known = new Map<string, Seen>();
  /** What people pressed since the last look, by chat. */
  const presses: Block[] = [];
  skip();

  /** Takes note of all that is there without a word about it. */
  function skip(): void {
    presses.length = 0;
    for (const chat of chats) for (const message of messagesOf(chat)) remember(message);
  }

  function remember(message: SandboxMessage): Seen | undefined {
    const key = `${message.chat.id}:${message.message_id}`;
    const before = known.get(key);
    known.set(key, seenIn(message));
    return before;
  }

  function lookInto(chat: WatchedChat): void {
    const blocks = presses.filter(({ chatId }) => chatId === idOf(chat));
    for (const message of messagesOf(chat)) {
      const before = remember(message);
      const lines = before ? changesOf(message, before) : linesOf(message);
      blocks.push({ chatId: idOf(chat), place: placeOf(chat, message), lines });
    }
    let last = "";
    for (const { place, lines } of blocks.filter((block) => block.lines.length > 0)) {
      if (place !== last) print(`\n  ${place}`);
      last = place;
      for (const line of lines) print(line === "" ? "" : `    ${line}`);
    }
  }

  return {
    scene(title: string): void {
      print(`\n\n${title}\n${"─".repeat(title.length)}`);
    },

    /** Notes that someone presses a button; it stands in the chat at the next look. */
    pressed(person: Person, message: SandboxMessage, button: string): void {
      const chatId = message.chat.id;
      const chat = chats.find((one) => idOf(one) === chatId);
      const lines = [`${person.first_name} нажимает [${button}]`];
      if (chat) presses.push({ chatId, place: placeOf(chat, message), lines });
    },

    /** Prints what has changed in all chats since the last look. */
    look(): void {
      for (const chat of chats) lookInto(chat);
      presses.length = 0;
    },

    skip,
  };
}

function seenIn(message: SandboxMessage): Seen {
  return {
    text: textOf(message),
    buttons: buttonsOf(message).join("\n"),
    reactions: message.reactions.map(({ emoji }) => emoji).join(" "),
  };
}

/** A new message as it stands; nothing for a notice of Telegram. */
function linesOf(message: SandboxMessage): string[] {
  const { text, reactions } = seenIn(message);
  if (text === "") return [];
  const name = message.from?.is_bot ? "Бот" : (message.from?.first_name ?? "");
  const lines = text.split("\n");
  return [
    `${name}${replyMark(message)}:`,
    ...lines.slice(0, mostLines).flatMap(wrap),
    ...(lines.length > mostLines ? ["  …"] : []),
    ...buttonsOf(message),
    ...(reactions === "" ? [] : [`  ${reactions}`]),
  ];
}

/** Of a known message only what is new: reactions, or changed lines. Buttons that go are no news. */
function changesOf(message: SandboxMessage, before: Seen): string[] {
  const now = seenIn(message);
  const subject = `«${beginning(now.text)}»`;
  const changes: string[] = [];
  if (now.text !== before.text) {
    const old = new Set(before.text.split("\n"));
    const fresh = now.text.split("\n").filter((line) => !old.has(line));
    const shown = now.buttons === before.buttons ? [] : buttonsOf(message);
    changes.push("Бот меняет своё сообщение:", ...fresh.flatMap(wrap), ...shown);
  }
  if (now.reactions !== before.reactions && now.reactions !== "")
    changes.push(`${now.reactions}  под сообщением ${subject}`);
  return changes;
}

export type Transcript = ReturnType<typeof createTranscript>;

/** What a message says, for a line of text. */
export function textOf(message: SandboxMessage): string {
  const words = message.text ?? message.caption ?? "";
  if (!message.voice) return words;
  return [`(голосовое сообщение, ${message.voice.duration} с)`, words].filter(Boolean).join("\n");
}

function messagesOf({ viewer, group }: WatchedChat): SandboxMessage[] {
  return viewer.messages(group ? { chat: group } : {});
}

function idOf({ viewer, group }: WatchedChat): number {
  return group?.id ?? viewer.id;
}

function placeOf({ title, group }: WatchedChat, { message_thread_id }: SandboxMessage): string {
  const topic = group?.topics().find(({ id }) => id === message_thread_id);
  return topic ? `${title}, тема «${topic.name}»` : title;
}

function buttonsOf({ buttons }: SandboxMessage): string[] {
  return buttons.map((row) => `  ${row.map((button) => `[${button}]`).join(" ")}`);
}

/** In a topic every message replies to something; only what a person chose is worth a word. */
function replyMark({ reply_to_message: target }: SandboxMessage): string {
  if (!target || target.forum_topic_created) return "";
  const text = target.text ?? target.caption ?? (target.voice ? "голосовое сообщение" : "");
  return text === "" ? "" : ` (в ответ на «${beginning(text)}»)`;
}

function beginning(text: string): string {
  const [line = ""] = text.split("\n");
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

/** Lines of at most `width` characters, broken between words. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => (one === "" ? "" : `  ${one}`));
}
