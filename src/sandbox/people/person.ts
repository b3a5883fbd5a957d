import { commandsFor } from "../command-lists.ts";
import type { Person, SandboxMessage } from "../contract.ts";
import { memberUpdate } from "../membership.ts";
import { isReactionAllowed } from "../methods/changes.ts";
import type { PersonRecord } from "../model.ts";
import { deliver, isService, post, remove } from "../posting.ts";
import { presentChat, presentMember, presentMessage, presentUser } from "../present.ts";
import { hasRight, isAdministrator, isPermitted, mayPin } from "../rights.ts";
import { chatOf, nowInSeconds } from "../world.ts";
import { openLink } from "./links.ts";
import * as pressing from "./pressing.ts";
import * as seeing from "./seeing.ts";
import { membership, recordOf, visibleChat } from "./stage.ts";
import type { Stage } from "./stage.ts";
import * as writing from "./writing.ts";

/** The handle by which a test or the page lets somebody act and look. */
export function createPerson(stage: Stage, person: PersonRecord): Person {
  const { world } = stage;
  const { id } = person;

  function start(payload = ""): SandboxMessage {
    if (person.hasBlocked) setBlocked(stage, person, false);
    return writing.write(stage, id, payload === "" ? "/start" : `/start ${payload}`, {});
  }

  return {
    id,
    get first_name() {
      return person.profile.first_name;
    },
    get profile() {
      return person.profile;
    },
    start: async (payload) => start(payload),
    write: async (text, how = {}) => writing.write(stage, id, text, how),
    send: async (item, how = {}) => writing.send(stage, id, item, how),
    sendAlbum: async (items, how = {}) => writing.sendAlbum(stage, id, items, how),
    forward: async (message, where = {}) => writing.forward(stage, id, message, where),
    edit: async (message, text) => writing.edit(stage, id, message, text),
    editToMedia: async (message, item) => writing.editToMedia(stage, id, message, item),
    react: async (message, emoji) => react(stage, id, message, emoji),
    delete: async (message) => deleteMessage(stage, id, message),
    pin: async (message) => pin(stage, id, message, true),
    unpin: async (message) => pin(stage, id, message, false),
    tap: (message, button, options) => pressing.tap(stage, id, message, button, options?.within),
    tapData: (message, data, options) =>
      pressing.tapData(stage, id, recordOf(world, message), data, options?.within),
    press: async (button, where = {}) => pressing.press(stage, id, button, where),
    block: async () => setBlocked(stage, person, true),
    unblock: async () => setBlocked(stage, person, false),
    deactivate() {
      person.isDeactivated = true;
    },
    openLink: async (url, options) => openLink(stage, id, url, options?.group, start),
    messages: (where = {}) => seeing.messages(stage, id, where),
    screen: (chat) => seeing.screen(stage, id, chat),
    keyboard: (chat) => seeing.keyboard(stage, id, chat),
    commands: (chat) =>
      commandsFor(world, visibleChat(world, id, chat), id).map(({ command }) => command),
    sees: (pattern, how = {}) => seeing.sees(stage, id, pattern, how),
  };
}

function setBlocked({ world, updates }: Stage, person: PersonRecord, isBlocked: boolean): void {
  if (person.hasBlocked === isBlocked) return;
  person.hasBlocked = isBlocked;
  const chat = chatOf(world, person.id);
  const free = presentMember(world, world.bot.id, {
    user: world.bot.id,
    status: "member",
    isAnonymous: false,
  });
  const blocked = presentMember(world, world.bot.id, {
    user: world.bot.id,
    status: "kicked",
    isAnonymous: false,
  });
  const [before, after] = isBlocked ? [free, blocked] : [blocked, free];
  updates.push(memberUpdate(world, chat, person.id, "my_chat_member", before, after));
  world.announce({ kind: "chat", chat: chat.id });
}

/** The bot is told in private chats and as a group's administrator; never of those who are anonymous. */
function react(stage: Stage, person: number, message: SandboxMessage, emoji: string | null): void {
  const { world, updates } = stage;
  const record = recordOf(world, message);
  const chat = visibleChat(world, person, record.chat);
  if (isService(record)) throw new Error("Notices take no reactions here.");
  if (emoji !== null && !isReactionAllowed(chat, emoji)) {
    throw new Error(`The reaction ${emoji} is not offered in this chat.`);
  }
  if (!isPermitted(chat, person, "can_react_to_messages")) {
    throw new Error(`«${chat.title}» does not let its members react.`);
  }
  const before = record.reactions.get(person) ?? [];
  const after = emoji === null ? [] : [emoji];
  if (before.join() === after.join()) return;
  if (emoji === null) record.reactions.delete(person);
  else record.reactions.set(person, after);
  world.announce({ kind: "message", chat: chat.id, message: record.id });

  const isAnonymous = chat.members.get(person)?.isAnonymous === true;
  const isTold = chat.type === "private" || isAdministrator(chat.members.get(world.bot.id));
  if (!isTold || isAnonymous) return;
  const asTypes = (list: string[]) =>
    list.map((one) => ({ type: "emoji", emoji: one as "👍" }) as const);
  updates.push({
    message_reaction: {
      chat: presentChat(world, chat),
      message_id: record.id,
      user: presentUser(world, person),
      date: nowInSeconds(world),
      old_reaction: asTypes(before),
      new_reaction: asTypes(after),
    },
  });
}

function deleteMessage({ world }: Stage, person: number, message: SandboxMessage): void {
  const record = recordOf(world, message);
  const chat = visibleChat(world, person, record.chat);
  const mayDelete =
    chat.type === "private" ||
    record.from === person ||
    hasRight(membership(chat, person), "can_delete_messages");
  if (!mayDelete) throw new Error("Only own messages can be deleted.");
  remove(world, chat, [record.id]);
}

function pin(
  { world, updates }: Stage,
  person: number,
  message: SandboxMessage,
  isPinned: boolean,
): void {
  const record = recordOf(world, message);
  const chat = visibleChat(world, person, record.chat);
  if (!mayPin(chat, person)) throw new Error("This person may not pin here.");
  chat.pinned = chat.pinned.filter((id) => id !== record.id);
  if (isPinned) {
    chat.pinned.push(record.id);
    const notice = post(world, chat, {
      from: person,
      thread: record.thread,
      content: { pinned_message: presentMessage(world, record) },
    });
    deliver(world, updates, notice);
  }
  world.announce({ kind: "chat", chat: chat.id });
}
