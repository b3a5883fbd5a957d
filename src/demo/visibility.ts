import type { Group, Person, Sandbox, SandboxMessage } from "../sandbox/index.ts";
import { textOf } from "./transcript.ts";

/** Something that was said, and the only chats where it may be seen: there once, elsewhere never. */
export interface Said {
  what: string;
  /** A part of its text; or of a voice message the id of its recording. */
  words?: string;
  recording?: string;
  in: (Person | Group)[];
}

export interface Finding {
  what: string;
  /** Names of the chats where it is seen. */
  seenBy: string[];
  /** What is wrong, as sentences; empty when all is right. */
  faults: string[];
}

interface Chat {
  id: number;
  name: string;
  messages: SandboxMessage[];
}

/** Remembers how far every chat is, also those that have no part in the story. */
export function watchAllChats(sandbox: Sandbox) {
  const lastBefore = new Map(allChats(sandbox).map((chat) => [chat.id, lastIn(chat)]));

  /** @param said what may be seen where; a chat that is named nowhere has to stay silent. */
  return (said: Said[]): { chats: number; findings: Finding[] } => {
    const chats = allChats(sandbox);
    const concerned = new Set(said.flatMap((one) => one.in.map(({ id }) => id)));
    const disturbed = chats.filter(
      (chat) => !concerned.has(chat.id) && lastIn(chat) !== lastBefore.get(chat.id),
    );
    const silence: Finding = {
      what: "Чаты, которых это не касается, молчали",
      seenBy: [],
      faults: disturbed.map(({ name }) => `пришло лишнее: ${name}`),
    };
    return { chats: chats.length, findings: [...said.map((one) => check(one, chats)), silence] };
  };
}

function lastIn({ messages }: Chat): number {
  return messages.at(-1)?.message_id ?? 0;
}

function check(said: Said, chats: Chat[]): Finding {
  const expected = new Set(said.in.map(({ id }) => id));
  const seenBy: string[] = [];
  const faults: string[] = [];
  for (const { id, name, messages } of chats) {
    const times = messages.filter((message) => isIt(said, message)).length;
    if (times > 0) seenBy.push(name);
    if (expected.has(id) && times === 0) faults.push(`не дошло: ${name}`);
    if (expected.has(id) && times > 1) faults.push(`пришло ${times} раза: ${name}`);
    if (!expected.has(id) && times > 0) faults.push(`не должно быть здесь: ${name}`);
  }
  return { what: said.what, seenBy, faults };
}

function isIt({ words, recording }: Said, message: SandboxMessage): boolean {
  if (recording !== undefined) return message.voice?.file_unique_id === recording;
  return words !== undefined && textOf(message).includes(words);
}

function allChats(sandbox: Sandbox): Chat[] {
  const people = sandbox.people().map((person) => ({
    id: person.id,
    name: [person.first_name, person.profile.last_name].filter(Boolean).join(" "),
    messages: person.messages(),
  }));
  const groups = sandbox.groups().map((group) => ({
    id: group.id,
    name: `группа «${group.title}»`,
    messages: group.members()[0]?.messages({ chat: group }) ?? [],
  }));
  return [...people, ...groups];
}
