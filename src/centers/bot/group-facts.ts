import { type Api, GrammyError } from "grammy";
import type { ChatFullInfo, ChatMember } from "@grammyjs/types";
import type { GroupFacts } from "../group.ts";

/**
 * Asks Telegram what a group is like and what the bot may do there.
 *
 * @returns undefined when the bot is not in the group, or it does not exist any more.
 */
export async function inspectChat(
  api: Api,
  botId: number,
  chatId: number,
): Promise<GroupFacts | undefined> {
  try {
    const [chat, member] = [await api.getChat(chatId), await api.getChatMember(chatId, botId)];
    return readFacts(chat, member);
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    // an administrator's link may turn the group into a supergroup before we look
    const movedTo = error.parameters.migrate_to_chat_id;
    if (movedTo !== undefined && movedTo !== chatId) return inspectChat(api, botId, movedTo);
    if (error.error_code === 400 || error.error_code === 403) return undefined;
    throw error;
  }
}

/** Bot API, getChat and getChatMember. */
function readFacts(chat: ChatFullInfo, member: ChatMember): GroupFacts | undefined {
  if (chat.type !== "group" && chat.type !== "supergroup") return undefined;
  if (member.status === "left" || member.status === "kicked") return undefined;
  if (member.status === "restricted" && !member.is_member) return undefined;
  const isAdmin = member.status === "administrator" || member.status === "creator";
  const rights = member.status === "administrator" ? member : undefined;
  return {
    chatId: chat.id,
    title: chat.title,
    isForum: chat.type === "supergroup" && chat.is_forum === true,
    isMember: true,
    isAdmin,
    canManageTopics: rights?.can_manage_topics === true,
    canDeleteMessages: rights?.can_delete_messages === true,
    canPinMessages: rights?.can_pin_messages === true,
    // absent: all emoji are allowed
    reactions:
      chat.available_reactions?.flatMap((reaction) =>
        reaction.type === "emoji" ? reaction.emoji : [],
      ) ?? null,
    protectedContent: chat.has_protected_content === true,
    canWrite: isAdmin || mayWrite(chat, member),
  };
}

/** Bot API, ChatMemberRestricted and ChatPermissions: what is not named is allowed. */
function mayWrite(chat: ChatFullInfo, member: ChatMember): boolean {
  if (member.status === "restricted" && !member.can_send_messages) return false;
  return chat.permissions?.can_send_messages !== false;
}
