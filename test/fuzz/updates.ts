import type { Update } from "@grammyjs/types";
import fc from "fast-check";
import { type Cast, channel, messageId, moment, place, user } from "./cast.ts";
import { message, post } from "./messages.ts";
import { name, words } from "./words.ts";

export type UpdateKind = Exclude<keyof Update, "update_id">;
export type FuzzUpdate = Record<string, unknown>;

const something = fc.dictionary(name, fc.oneof(name, fc.integer()), { maxKeys: 3 });
const emoji = fc.constantFrom("👍", "👌", "🤔", "💔");
const reactions = fc.array(
  fc.record({ type: fc.constantFrom("emoji", "custom_emoji", "paid"), emoji }),
  { maxLength: 2 },
);

const buttonIds = [
  "q-kind",
  "q-send",
  "q-town",
  "q-other-kind",
  "q-call",
  "q-no-call",
  "q-back",
  "q-discard",
  "q-draft",
  "q-answer",
  "q-add",
  "q-new",
  "q-helped",
  "q-more",
  "q-not-helped",
  "q-list",
  "q-view",
  "q-close",
  "qd-claim",
  "qd-release",
  "qd-more",
  "qd-fold",
  "qd-kinds",
  "qd-kind",
  "qd-close",
  "qd-held",
  "qd-keep",
  "qd-again",
  "dialog:q-another-town",
  "dialog:m-sign-up",
  "dialog:",
  "no-such-button",
  "",
];
const buttonArguments = fc.oneof(
  fc.integer({ min: -1, max: 30 }).map(String),
  fc.constantFrom(
    "money",
    "unknown",
    "2147483648",
    "1e3",
    "NaN",
    "00000000-0000-4000-8000-000000000000",
    "abc",
    "да",
    "\0",
    "\uD83D",
  ),
);

/** Ours, old, invented and too long: anyone can send anything as callback data. */
const callbackData = fc
  .tuple(fc.constantFrom(...buttonIds), fc.array(buttonArguments, { maxLength: 3 }))
  .map(([id, given]) => [id, ...given].join(":"));

function callbackQuery(cast: Cast): fc.Arbitrary<unknown> {
  const shown = fc
    .tuple(place(cast), messageId, moment, words)
    .map(([{ from, chat }, message_id, date, text]) => ({
      from,
      message: { message_id, date, chat, from: { ...cast.bot, is_bot: true }, text },
    }));
  const gone = fc.tuple(place(cast), messageId).map(([{ from, chat }, message_id]) => ({
    from,
    message: { message_id, date: 0, chat },
  }));
  const inline = user(cast).map((from) => ({ from, inline_message_id: "AAAA" }));
  const asked = fc.record(
    {
      id: fc.nat().map(String),
      chat_instance: fc.constant("1"),
      data: callbackData,
      game_short_name: name,
    },
    { requiredKeys: ["id", "chat_instance"] },
  );
  const where = fc.oneof(
    { weight: 8, arbitrary: shown },
    { weight: 1, arbitrary: gone },
    { weight: 1, arbitrary: inline },
  );
  return fc.tuple(asked, where).map(([query, at]) => ({ ...query, ...at }));
}

const statuses = ["creator", "administrator", "member", "restricted", "left", "kicked"];

function memberUpdate(cast: Cast, isAboutBot: boolean): fc.Arbitrary<unknown> {
  const who = isAboutBot ? fc.constant({ ...cast.bot, is_bot: true }) : user(cast);
  // of the bot in its own groups other tests tell: here it would leave them, and the rest would be silence
  const where = place(cast).map((at) =>
    isAboutBot && at.chat.id < 0 ? { ...at, chat: { ...at.chat, id: at.chat.id - 7_000_000 } } : at,
  );
  return fc
    .tuple(where, moment, who, fc.constantFrom(...statuses), fc.constantFrom(...statuses))
    .map(([{ from, chat }, date, member, before, after]) => ({
      chat,
      from,
      date,
      old_chat_member: { status: before, user: member },
      new_chat_member: {
        status: after,
        user: member,
        until_date: 0,
        can_manage_topics: true,
        is_anonymous: false,
      },
    }));
}

/** Every kind of update that the Bot API's types know; the compiler finds what is missing. */
function updateKinds(cast: Cast): Record<UpdateKind, fc.Arbitrary<unknown>> {
  const edited = (arbitrary: fc.Arbitrary<object>) =>
    fc.tuple(arbitrary, moment).map(([one, edit_date]) => ({ ...one, edit_date }));
  const business = message(cast).map((one) => ({ ...one, business_connection_id: "b" }));
  const by = (rest: object) => user(cast).map((from) => ({ from, ...rest }));
  const chat = place(cast).map((at) => at.chat);
  return {
    message: message(cast),
    edited_message: edited(message(cast)),
    channel_post: post(cast),
    edited_channel_post: edited(post(cast)),
    business_connection: user(cast).map((one) => ({
      id: "b",
      user: one,
      user_chat_id: one.id,
      date: 1,
      is_enabled: true,
    })),
    business_message: business,
    edited_business_message: edited(business),
    deleted_business_messages: fc.record({
      business_connection_id: fc.constant("b"),
      chat,
      message_ids: fc.array(messageId),
    }),
    guest_message: message(cast).map((one) => ({ ...one, guest_query_id: "g" })),
    stopped_message_generation: fc.record({ chat, draft_id: fc.nat() }),
    message_reaction: fc.record({
      chat,
      message_id: messageId,
      user: user(cast),
      date: moment,
      old_reaction: reactions,
      new_reaction: reactions,
    }),
    message_reaction_count: fc.record({
      chat,
      message_id: messageId,
      date: moment,
      reactions: fc.constant([]),
    }),
    inline_query: fc
      .tuple(user(cast), words)
      .map(([from, query]) => ({ id: "1", from, query, offset: "" })),
    chosen_inline_result: by({ result_id: "1", query: "" }),
    callback_query: callbackQuery(cast),
    shipping_query: by({ id: "1", invoice_payload: "x", shipping_address: {} }),
    pre_checkout_query: by({ id: "1", currency: "XTR", total_amount: 1, invoice_payload: "x" }),
    purchased_paid_media: by({ paid_media_payload: "x" }),
    poll: fc.record({
      id: name,
      question: words,
      options: fc.constant([]),
      total_voter_count: fc.nat(),
    }),
    poll_answer: user(cast).map((one) => ({ poll_id: "1", user: one, option_ids: [0] })),
    my_chat_member: memberUpdate(cast, true),
    chat_member: memberUpdate(cast, false),
    chat_join_request: fc
      .tuple(channel(), user(cast))
      .map(([where, from]) => ({ chat: where, from, user_chat_id: from.id, date: 1 })),
    chat_boost: fc.record({ chat, boost: something }),
    removed_chat_boost: fc.record({ chat, boost_id: name, remove_date: moment, source: something }),
    managed_bot: user(cast).map((one) => ({ user: one, bot: { ...cast.bot, is_bot: true } })),
    subscription: user(cast).map((one) => ({ user: one, invoice_payload: "x", state: "active" })),
  };
}

/** Any update, as Telegram would make it: people's messages and taps most of all. */
export function anyUpdate(cast: Cast): fc.Arbitrary<FuzzUpdate> {
  const kinds = updateKinds(cast);
  const of = (kind: UpdateKind) => kinds[kind].map((value): FuzzUpdate => ({ [kind]: value }));
  const all = Object.keys(kinds) as UpdateKind[];
  return fc.oneof(
    { weight: 8, arbitrary: of("message") },
    { weight: 4, arbitrary: of("callback_query") },
    { weight: 2, arbitrary: of("edited_message") },
    { weight: 4, arbitrary: fc.oneof(...all.map(of)) },
  );
}
