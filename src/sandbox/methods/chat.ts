import type { ChatFullInfo, ChatMember } from "@grammyjs/types";
import { errors } from "../errors.ts";
import { leaveGroup } from "../membership.ts";
import type { ChatRecord } from "../model.ts";
import { post } from "../posting.ts";
import { presentChat, presentMember, presentMessage } from "../present.ts";
import { chatForBot, isAdministrator, isIn, mayPin } from "../rights.ts";
import { personOf } from "../world.ts";
import type { World } from "../world.ts";
import type { Access } from "../rights.ts";
import type { Context, Handlers } from "./context.ts";

/** What the bot asks and does about chats. */
export const chatHandlers: Handlers<
  | "getChat"
  | "getChatMember"
  | "getChatAdministrators"
  | "getChatMemberCount"
  | "pinChatMessage"
  | "unpinChatMessage"
  | "unpinAllChatMessages"
  | "leaveChat"
> = {
  getChat: ({ world }, { chat_id }) => fullInfo(world, chatForBot(world, chat_id, "read")),
  getChatMember({ world }, { chat_id, user_id }): ChatMember {
    const chat = chatForBot(world, chat_id, "members");
    const isKnown = user_id === world.bot.id || world.state.people.has(user_id);
    if (!isKnown) throw errors.userNotFound();
    if (chat.type === "private") {
      if (user_id !== chat.id && user_id !== world.bot.id) throw errors.userNotFound();
      return presentMember(world, user_id, { user: user_id, status: "member", isAnonymous: false });
    }
    return presentMember(world, user_id, chat.members.get(user_id));
  },
  getChatAdministrators({ world }, { chat_id, return_bots }) {
    const complaint = "there are no administrators in the private chat";
    const chat = groupForBot(world, chat_id, "members", complaint);
    return [...chat.members.values()]
      .filter((member) => isAdministrator(member))
      .filter(({ user }) => user !== world.bot.id || return_bots === true)
      .map((member) => presentMember(world, member.user, member))
      .filter((member) => member.status === "creator" || member.status === "administrator");
  },
  getChatMemberCount({ world }, { chat_id }) {
    const chat = chatForBot(world, chat_id, "members");
    return chat.type === "private" ? 2 : [...chat.members.values()].filter(isIn).length;
  },
  pinChatMessage(context, { chat_id, message_id }) {
    const { world } = context;
    const chat = pinnable(context, chat_id);
    const record = chat.messages.get(message_id);
    if (!record) throw errors.messageNotFound("pin");
    chat.pinned = [...chat.pinned.filter((id) => id !== message_id), message_id];
    post(world, chat, {
      from: world.bot.id,
      thread: record.thread,
      content: { pinned_message: presentMessage(world, record) },
    });
    world.announce({ kind: "chat", chat: chat.id });
    return true;
  },
  unpinChatMessage(context, { chat_id, message_id }) {
    const chat = pinnable(context, chat_id);
    const target = message_id ?? chat.pinned.at(-1);
    if (target === undefined || !chat.messages.has(target)) throw errors.messageNotFound("unpin");
    chat.pinned = chat.pinned.filter((id) => id !== target);
    context.world.announce({ kind: "chat", chat: chat.id });
    return true;
  },
  unpinAllChatMessages(context, { chat_id }) {
    const chat = pinnable(context, chat_id);
    chat.pinned = [];
    context.world.announce({ kind: "chat", chat: chat.id });
    return true;
  },
  leaveChat({ world, updates }, { chat_id }) {
    const complaint = "chat member status can't be changed in private chats";
    const chat = groupForBot(world, chat_id, "read", complaint);
    leaveGroup({ world, updates }, chat, world.bot.id, { by: world.bot.id, isKicked: false });
    return true;
  },
};

function groupForBot(
  world: World,
  reference: number | string,
  access: Access,
  complaint: string,
): ChatRecord {
  const chat = chatForBot(world, reference, access);
  if (chat.type === "private") throw errors.badRequest(complaint);
  return chat;
}

function pinnable({ world }: Context, reference: number | string): ChatRecord {
  const chat = chatForBot(world, reference, "write");
  if (!mayPin(chat, world.bot.id)) throw errors.noRightsToPin();
  return chat;
}

function fullInfo(world: World, chat: ChatRecord): ChatFullInfo {
  const pinned = chat.messages.get(chat.pinned.at(-1) ?? 0);
  const info = {
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...(pinned && { pinned_message: presentMessage(world, pinned) }),
    ...(chat.isProtected && { has_protected_content: true as const }),
    // Without the field all reactions are allowed.
    ...(chat.reactions !== "all" && {
      available_reactions: chat.reactions.map((emoji) => ({ type: "emoji", emoji })),
    }),
  };
  const forGroups = { permissions: chat.permissions };
  const forPeople = chat.type === "private" && {
    ...(personOf(world, chat.id).profile.forbidsVoice === true && {
      has_restricted_voice_and_video_messages: true as const,
    }),
    ...(personOf(world, chat.id).profile.hidesForwards === true && {
      has_private_forwards: true as const,
    }),
  };
  const shown = chat.type === "private" ? { ...info, ...forPeople } : { ...info, ...forGroups };
  return { ...presentChat(world, chat), ...shown } as ChatFullInfo;
}
