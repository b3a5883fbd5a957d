import type {
  BotCommand,
  BotCommandScope,
  ChatAdministratorRights,
  InlineKeyboardButton,
  InputMedia,
  InputPollOption,
  KeyboardButton,
  LinkPreviewOptions,
  MenuButton,
  MessageEntity,
  ReactionType,
  ReplyParameters,
} from "@grammyjs/types";
import { z } from "zod";
import type { ZodType } from "zod";
import type { Upload } from "../multipart.ts";
import { jsonOf } from "./parameter.ts";

type AllKeys<T> = T extends unknown ? keyof T : never;

/** An object with exactly the Bot API's keys: one that is missing here does not compile, one too many is refused. */
function object<T>(keys: Record<AllKeys<T>, ZodType>): ZodType {
  return z.strictObject(keys);
}

const word = z.string().min(1);
const optionalText = z.string().optional();
const optionalFlag = z.boolean().optional();
const optionalInteger = z.int().optional();
const id = z.union([z.int(), z.string()]);
const style = z.enum(["danger", "success", "primary"]).optional();
/** Known to the Bot API, not to the sandbox. */
const absent = z.undefined({ error: "is known to the Bot API, but not to the sandbox" }).optional();

export const entities = z.array(
  object<MessageEntity>({
    type: word,
    offset: z.int().min(0),
    length: z.int().min(1),
    url: optionalText,
    user: z.looseObject({ id: z.int() }).optional(),
    language: optionalText,
    custom_emoji_id: optionalText,
    unix_time: optionalInteger,
    date_time_format: optionalText,
  }),
);

export const linkPreview = object<LinkPreviewOptions>({
  is_disabled: optionalFlag,
  url: optionalText,
  prefer_small_media: optionalFlag,
  prefer_large_media: optionalFlag,
  show_above_text: optionalFlag,
});

export const replyParameters = object<ReplyParameters>({
  message_id: z.int(),
  chat_id: id.optional(),
  ephemeral_message_id: absent,
  checklist_task_id: absent,
  poll_option_id: absent,
  allow_sending_without_reply: optionalFlag,
  quote: z.string().max(1024).optional(),
  quote_parse_mode: optionalText,
  quote_entities: entities.optional(),
  quote_position: z.int().min(0).optional(),
});

const inlineButton = object<InlineKeyboardButton>({
  text: word,
  icon_custom_emoji_id: optionalText,
  style,
  url: optionalText,
  callback_data: optionalText,
  copy_text: z.strictObject({ text: z.string().min(1).max(256) }).optional(),
  disabled: z.strictObject({}).optional(),
  web_app: absent,
  login_url: absent,
  switch_inline_query: absent,
  switch_inline_query_current_chat: absent,
  switch_inline_query_chosen_chat: absent,
  callback_game: absent,
  pay: absent,
});
const inlineMarkup = z.strictObject({ inline_keyboard: z.array(z.array(inlineButton)) });

const keyboardButton = z.union([
  word,
  object<Exclude<KeyboardButton, string>>({
    text: word,
    icon_custom_emoji_id: optionalText,
    style,
    request_contact: optionalFlag,
    request_location: optionalFlag,
    request_users: absent,
    request_chat: absent,
    request_poll: absent,
    request_managed_bot: absent,
    web_app: absent,
  }),
]);
const placeholder = z.string().min(1).max(64).optional();
const keyboardMarkup = z.strictObject({
  keyboard: z.array(z.array(keyboardButton)).min(1),
  is_persistent: optionalFlag,
  resize_keyboard: optionalFlag,
  one_time_keyboard: optionalFlag,
  input_field_placeholder: placeholder,
  selective: optionalFlag,
});
const removeMarkup = z.strictObject({ remove_keyboard: z.literal(true), selective: optionalFlag });
const forceMarkup = z.strictObject({
  force_reply: z.literal(true),
  input_field_placeholder: placeholder,
  selective: optionalFlag,
});

export const anyMarkup = jsonOf((value) => {
  if ("inline_keyboard" in value) return inlineMarkup;
  if ("keyboard" in value) return keyboardMarkup;
  return "remove_keyboard" in value ? removeMarkup : forceMarkup;
});
export const inlineOnly = jsonOf(() => inlineMarkup);

const media = z.union([z.string(), z.custom<Upload>()]);
export const inputMedia = object<InputMedia<Upload>>({
  type: z.enum(["photo", "video", "animation", "audio", "document"]),
  media: z.string().min(1),
  caption: optionalText,
  parse_mode: optionalText,
  caption_entities: entities.optional(),
  show_caption_above_media: optionalFlag,
  has_spoiler: optionalFlag,
  thumbnail: media.optional(),
  cover: absent,
  photo: absent,
  start_timestamp: absent,
  width: optionalInteger,
  height: optionalInteger,
  duration: optionalInteger,
  supports_streaming: optionalFlag,
  performer: optionalText,
  title: optionalText,
  disable_content_type_detection: optionalFlag,
});
export const album = z.array(inputMedia).min(2).max(10);

export const reactions = z.array(
  object<ReactionType>({
    type: z.enum(["emoji", "custom_emoji", "paid"]),
    emoji: optionalText,
    custom_emoji_id: optionalText,
  }),
);

export const messageIds = z
  .array(z.int())
  .min(1)
  .max(100)
  .refine((ids) => ids.every((value, index) => index === 0 || value > (ids[index - 1] ?? 0)), {
    error: "must be strictly increasing",
  });
/** deleteMessages does not ask for an order. */
export const anyMessageIds = z.array(z.int()).min(1).max(100);

export const commands = z
  .array(
    object<BotCommand>({
      command: z.string().regex(/^[a-z0-9_]{1,32}$/),
      description: z.string().min(1).max(256),
      is_ephemeral: absent,
    }),
  )
  .max(100);

export const commandScope = object<BotCommandScope>({
  type: z.enum([
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
  ]),
  chat_id: id.optional(),
  user_id: optionalInteger,
});

export const menuButton = object<MenuButton>({
  type: z.enum(["commands", "default"], { error: "the sandbox knows commands and default only" }),
  text: absent,
  web_app: absent,
});

export const pollOptions = z
  .array(
    object<InputPollOption<Upload>>({
      text: z.string().min(1).max(100),
      text_parse_mode: absent,
      text_entities: entities.optional(),
      media: absent,
    }),
  )
  .min(1)
  .max(12);

export const administratorRights = object<ChatAdministratorRights>({
  is_anonymous: optionalFlag,
  can_manage_chat: optionalFlag,
  can_delete_messages: optionalFlag,
  can_manage_video_chats: optionalFlag,
  can_restrict_members: optionalFlag,
  can_promote_members: optionalFlag,
  can_change_info: optionalFlag,
  can_invite_users: optionalFlag,
  can_manage_tags: optionalFlag,
  can_post_stories: optionalFlag,
  can_edit_stories: optionalFlag,
  can_delete_stories: optionalFlag,
  can_post_messages: optionalFlag,
  can_edit_messages: optionalFlag,
  can_pin_messages: optionalFlag,
  can_manage_topics: optionalFlag,
  can_manage_direct_messages: optionalFlag,
  can_send_welcome_messages: optionalFlag,
});

export const updateKinds = z.array(word);
