import { useEffect, useState } from "preact/hooks";
import type { ChatView, MessageView } from "../protocol.ts";
import { html, type Children, type View } from "./html.ts";
import { Icon } from "./icons.ts";
import { formatTime, plural } from "./format.ts";
import { describe } from "./message-words.ts";

/** The top of a phone's screen: its status bar and the open thing's name. */
export function Head(props: {
  now: Date;
  picture?: Children;
  title: string;
  closed?: boolean;
  subtitle: string;
  typing?: boolean;
  back?: (() => void) | undefined;
  /** at the right end */
  aside?: Children;
  children?: Children;
}): View {
  const subtitleClass = `chat-head__subtitle${props.typing ? " chat-head__subtitle--typing" : ""}`;
  return html`<div class="phone__head">
    <div class="status-bar" aria-hidden="true">
      <span>${formatTime(props.now)}</span>
      <svg viewBox="0 0 40 12">
        <path
          d="M1 9h2v3H1zm4-2h2v5H5zm4-3h2v8H9zm4-3h2v11h-2zM21 2h14a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H21a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2Zm17 3h1v3h-1z"
        />
      </svg>
    </div>
    <div class="chat-head">
      ${
        props.back &&
        html`<button
          type="button"
          class="icon-button chat-head__back"
          aria-label="Назад"
          onClick=${props.back}
        >
          <${Icon} name="back" />
        </button>`
      }
      ${props.picture}
      <div class="chat-head__text">
        <h3 class="chat-head__title">
          <span>${props.title}</span>
          ${props.closed && html`<${Icon} name="lock" /><span class="visually-hidden">тема закрыта</span>`}
        </h3>
        <div class=${subtitleClass}>${props.subtitle}</div>
      </div>
      ${props.aside}
    </div>
    ${props.children}
  </div>`;
}

const activities: Record<string, string> = {
  typing: "печатает…",
  upload_photo: "отправляет фото…",
  upload_video: "отправляет видео…",
  upload_document: "отправляет файл…",
  upload_voice: "отправляет голосовое…",
  record_voice: "записывает голосовое…",
  record_video_note: "записывает кружок…",
  choose_sticker: "выбирает стикер…",
  find_location: "ищет место…",
};

/** What the bot does in this conversation now («печатает…»), or null. `offset` of the sandbox's clock in ms. */
export function useActivity(chat: ChatView, thread: number | null, offset: number): string | null {
  const activity = chat.activity;
  const [, refresh] = useState(0);
  const left = activity ? activity.until - (Date.now() + offset) : 0;
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => refresh((count) => count + 1), left + 50);
    return () => clearTimeout(timer);
  }, [activity?.until]);
  if (!activity || left <= 0 || (activity.thread ?? null) !== thread) return null;
  return activities[activity.action] ?? "печатает…";
}

/** «4 участника», «бот», «бот остановлен». */
export function describeChat(chat: ChatView): string {
  if (chat.kind === "private") return chat.blocked ? "бот остановлен" : "бот";
  if (!chat.isMember) return "вы не в группе";
  const members = plural(chat.memberCount, ["участник", "участника", "участников"]);
  return chat.isAnonymous ? `${members}, вы пишете от имени группы` : members;
}

/** The pinned message under the head; pressing shows it in the conversation. */
export function Pinned(props: { message: MessageView; show: () => void }): View {
  return html`<button type="button" class="pinned" onClick=${props.show}>
    <${Icon} name="pin" />
    <span class="pinned__text">
      <span class="visually-hidden">Закреплено: </span>${describe(props.message)}
    </span>
  </button>`;
}
