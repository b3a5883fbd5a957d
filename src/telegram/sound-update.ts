import type { Update, User } from "@grammyjs/types";
import { z } from "zod";

const fileKinds = [
  "animation",
  "audio",
  "document",
  "sticker",
  "video",
  "video_note",
  "voice",
] as const;
// Bot API, User and Chat: numbers of at most 52 bits
const numbered = z.looseObject({ id: z.int() });
const text = z.string().optional();
const entities = z
  .array(z.looseObject({ type: z.string(), offset: z.int(), length: z.int() }))
  .optional();
const file = z.looseObject({ file_id: z.string() });
const point = z.looseObject({ latitude: z.number(), longitude: z.number() });
const message = z.looseObject({
  message_id: z.int32(),
  date: z.int(),
  chat: numbered.extend({ type: z.string() }),
  from: numbered.optional(),
  text,
  caption: text,
  entities,
  caption_entities: entities,
  media_group_id: text,
  photo: z.array(file).min(1).optional(),
  ...Object.fromEntries(fileKinds.map((kind) => [kind, file.optional()])),
  location: point.optional(),
  venue: z.looseObject({ location: point, title: z.string(), address: z.string() }).optional(),
  contact: z
    .looseObject({ phone_number: z.string(), first_name: z.string(), last_name: text })
    .optional(),
  message_thread_id: z.int32().optional(),
  reply_to_message: z.looseObject({ message_id: z.int32() }).optional(),
});
/** What is kept of a message, and sent on from there, has to be what it says: see read-content.ts. */
const shapes: Readonly<Record<string, z.ZodType>> = {
  message,
  edited_message: message,
  callback_query: z.looseObject({
    id: z.string(),
    from: numbered,
    data: z.string().optional(),
    message: z
      .looseObject({ message_id: z.int32(), chat: numbered.extend({ type: z.string() }) })
      .optional(),
  }),
  my_chat_member: z.looseObject({ chat: numbered, from: numbered }),
};

/**
 * Whether an update has what all handlers take for granted. Telegram's have; one that has not would
 * fail at every try, hold up its chat meanwhile, and spoil the queries of others that Prisma asks
 * together with its own.
 */
export function isSound({
  update,
  from,
}: {
  update: Update;
  from?: User | null | undefined;
}): boolean {
  if (from && !Number.isSafeInteger(from.id)) return false;
  return Object.entries(update).every(([kind, part]) => {
    const shape = Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
    return shape?.safeParse(part).success ?? true;
  });
}
