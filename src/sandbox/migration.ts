import type { MigrationUpdate } from "./contract.ts";
import { memberUpdate } from "./membership.ts";
import type { Stage } from "./membership.ts";
import type { ChatRecord, Content, MemberRecord } from "./model.ts";
import { deliver, post } from "./posting.ts";
import { presentMember } from "./present.ts";
import { isIn } from "./rights.ts";
import { addGroup, chatOf } from "./world.ts";
import type { World } from "./world.ts";

const USUAL_ORDER: readonly MigrationUpdate[] = [
  "old member",
  "new member",
  "old notice",
  "new notice",
];

/**
 * Makes a supergroup of a basic group (https://core.telegram.org/api/channel#migration): people, rights and settings go
 * along, messages stay in the old chat, and the new one numbers its own from 1.
 *
 * @param told which updates the bot gets, in this order. @throws Error for what is no living basic group.
 */
export function migrate(
  stage: Stage,
  old: ChatRecord,
  by: number,
  told: readonly MigrationUpdate[] = USUAL_ORDER,
): ChatRecord {
  if (old.type !== "group" || old.migratedTo !== undefined || old.isDeleted === true) {
    throw new Error(`«${old.title}» is no basic group that could become a supergroup.`);
  }
  const { world } = stage;
  const chat = addGroup(world, { title: old.title, isBasic: false, isForum: false });
  takeOver(old, chat);
  old.migratedTo = chat.id;
  const notice = (where: ChatRecord, content: Content) =>
    post(world, where, { from: by, thread: null, content });
  const oldNotice = notice(old, { migrate_to_chat_id: chat.id });
  const newNotice = notice(chat, { migrate_from_chat_id: old.id });
  world.announce({ kind: "migrated", chat: old.id, to: chat.id });

  const tell: Record<MigrationUpdate, () => void> = {
    "old member": () => tellOfMember(stage, old, by, { was: true }),
    "new member": () => tellOfMember(stage, chat, by, { was: false }),
    "old notice": () => deliver(world, stage.updates, oldNotice),
    "new notice": () => deliver(world, stage.updates, newNotice),
  };
  for (const update of told) tell[update]();
  return chat;
}

function takeOver(old: ChatRecord, chat: ChatRecord): void {
  for (const [user, member] of old.members) chat.members.set(user, structuredClone(member));
  chat.permissions = { ...old.permissions };
  chat.reactions = old.reactions;
  chat.isProtected = old.isProtected;
  // The notice of the upgrade is the very first.
  chat.nextMessageId = 1;
}

/** The bot leaves the old chat and comes into the new one as what it was. */
function tellOfMember(stage: Stage, chat: ChatRecord, by: number, { was }: { was: boolean }): void {
  const { world, updates } = stage;
  const bot = world.bot.id;
  const member = chat.members.get(bot);
  if (!isIn(member)) return;
  const gone: MemberRecord = { user: bot, status: "left", isAnonymous: false };
  const [before, after] = was ? [member, gone] : [gone, member];
  const shown = (record: MemberRecord) => presentMember(world, bot, record);
  updates.push(memberUpdate(world, chat, by, "my_chat_member", shown(before), shown(after)));
}

/** The chat that this one has become; itself when it was never upgraded. */
export function latestOf(world: World, chat: ChatRecord): ChatRecord {
  return chat.migratedTo === undefined ? chat : latestOf(world, chatOf(world, chat.migratedTo));
}
