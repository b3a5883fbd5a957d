import { captioned, reply, sending } from "./message.ts";
import { chat, file, flag, integer, json, required, text, unsupported } from "./parameter.ts";
import { album } from "./shapes.ts";
import type { SchemaTable } from "./table.ts";

const media = (kind: string) => required(file, `there is no ${kind} in the request`);
const size = { width: integer, height: integer };
const spoiler = { show_caption_above_media: flag, has_spoiler: flag };

export const mediaSchemas = {
  sendPhoto: { ...sending, ...captioned, ...spoiler, photo: media("photo") },
  sendAudio: {
    ...sending,
    ...captioned,
    audio: media("audio"),
    duration: integer,
    performer: text,
    title: text,
    thumbnail: file,
  },
  sendDocument: {
    ...sending,
    ...captioned,
    document: media("document"),
    thumbnail: file,
    disable_content_type_detection: flag,
  },
  sendVideo: {
    ...sending,
    ...captioned,
    ...spoiler,
    ...size,
    video: media("video"),
    duration: integer,
    thumbnail: file,
    cover: unsupported,
    start_timestamp: unsupported,
    supports_streaming: flag,
  },
  sendAnimation: {
    ...sending,
    ...captioned,
    ...spoiler,
    ...size,
    animation: media("animation"),
    duration: integer,
    thumbnail: file,
  },
  sendVoice: { ...sending, ...captioned, voice: media("voice"), duration: integer },
  sendVideoNote: {
    ...sending,
    video_note: media("video note"),
    duration: integer,
    length: integer,
    thumbnail: file,
  },
  sendSticker: { ...sending, sticker: media("sticker"), emoji: text },
  sendMediaGroup: {
    business_connection_id: unsupported,
    chat_id: chat,
    message_thread_id: integer,
    direct_messages_topic_id: unsupported,
    media: required(json(album), "media is empty"),
    disable_notification: flag,
    protect_content: flag,
    allow_paid_broadcast: unsupported,
    message_effect_id: text,
    ...reply,
  },
} satisfies SchemaTable<
  | "sendPhoto"
  | "sendAudio"
  | "sendDocument"
  | "sendVideo"
  | "sendAnimation"
  | "sendVoice"
  | "sendVideoNote"
  | "sendSticker"
  | "sendMediaGroup"
>;
