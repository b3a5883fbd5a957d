import type { Group, GroupSettings, Person } from "../contract.ts";
import { joinGroup, leaveGroup, setMuted, setRights } from "../membership.ts";
import { latestOf, migrate } from "../migration.ts";
import type { ChatRecord, TopicRecord } from "../model.ts";
import { deliver, post } from "../posting.ts";
import { USUAL_RIGHTS, administratorRights, isIn } from "../rights.ts";
import * as topics from "../topics.ts";
import type { TopicChange } from "../topics.ts";
import { addGroup, allPermissions } from "../world.ts";
import type { World } from "../world.ts";
import { membership } from "./stage.ts";
import type { Stage } from "./stage.ts";

/** A new group with its members in it from the start: nobody is told of their joining. */
export function foundGroup(stage: Stage, settings: GroupSettings): ChatRecord {
  const { world } = stage;
  const { title, owner, members = [], botIsAdmin = false } = settings;
  const chat = addGroup(world, {
    title,
    isBasic: settings.basic ?? false,
    isForum: settings.forum ?? false,
    ...(settings.id !== undefined && { id: settings.id }),
  });
  for (const { id } of members) enter(chat, id);
  chat.members.set(owner.id, { user: owner.id, status: "creator", isAnonymous: false });
  for (const name of settings.topics ?? []) {
    topics.openTopic({ ...stage, chat, by: owner.id }, { name });
  }
  if (settings.botIsMember === true || botIsAdmin !== false) enter(chat, world.bot.id);
  if (botIsAdmin !== false) {
    const rights = administratorRights(botIsAdmin === true ? USUAL_RIGHTS : botIsAdmin);
    const status = "administrator";
    chat.members.set(world.bot.id, { user: world.bot.id, status, isAnonymous: false, rights });
  }
  return chat;
}

function enter(chat: ChatRecord, user: number): void {
  chat.members.set(user, { user, status: "member", isAnonymous: false });
}

/** The handle by which a test changes a group, as its owner would. It follows the group to the id of its upgrade. */
export function createGroup(
  stage: Stage,
  first: ChatRecord,
  personById: (id: number) => Person,
): Group {
  const { world, updates } = stage;
  const bot = world.bot.id;
  const now = () => latestOf(world, first);
  const owner = () => ownerOf(now());
  const change = (by = owner()): TopicChange => ({ world, updates, chat: now(), by });
  const set = (settings: Partial<ChatRecord>): void => {
    Object.assign(now(), settings);
    world.announce({ kind: "chat", chat: now().id });
  };

  return {
    get id() {
      return now().id;
    },
    get title() {
      return now().title;
    },
    addBot: (by) => joinGroup(stage, now(), bot, { by: by?.id ?? owner() }),
    promoteBot: (rights = USUAL_RIGHTS) => setRights(stage, now(), bot, { by: owner(), rights }),
    demoteBot: () => setRights(stage, now(), bot, { by: owner(), rights: undefined }),
    muteBot: () => setMuted(stage, now(), bot, { by: owner(), isMuted: true }),
    unmuteBot: () => setMuted(stage, now(), bot, { by: owner(), isMuted: false }),
    kickBot: () => leaveGroup(stage, now(), bot, { by: owner(), isKicked: true }),
    addMember: ({ id }) => joinGroup(stage, now(), id, { by: owner() }),
    removeMember: ({ id }) => leaveGroup(stage, now(), id, { by: owner(), isKicked: true }),
    promote: ({ id }, rights = USUAL_RIGHTS) =>
      setRights(stage, now(), id, { by: owner(), rights }),
    demote: ({ id }) => setRights(stage, now(), id, { by: owner(), rights: undefined }),
    setAnonymous({ id }, isAnonymous) {
      membership(now(), id).isAnonymous = isAnonymous;
      set({});
    },
    createTopic: (name, by) => topics.openTopic(change(by?.id), { name }).id,
    closeTopic: (thread) => topics.setTopicClosed(change(), topicOf(now(), thread), true),
    reopenTopic: (thread) => topics.setTopicClosed(change(), topicOf(now(), thread), false),
    deleteTopic: (thread) => topics.deleteTopic(change(), topicOf(now(), thread)),
    topics: () => [...now().topics.values()].map(presentTopic),
    closeGeneral: () => topics.setGeneral(change(), { isClosed: true }),
    reopenGeneral: () => topics.setGeneral(change(), { isClosed: false }),
    forbidWriting(permissions) {
      const all = allPermissions(false);
      set({ permissions: permissions ? { ...now().permissions, ...permissions } : all });
    },
    allowWriting: () => set({ permissions: allPermissions(true) }),
    setReactions: (reactions) => set({ reactions }),
    protectContent: (isProtected) => set({ isProtected }),
    setForum(isForum) {
      if (isForum && now().type === "group") migrate(stage, now(), owner());
      set({ isForum });
    },
    migrate({ updates: told } = {}) {
      const old = now();
      return { from: old.id, to: migrate(stage, old, owner(), told).id };
    },
    deleteGroup: () => set({ isDeleted: true }),
    rename(title) {
      now().title = title;
      const content = { new_chat_title: title };
      deliver(world, updates, post(world, now(), { from: owner(), thread: null, content }));
      set({});
    },
    members: () => membersOf(world, now()).map(personById),
    pinned: () => [...now().pinned],
  };
}

function ownerOf(chat: ChatRecord): number {
  const owner = [...chat.members.values()].find(({ status }) => status === "creator");
  if (!owner) throw new Error(`«${chat.title}» has no owner.`);
  return owner.user;
}

function membersOf(world: World, chat: ChatRecord): number[] {
  return [...chat.members.values()]
    .filter((member) => isIn(member) && member.user !== world.bot.id)
    .map(({ user }) => user);
}

function topicOf(chat: ChatRecord, thread: number): TopicRecord {
  const topic = chat.topics.get(thread);
  if (!topic) throw new Error(`«${chat.title}» has no topic ${thread}.`);
  return topic;
}

function presentTopic({ id, name, iconColor, iconCustomEmojiId, isClosed }: TopicRecord) {
  return {
    id,
    name,
    iconColor,
    ...(iconCustomEmojiId !== undefined && { iconCustomEmojiId }),
    closed: isClosed,
  };
}
