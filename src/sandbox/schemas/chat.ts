import { chat, flag, integer, required, text, unsupported } from "./parameter.ts";
import type { SchemaTable } from "./table.ts";

const thread = required(integer, "message thread identifier is not specified");
const inChat = { chat_id: chat };
const inTopic = { chat_id: chat, message_thread_id: thread };

export const chatSchemas = {
  createForumTopic: {
    chat_id: chat,
    name: required(text, "title must be non-empty"),
    icon_color: integer,
    icon_custom_emoji_id: text,
  },
  editForumTopic: { ...inTopic, name: text, icon_custom_emoji_id: text },
  closeForumTopic: inTopic,
  reopenForumTopic: inTopic,
  deleteForumTopic: inTopic,
  unpinAllForumTopicMessages: inTopic,
  getForumTopicIconStickers: {},
  editGeneralForumTopic: { chat_id: chat, name: required(text, "title must be non-empty") },
  closeGeneralForumTopic: inChat,
  reopenGeneralForumTopic: inChat,
  hideGeneralForumTopic: inChat,
  unhideGeneralForumTopic: inChat,
  getChat: inChat,
  getChatMember: { chat_id: chat, user_id: required(integer, "invalid user_id specified") },
  getChatAdministrators: { chat_id: chat, return_bots: flag },
  getChatMemberCount: inChat,
  pinChatMessage: {
    business_connection_id: unsupported,
    chat_id: chat,
    message_id: required(integer, "message identifier is not specified"),
    disable_notification: flag,
  },
  unpinChatMessage: { business_connection_id: unsupported, chat_id: chat, message_id: integer },
  unpinAllChatMessages: inChat,
  leaveChat: inChat,
} satisfies SchemaTable<
  | "createForumTopic"
  | "editForumTopic"
  | "closeForumTopic"
  | "reopenForumTopic"
  | "deleteForumTopic"
  | "unpinAllForumTopicMessages"
  | "getForumTopicIconStickers"
  | "editGeneralForumTopic"
  | "closeGeneralForumTopic"
  | "reopenGeneralForumTopic"
  | "hideGeneralForumTopic"
  | "unhideGeneralForumTopic"
  | "getChat"
  | "getChatMember"
  | "getChatAdministrators"
  | "getChatMemberCount"
  | "pinChatMessage"
  | "unpinChatMessage"
  | "unpinAllChatMessages"
  | "leaveChat"
>;
