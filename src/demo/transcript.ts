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
  reactions: string;
}

const mostLines = 7;
const longestLine = 96;

/** Writes down, chat by chat, what people see as a story goes on. */
export function createTranscript(chats: WatchedChat[], print: (line: string) => void) {
  const known = new Map<string, Seen>();
  /** What people pressed since the last look, by chat. */
  const pressed = new Map<number, string[]>();
  for (const chat of chats) for (const message of messagesOf(chat)) remember(message);

  function remember(message: SandboxMessage): Seen | undefined {
    const key = `${message.chat.id}:${message.message_id}`;
    const before = known.get(key);
    known.set(key, { text: textOf(message), reactions: reactionsOf(message) });
    return before;
  }

  /** The lines about a message since the last look: none when it looks as before. */
  function linesOf(message: SandboxMessage): string[] {
    const before = remember(message);
    const text = textOf(message);
    if (text === "") return [];
    const reactions = reactionsOf(message);
    if (before?.text === text) {
      const isNew = reactions !== "" && reactions !== before.reactions;
      return isNew ? [`${reactions}  под сообщением «${beginning(text)}»`] : [];
    }
    const name = message.from?.is_bot ? "Бот" : (message.from?.first_name ?? "");
    const [first = "", ...rest] = text.split("\n").slice(0, mostLines);
    const isCut = text.split("\n").length > mostLines;
    return [
      `${name}${before ? " (исправлено)" : ""}: ${replyMark(message)}${first}`,
      ...rest.map((line) => `    ${line}`),
      ...(isCut ? ["    …"] : []),
      ...message.buttons.map((row) => `    ${row.map((button) => `[${button}]`).join(" ")}`),
      ...(reactions === "" ? [] : [`    ${reactions}`]),
    ].map((line) => line.trimEnd());
  }

  return {
    scene(title: string): void {
      print(`\n${title}\n${"─".repeat(title.length)}`);
    },

    say(line: string): void {
      print(line);
    },

    /** Notes that someone pressed a button; it stands in the chat at the next look. */
    pressed(person: Person, chat: number, button: string): void {
      const lines = pressed.get(chat) ?? [];
      pressed.set(chat, [...lines, `${person.first_name} нажимает [${button}]`]);
    },

    /** Prints what has changed in all chats since the last look. */
    look(): void {
      for (const chat of chats) {
        const chatId = chat.group?.id ?? chat.viewer.id;
        const presses = pressed.get(chatId) ?? [];
        pressed.delete(chatId);
        if (presses.length > 0) printChat(chat.title, presses);
        let title = presses.length > 0 ? chat.title : "";
        for (const message of messagesOf(chat)) {
          const lines = linesOf(message);
          if (lines.length === 0) continue;
          const place = `${chat.title}${topicOf(chat, message)}`;
          printChat(place === title ? "" : place, lines);
          title = place;
        }
      }
    },
  };

  function printChat(title: string, lines: string[]): void {
    if (title !== "") print(`\n  ${title}`);
    for (const line of lines) print(`    ${shorten(line)}`);
  }
}

export type Transcript = ReturnType<typeof createTranscript>;

/** What a message says, for a line of text. */
export function textOf(message: SandboxMessage): string {
  const words = message.text ?? message.caption ?? "";
  if (message.voice)
    return [`[голосовое сообщение, ${message.voice.duration} с]`, words].join(" ").trim();
  return words;
}

function messagesOf({ viewer, group }: WatchedChat): SandboxMessage[] {
  return viewer.messages(group ? { chat: group } : {});
}

function topicOf({ group }: WatchedChat, { message_thread_id }: SandboxMessage): string {
  const topic = group?.topics().find(({ id }) => id === message_thread_id);
  return topic ? `, тема «${topic.name}»` : "";
}

/** In a topic every message replies to something; only what a person chose is worth a word. */
function replyMark({ reply_to_message: target }: SandboxMessage): string {
  if (!target || target.forum_topic_created) return "";
  const text = target.text ?? target.caption ?? (target.voice ? "голосовое сообщение" : "");
  return text === "" ? "" : `(в ответ на «${beginning(text)}») `;
}

function reactionsOf({ reactions }: SandboxMessage): string {
  return reactions.map(({ emoji }) => emoji).join(" ");
}

function beginning(text: string): string {
  const [line = ""] = text.split("\n");
  return line.length > 32 ? `${line.slice(0, 31)}…` : line;
}

function shorten(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
}
