import type { MediaView, MessageView, ReplyView, ServiceView } from "../protocol.ts";

/** A medium in a word or two, for previews. */
export function describeMedia(media: MediaView): string {
  switch (media.kind) {
    case "photo":
      return "Фото";
    case "video":
      return "Видео";
    case "animation":
      return "Гифка";
    case "video_note":
      return "Видеосообщение";
    case "voice":
      return "Голосовое сообщение";
    case "audio":
      return media.title ?? media.fileName ?? "Звукозапись";
    case "document":
      return media.fileName ?? "Файл";
    case "sticker":
      return `${media.emoji ?? ""} Стикер`.trim();
    case "location":
      return "Место на карте";
    case "venue":
      return media.title;
    case "contact":
      return `Контакт: ${media.name}`;
    case "poll":
      return `Опрос: ${media.question}`;
    case "dice":
      return `${media.emoji} ${media.value}`;
  }
}

const PREVIEW_LENGTH = 40;

function clip(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length <= PREVIEW_LENGTH ? line : `${line.slice(0, PREVIEW_LENGTH).trimEnd()}…`;
}

const kindWords: Record<string, string> = {
  photo: "Фото",
  video: "Видео",
  animation: "Гифка",
  video_note: "Видеосообщение",
  voice: "Голосовое сообщение",
  audio: "Звукозапись",
  document: "Файл",
  sticker: "Стикер",
  location: "Место на карте",
  venue: "Место на карте",
  contact: "Контакт",
  poll: "Опрос",
  dice: "Кубик",
};

/** The sandbox previews a message without words by its kind in the Bot API («photo»). */
function localize(preview: string): string {
  return kindWords[preview] ?? preview;
}

/** What stands in the frame above a reply. */
export function describeReply(reply: ReplyView, target: MessageView | undefined): string {
  if (reply.isGone) return "Сообщение удалено";
  if (reply.isQuote) return `«${reply.preview}»`;
  return target ? describe(target) : localize(reply.preview);
}

/** A notice in the conversation, in words. */
export function describeService(service: ServiceView, actor: string): string {
  switch (service.kind) {
    case "topic_created":
      return `Тема «${service.name}» открыта`;
    case "topic_edited":
      return service.name ? `Тема теперь называется «${service.name}»` : "У темы новый значок";
    case "topic_closed":
      return "Тема закрыта";
    case "topic_reopened":
      return "Тема снова открыта";
    case "general_hidden":
      return "Общая тема скрыта";
    case "general_unhidden":
      return "Общая тема снова видна";
    case "members_added":
      return service.names.length === 1 && service.names[0] === actor
        ? `${actor} теперь в группе`
        : `${actor}: теперь в группе ${service.names.join(", ")}`;
    case "member_left":
      return `${service.name} больше не в группе`;
    case "pinned":
      return service.preview
        ? `Закреплено: «${clip(localize(service.preview))}»`
        : "Закреплено сообщение";
    case "group_created":
      return "Группа создана";
    case "group_upgraded":
      return "Группа стала супергруппой";
    case "title_changed":
      return `Группа теперь называется «${service.title}»`;
  }
}

/** A message in one line, for lists, quotes and the pinned bar. */
export function describe(message: MessageView): string {
  if (message.service) return describeService(message.service, message.sender.name);
  if (!message.media) return message.text;
  const media = describeMedia(message.media);
  return message.text ? `${media}, ${message.text}` : media;
}
