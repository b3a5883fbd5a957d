import type { Content } from "../model.ts";
import type { ServiceView } from "../protocol.ts";
import { nameOf } from "./name.ts";

/** The notice that a message is; undefined for what somebody wrote. */
export function serviceView(content: Content): ServiceView | undefined {
  const edited = content.forum_topic_edited;
  if (content.forum_topic_created) {
    return { kind: "topic_created", name: content.forum_topic_created.name };
  }
  if (edited) {
    return { kind: "topic_edited", ...(edited.name !== undefined && { name: edited.name }) };
  }
  if (content.forum_topic_closed) return { kind: "topic_closed" };
  if (content.forum_topic_reopened) return { kind: "topic_reopened" };
  if (content.general_forum_topic_hidden) return { kind: "general_hidden" };
  if (content.general_forum_topic_unhidden) return { kind: "general_unhidden" };
  if (content.new_chat_members) {
    return { kind: "members_added", names: content.new_chat_members.map(nameOf) };
  }
  if (content.left_chat_member) {
    return { kind: "member_left", name: nameOf(content.left_chat_member) };
  }
  if (content.new_chat_title !== undefined) {
    return { kind: "title_changed", title: content.new_chat_title };
  }
  if (content.group_chat_created ?? content.supergroup_chat_created)
    return { kind: "group_created" };
  if (content.migrate_to_chat_id !== undefined || content.migrate_from_chat_id !== undefined) {
    return { kind: "group_upgraded" };
  }
  const pinned = content.pinned_message;
  if (!pinned) return undefined;
  const preview = pinned.text ?? pinned.caption ?? "";
  return { kind: "pinned", messageId: pinned.message_id, preview };
}
