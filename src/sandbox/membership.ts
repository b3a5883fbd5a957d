import type { ChatMember, Update } from "@grammyjs/types";
import type { BotRights } from "./contract.ts";
import type { ChatRecord, MemberRecord } from "./model.ts";
import { deliver, post } from "./posting.ts";
import { presentChat, presentMember, presentUser } from "./present.ts";
import { administratorRights, isAdministrator, isIn } from "./rights.ts";
import type { Updates } from "./updates.ts";
import { allPermissions, nowInSeconds } from "./world.ts";
import type { World } from "./world.ts";

/** Where membership changes, and where the bot hears of it. */
export interface Stage {
  world: World;
  updates: Updates;
}

/** Puts somebody into a group, with the notice that all see. */
export function joinGroup(
  stage: Stage,
  chat: ChatRecord,
  user: number,
  options: { by: number; rights?: BotRights | undefined },
): void {
  if (isIn(chat.members.get(user))) return;
  const { by, rights } = options;
  changeMember(stage, chat, by, memberRecord(user, rights));
  const record = post(stage.world, chat, {
    from: by,
    thread: null,
    content: { new_chat_members: [presentUser(stage.world, user)] },
  });
  deliver(stage.world, stage.updates, record);
}

function memberRecord(user: number, rights: BotRights | undefined): MemberRecord {
  if (!rights) return { user, status: "member", isAnonymous: false };
  return { user, status: "administrator", isAnonymous: false, rights: administratorRights(rights) };
}

/** Takes somebody out of a group; a bot that was removed is told, and sees nothing of the group afterwards. */
export function leaveGroup(
  stage: Stage,
  chat: ChatRecord,
  user: number,
  options: { by: number; isKicked: boolean },
): void {
  if (!isIn(chat.members.get(user))) return;
  const status = options.isKicked ? "kicked" : "left";
  changeMember(stage, chat, options.by, { user, status, isAnonymous: false });
  chat.keyboards.delete(user);
  const record = post(stage.world, chat, {
    from: options.by,
    thread: null,
    content: { left_chat_member: presentUser(stage.world, user) },
  });
  deliver(stage.world, stage.updates, record);
}

/** Makes somebody an administrator with these rights, or an ordinary member again. */
export function setRights(
  stage: Stage,
  chat: ChatRecord,
  user: number,
  options: { by: number; rights: BotRights | undefined },
): void {
  const { by, rights } = options;
  if (!isIn(chat.members.get(user))) return joinGroup(stage, chat, user, { by, rights });
  changeMember(stage, chat, by, memberRecord(user, rights));
}

/** Lets a member write nothing any more, or again what all may. An administrator becomes an ordinary member by it. */
export function setMuted(
  stage: Stage,
  chat: ChatRecord,
  user: number,
  options: { by: number; isMuted: boolean },
): void {
  if (!isIn(chat.members.get(user))) throw new Error(`${user} is not in «${chat.title}».`);
  const plain: MemberRecord = { user, status: "member", isAnonymous: false };
  const muted: MemberRecord = {
    ...plain,
    status: "restricted",
    permissions: allPermissions(false),
  };
  changeMember(stage, chat, options.by, options.isMuted ? muted : plain);
}

/** Sets a member's record and sends `my_chat_member` or `chat_member`, as Telegram does. */
function changeMember(stage: Stage, chat: ChatRecord, by: number, member: MemberRecord): void {
  const { world, updates } = stage;
  const before = presentMember(world, member.user, chat.members.get(member.user));
  chat.members.set(member.user, member);
  const after = presentMember(world, member.user, member);
  world.announce({ kind: "chat", chat: chat.id });
  const isBot = member.user === world.bot.id;
  // Others' memberships are told to administrators only.
  if (!isBot && !isAdministrator(chat.members.get(world.bot.id))) return;
  updates.push(
    memberUpdate(world, chat, by, isBot ? "my_chat_member" : "chat_member", before, after),
  );
}

/** The update for a change of membership; also for blocking and unblocking in a private chat. */
export function memberUpdate(
  world: World,
  chat: ChatRecord,
  by: number,
  kind: "my_chat_member" | "chat_member",
  before: ChatMember,
  after: ChatMember,
): Omit<Update, "update_id"> {
  return {
    [kind]: {
      chat: presentChat(world, chat),
      from: presentUser(world, by),
      date: nowInSeconds(world),
      old_chat_member: before,
      new_chat_member: after,
    },
  };
}
