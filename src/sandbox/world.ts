import type { ChatPermissions, User } from "@grammyjs/types";
import type { SettableClock } from "./clock.ts";
import type { PersonProfile } from "./contract.ts";
import type { ChatRecord, MessageRecord, PersonRecord, WorldState } from "./model.ts";

/** What changed, for whoever shows it: a waiting test, the page, the state file. */
export type Change =
  | { kind: "message"; chat: number; message: number }
  | { kind: "deleted"; chat: number; messages: number[] }
  | { kind: "chat"; chat: number }
  | { kind: "activity"; chat: number; thread: number | null; action: string }
  | { kind: "migrated"; chat: number; to: number }
  | { kind: "bot" };

/** All chats and people, and who wants to know what happens among them. */
export interface World {
  state: WorldState;
  clock: SettableClock;
  bot: User;
  seesAllGroupMessages: boolean;
  /** How many messages each chat keeps. */
  messagesPerChat: number;
  announce(change: Change): void;
  /** @returns a function that ends the subscription. */
  onChange(listener: (change: Change) => void): () => void;
}

const FIRST_PERSON_ID = 700_000_001;
const FIRST_GROUP_NUMBER = 2_000_000_001;
const FIRST_UPDATE_ID = 100_000_001;

/** A world in which nobody has ever been. */
export function emptyState(): WorldState {
  return {
    people: new Map(),
    chats: new Map(),
    files: new Map(),
    updates: { nextUpdateId: FIRST_UPDATE_ID, pending: [], allowed: null, webhook: null },
    botSettings: {
      commands: new Map(),
      names: new Map(),
      descriptions: new Map(),
      shortDescriptions: new Map(),
      menuButtons: new Map(),
      defaultRights: new Map(),
    },
    nextSharedMessageId: 1,
    nextPersonId: FIRST_PERSON_ID,
    nextGroupId: FIRST_GROUP_NUMBER,
    nextFileNumber: 1,
    nextAlbumNumber: 1,
    nextQueryNumber: 1,
    clockOffset: 0,
  };
}

/** Puts the state, the clock and the bot together. */
export function createWorld(parts: {
  state: WorldState;
  clock: SettableClock;
  bot: User;
  seesAllGroupMessages: boolean;
  messagesPerChat: number;
}): World {
  const listeners = new Set<(change: Change) => void>();
  return {
    ...parts,
    announce(change) {
      for (const listener of listeners) listener(change);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Seconds since 1970 by the world's clock. */
export function nowInSeconds(world: World): number {
  return Math.floor(world.clock.now().getTime() / 1000);
}

/** A new person, or the known one with this id, whose profile is replaced; and their private chat with the bot. */
export function addPerson(world: World, profile: PersonProfile): PersonRecord {
  const { state } = world;
  const id = profile.id ?? state.nextPersonId++;
  const known = state.people.get(id);
  if (known) {
    known.profile = { ...profile, id };
    return known;
  }
  const person: PersonRecord = {
    id,
    profile: { ...profile, id },
    hasStarted: false,
    hasBlocked: false,
    isDeactivated: false,
  };
  state.people.set(id, person);
  state.chats.set(id, blankChat({ id, type: "private", title: "" }));
  return person;
}

/** A new group without anybody in it. */
export function addGroup(
  world: World,
  settings: { id?: number; title: string; isBasic: boolean; isForum: boolean },
): ChatRecord {
  const number = world.state.nextGroupId++;
  const id = settings.id ?? (settings.isBasic ? -number : -(1_000_000_000_000 + number));
  const chat = blankChat({
    id,
    type: settings.isBasic ? "group" : "supergroup",
    title: settings.title,
  });
  chat.isForum = settings.isForum;
  world.state.chats.set(id, chat);
  return chat;
}

function blankChat(chat: Pick<ChatRecord, "id" | "type" | "title">): ChatRecord {
  return {
    ...chat,
    isForum: false,
    isProtected: false,
    reactions: "all",
    permissions: allPermissions(true),
    members: new Map(),
    topics: new Map(),
    general: { name: "General", isClosed: false, isHidden: false },
    messages: new Map(),
    // The first is the notice of the group's making, which is General's number as well.
    nextMessageId: 2,
    pinned: [],
    keyboards: new Map(),
  };
}

/** Every permission of a group's members set to one value; what only administrators should do stays off. */
export function allPermissions(isAllowed: boolean): Required<ChatPermissions> {
  return {
    can_send_messages: isAllowed,
    can_send_audios: isAllowed,
    can_send_documents: isAllowed,
    can_send_photos: isAllowed,
    can_send_videos: isAllowed,
    can_send_video_notes: isAllowed,
    can_send_voice_notes: isAllowed,
    can_send_polls: isAllowed,
    can_send_other_messages: isAllowed,
    can_add_web_page_previews: isAllowed,
    can_react_to_messages: isAllowed,
    can_edit_tag: isAllowed,
    can_change_info: false,
    can_invite_users: isAllowed,
    can_pin_messages: false,
    can_manage_topics: false,
  };
}

/** @throws Error for an id that the world does not know: a mistake of the caller, not of the bot. */
export function chatOf(world: World, id: number): ChatRecord {
  const chat = world.state.chats.get(id);
  if (!chat) throw new Error(`The sandbox knows no chat ${id}.`);
  return chat;
}

/** @throws Error for an id that the world does not know. */
export function personOf(world: World, id: number): PersonRecord {
  const person = world.state.people.get(id);
  if (!person) throw new Error(`The sandbox knows no person ${id}.`);
  return person;
}

/** @throws Error when the message was deleted or never was. */
export function messageOf(world: World, chat: number, id: number): MessageRecord {
  const message = chatOf(world, chat).messages.get(id);
  if (!message) throw new Error(`There is no message ${id} in chat ${chat} any more.`);
  return message;
}
