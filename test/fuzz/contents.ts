import type { Message } from "@grammyjs/types";
import fc from "fast-check";
import { type Cast, messageId, moment, user } from "./cast.ts";
import { name, words } from "./words.ts";

/** All that a message may be, by the field that says so; the compiler finds what is missing. */
export type ContentKind = Exclude<
  keyof Message,
  | keyof Message.CommonMessage
  | "caption"
  | "caption_entities"
  | "media_group_id"
  | "has_media_spoiler"
  | "entities"
>;

/** What nothing of ours looks into: it may hold anything. */
const something = fc.dictionary(
  fc.constantFrom("id", "name", "text", "title", "url", "amount", "date", "more"),
  fc.oneof(name, fc.integer(), fc.boolean(), fc.constant(null)),
  { maxKeys: 4 },
);
const yes = fc.constant(true as const);
const size = fc.nat({ max: 5000 });
const coordinate = fc.double({ min: -180, max: 180, noNaN: true });
const point = fc.record({
  latitude: coordinate.map((degrees) => degrees / 2),
  longitude: coordinate,
});

const richText: fc.Memo<unknown> = fc.memo((depth) =>
  depth <= 1
    ? words
    : fc.oneof(
        words,
        fc.array(richText(), { maxLength: 3 }),
        fc.record({ type: fc.constantFrom("bold", "url"), text: richText() }),
      ),
);

function file(cast: Cast, kind: string) {
  const id = fc.constant(cast.files[kind] ?? `unknown-${kind}`);
  return fc.record({
    file_id: fc.oneof(
      { weight: 9, arbitrary: id },
      { weight: 1, arbitrary: fc.constant("AgADunknown") },
    ),
    file_unique_id: fc.constant("u"),
    width: size,
    height: size,
    duration: size,
    length: size,
    is_animated: fc.boolean(),
    is_video: fc.boolean(),
    type: fc.constant("regular"),
  });
}

const poll = fc.record({
  id: name,
  question: words,
  options: fc.array(fc.record({ text: name, voter_count: size }), { maxLength: 10 }),
  total_voter_count: size,
  is_closed: fc.boolean(),
  is_anonymous: fc.boolean(),
  type: fc.constantFrom("regular", "quiz"),
});

export function contents(cast: Cast): Record<ContentKind, fc.Arbitrary<unknown>> {
  const photo = fc.array(file(cast, "photo"), { minLength: 1, maxLength: 3 });
  return {
    text: words,
    rich_message: fc.record({
      blocks: fc.array(fc.record({ type: fc.constant("paragraph"), text: richText(3) }), {
        maxLength: 3,
      }),
    }),
    animation: file(cast, "animation"),
    audio: file(cast, "audio"),
    document: file(cast, "document"),
    live_photo: something,
    paid_media: something,
    photo,
    sticker: file(cast, "sticker"),
    story: something,
    video: file(cast, "video"),
    video_note: file(cast, "video_note"),
    voice: file(cast, "voice"),
    contact: fc.record(
      {
        phone_number: fc.constantFrom("+79123456789", "8 (35253) 6-00-00", "112"),
        first_name: name.map((given) => given || "А"),
        user_id: fc.nat(),
      },
      { requiredKeys: ["phone_number", "first_name"] },
    ),
    dice: fc.record({ emoji: fc.constant("🎲"), value: fc.integer({ min: 1, max: 6 }) }),
    game: something,
    poll,
    venue: fc.record({ location: point, title: name, address: name }),
    location: point,
    checklist: something,
    checklist_tasks_done: something,
    checklist_tasks_added: something,
    community_chat_added: something,
    community_chat_removed: something,
    community_chat_joined: something,
    suggested_post_info: something,
    suggested_post_approved: something,
    suggested_post_approval_failed: something,
    suggested_post_declined: something,
    suggested_post_paid: something,
    suggested_post_refunded: something,
    chat_owner_left: something,
    chat_owner_changed: something,
    new_chat_members: fc.array(fc.oneof(user(cast), fc.constant({ ...cast.bot, is_bot: true })), {
      minLength: 1,
      maxLength: 3,
    }),
    left_chat_member: fc.oneof(user(cast), fc.constant({ id: 5, is_bot: true, first_name: "b" })),
    new_chat_title: name,
    new_chat_photo: photo,
    delete_chat_photo: yes,
    group_chat_created: yes,
    supergroup_chat_created: yes,
    channel_chat_created: yes,
    managed_bot_created: something,
    poll_option_added: something,
    poll_option_deleted: something,
    message_auto_delete_timer_changed: fc.record({ message_auto_delete_time: size }),
    // groups of the cast stay where they are: what a migration does has tests of its own
    migrate_to_chat_id: fc.integer({ min: -2_000_000_000_000, max: -1_500_000_000_000 }),
    migrate_from_chat_id: fc.integer({ min: -2_000_000_000, max: -1_500_000_000 }),
    pinned_message: fc.record({ message_id: messageId, date: fc.oneof(moment, fc.constant(0)) }),
    invoice: something,
    successful_payment: something,
    refunded_payment: something,
    users_shared: something,
    chat_shared: something,
    connected_website: name,
    write_access_allowed: something,
    passport_data: something,
    proximity_alert_triggered: something,
    boost_added: something,
    chat_background_set: something,
    forum_topic_created: fc.record({ name, icon_color: fc.nat() }),
    forum_topic_edited: something,
    forum_topic_closed: fc.constant({}),
    forum_topic_reopened: fc.constant({}),
    general_forum_topic_hidden: fc.constant({}),
    general_forum_topic_unhidden: fc.constant({}),
    giveaway_created: something,
    giveaway: something,
    giveaway_winners: something,
    giveaway_completed: something,
    gift: something,
    gift_upgrade_sent: something,
    unique_gift: something,
    paid_message_price_changed: something,
    direct_message_price_changed: something,
    video_chat_scheduled: something,
    video_chat_started: fc.constant({}),
    video_chat_ended: something,
    video_chat_participants_invited: something,
    web_app_data: fc.record({ data: words, button_text: name }),
  };
}
