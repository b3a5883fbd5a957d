import fc from "fast-check";
import { type Cast, channel, messageId, moment, place, user } from "./cast.ts";
import { type ContentKind, contents } from "./contents.ts";
import { name, words } from "./words.ts";

const entity = fc.record(
  {
    type: fc.constantFrom(
      "bold",
      "text_link",
      "custom_emoji",
      "mention",
      "url",
      "spoiler",
      "pre",
      "date_time",
      "new_kind",
    ),
    offset: fc.nat({ max: 30 }),
    length: fc.nat({ max: 30 }),
    url: fc.constantFrom("https://example.org", "javascript:alert(1)", ""),
    custom_emoji_id: fc.constant("5368324170671202286"),
  },
  { requiredKeys: ["type", "offset", "length"] },
);
const entities = fc.array(entity, { maxLength: 4 });

const captioned = new Set<ContentKind>([
  "photo",
  "video",
  "animation",
  "audio",
  "document",
  "voice",
  "live_photo",
  "paid_media",
]);
/** What people send most; the rest comes now and then. */
const usual: ContentKind[] = [
  "text",
  "photo",
  "voice",
  "document",
  "sticker",
  "location",
  "contact",
  "rich_message",
];

function content(cast: Cast): fc.Arbitrary<Record<string, unknown>> {
  const all = contents(cast);
  const kinds = Object.keys(all) as ContentKind[];
  const kind = fc.oneof(
    { weight: 4, arbitrary: fc.constant<ContentKind>("text") },
    { weight: 4, arbitrary: fc.constantFrom(...usual) },
    { weight: 3, arbitrary: fc.constantFrom(...kinds) },
  );
  return kind.chain((one) =>
    fc
      .tuple(all[one], words, entities, fc.constantFrom(undefined, "album-1", "album-2"))
      .map(([value, caption, list, album]) => ({
        [one]: value,
        ...(one === "text" ? { entities: list } : {}),
        ...(captioned.has(one) ? { caption, caption_entities: list, media_group_id: album } : {}),
      })),
  );
}

function origin(cast: Cast) {
  return fc.oneof(
    user(cast).map((sender_user) => ({ type: "user", sender_user, date: 1 })),
    name.map((sender_user_name) => ({ type: "hidden_user", sender_user_name, date: 1 })),
    channel().map((sender_chat) => ({ type: "chat", sender_chat, date: 1 })),
    channel().map((chat) => ({ type: "channel", chat, message_id: 1, date: 1 })),
  );
}

function circumstances(cast: Cast) {
  const replied = fc.record(
    {
      message_id: messageId,
      date: moment,
      text: words,
      forum_topic_created: fc.constant({ name: "Тема", icon_color: 1 }),
    },
    { requiredKeys: ["message_id", "date"] },
  );
  const usualReply = fc.record({ message_id: messageId, date: moment, text: words });
  return fc.record(
    {
      forward_origin: origin(cast),
      reply_to_message: fc.oneof(usualReply, replied),
      quote: fc.record({ text: words, position: fc.nat({ max: 50 }) }),
      external_reply: fc.record({ origin: origin(cast) }),
      via_bot: user(cast),
      has_protected_content: fc.constant(true),
      author_signature: name,
      effect_id: fc.constant("1"),
      message_thread_id: fc.integer({ min: 1, max: 30 }),
      is_topic_message: fc.boolean(),
      sender_tag: name,
    },
    { requiredKeys: [] },
  );
}

// each of them rarely: a message has few circumstances at once
function rarely<T extends object>(all: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> {
  return fc.tuple(all, fc.integer({ min: 0, max: 11 })).map(([given, which]) => {
    const names = Object.keys(given);
    const chosen = names.filter((_, index) => index % 12 === which || index % 12 === which - 6);
    return Object.fromEntries(
      Object.entries(given).filter(([key]) => chosen.includes(key)),
    ) as Partial<T>;
  });
}

export type FuzzMessage = Record<string, unknown>;

/** Any message in any chat that is not a channel. */
export function message(cast: Cast): fc.Arbitrary<FuzzMessage> {
  return fc
    .tuple(
      place(cast),
      messageId,
      moment,
      content(cast),
      rarely(circumstances(cast)),
      fc.nat({ max: 19 }),
    )
    .map(([{ from, chat }, message_id, date, what, how, who]) => {
      // a group of the cast that moves would be silent from then on; migrations have tests of their own
      const moves = "migrate_to_chat_id" in what || "migrate_from_chat_id" in what;
      const where = moves && chat.id < 0 ? { ...chat, id: chat.id - 7_000_000 } : chat;
      const base = { message_id, date, from, chat: where, ...how, ...what };
      // an administrator who hides behind the group: Bot API, Message.sender_chat
      if (who === 0 && chat.type !== "private")
        return {
          ...base,
          from: { id: 1087968824, is_bot: true, first_name: "Group" },
          sender_chat: chat,
        };
      return base;
    });
}

export function post(cast: Cast): fc.Arbitrary<FuzzMessage> {
  return fc
    .tuple(channel(), messageId, moment, content(cast))
    .map(([chat, message_id, date, what]) => ({
      message_id,
      date,
      chat,
      sender_chat: chat,
      ...what,
    }));
}
