import fc from "fast-check";
import { name } from "./words.ts";

/** Who is there: the updates are about these people and groups, and about some who are not. */
export interface Cast {
  people: { id: number; first_name: string }[];
  groups: { id: number; title: string; topics: number[] }[];
  bot: { id: number; first_name: string; username: string };
  /** A file id of each kind that Telegram knows, for what is sent on. */
  files: Record<string, string>;
}

export const moment = fc.integer({ min: 1_700_000_000, max: 1_900_000_000 });
/** Small numbers meet messages that are there. */
export const messageId = fc.oneof(
  fc.integer({ min: 1, max: 400 }),
  fc.integer({ min: 1, max: 2 ** 31 - 1 }),
);
// Bot API, User.id and Chat.id: at most 52 significant bits
const strangersId = fc.integer({ min: 10_000_000, max: 2 ** 52 - 1 });

const more = fc.record(
  {
    last_name: name,
    username: fc.constantFrom("anna", "a_b_c"),
    language_code: fc.constantFrom("ru", "en", "tt", "zh-hans", ""),
    is_premium: fc.constant(true),
  },
  { requiredKeys: [] },
);

/** A sender: mostly somebody of the cast, at times nobody we know. */
export function user(cast: Cast) {
  const known = fc
    .constantFrom(...cast.people)
    .map(({ id, first_name }) => ({ id, is_bot: false, first_name }));
  const stranger = fc.record({ id: strangersId, is_bot: fc.boolean(), first_name: name });
  const who = fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: stranger });
  return fc.tuple(who, more).map(([one, rest]) => ({ ...rest, ...one }));
}

/** Where it was said, with who said it: a private chat is the person's own. */
export function place(cast: Cast) {
  const inPrivate = user(cast).map((from) => ({
    from,
    chat: { id: from.id, type: "private", first_name: from.first_name },
  }));
  const groups = cast.groups.map(({ id, title }) => ({ id, title, type: "supergroup" }));
  const strange = fc
    .record({ id: strangersId, type: fc.constantFrom("group", "supergroup"), title: name })
    .map((chat) => ({ ...chat, id: -chat.id }));
  const inGroup = fc
    .tuple(
      user(cast),
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...groups) },
        { weight: 1, arbitrary: strange },
      ),
    )
    .map(([from, chat]) => ({ from, chat }));
  return fc.oneof({ weight: 3, arbitrary: inPrivate }, { weight: 2, arbitrary: inGroup });
}

export function channel() {
  return fc.record({ id: strangersId.map((id) => -id), type: fc.constant("channel"), title: name });
}
