import type { Callbacks } from "../callbacks.ts";
import type { ChatReference, SandboxMessage } from "../contract.ts";
import type { Files } from "../files.ts";
import type { ChatRecord, MemberRecord, MessageRecord } from "../model.ts";
import { presentMessage } from "../present.ts";
import { isIn } from "../rights.ts";
import type { Updates } from "../updates.ts";
import { chatOf, messageOf } from "../world.ts";
import type { World } from "../world.ts";

/** What people act on. */
export interface Stage {
  world: World;
  updates: Updates;
  files: Files;
  callbacks: Callbacks;
}

/** The chat that somebody names; by default their private chat with the bot. */
export function referredChat(world: World, person: number, chat?: ChatReference): ChatRecord {
  return chatOf(world, typeof chat === "object" ? chat.id : (chat ?? person));
}

/** @throws Error when this person cannot see the chat. */
export function visibleChat(world: World, person: number, reference?: ChatReference): ChatRecord {
  const chat = referredChat(world, person, reference);
  if (chat.type === "private") {
    if (chat.id !== person)
      throw new Error(`Person ${person} cannot see the private chat ${chat.id}.`);
    return chat;
  }
  if (!chat.members.has(person)) throw new Error(`Person ${person} was never in «${chat.title}».`);
  return chat;
}

/** @throws Error when this person is not in the group now. */
export function membership(chat: ChatRecord, person: number): MemberRecord {
  const member = chat.members.get(person);
  if (!isIn(member)) throw new Error(`Person ${person} is not in «${chat.title}».`);
  return member;
}

/** A message as people see it now. */
export function viewOf(world: World, record: MessageRecord): SandboxMessage {
  return {
    ...presentMessage(world, record),
    reactions: [...record.reactions].flatMap(([by, list]) => list.map((emoji) => ({ emoji, by }))),
    buttons: (record.keyboard?.inline_keyboard ?? []).map((row) => row.map(({ text }) => text)),
  };
}

/** A message by chat and id, as it is now or was when a test took it. */
export interface MessageReference {
  chat: { id: number };
  message_id: number;
}

/** The record behind a message that a test holds. @throws Error when it was deleted. */
export function recordOf(world: World, message: MessageReference): MessageRecord {
  return messageOf(world, message.chat.id, message.message_id);
}
