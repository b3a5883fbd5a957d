import type { EntityView } from "../protocol.ts";
import { useState } from "preact/hooks";
import { html, type Children, type View } from "./html.ts";

interface Span {
  start: number;
  end: number;
  entity: EntityView;
}

interface Touch {
  openLink: (url: string) => void;
  /** sends a command that stands in the text, slash included */
  sendCommand: (command: string) => void;
}

/**
 * Draws a text with Telegram's entities (offsets in UTF-16 code units, as JavaScript counts).
 * Entities that overlap without nesting, which Telegram never sends, are cut at their parent's end.
 */
export function RichText(props: Touch & { text: string; entities: EntityView[] }): View {
  const spans = props.entities
    .map((entity) => ({ start: entity.offset, end: entity.offset + entity.length, entity }))
    .toSorted((one, other) => one.start - other.start || other.end - one.end);
  return html`<span class="rich-text">
    ${drawRange(props.text, 0, props.text.length, spans, props)}
  </span>`;
}

function drawRange(
  text: string,
  start: number,
  end: number,
  spans: Span[],
  touch: Touch,
): Children[] {
  const parts: Children[] = [];
  let position = start;
  let index = 0;
  while (index < spans.length) {
    const span = spans[index];
    index += 1;
    if (!span || span.start < position || span.start >= end) continue;
    const spanEnd = Math.min(span.end, end);
    const inner: Span[] = [];
    for (let next = spans[index]; next && next.start < spanEnd; next = spans[index]) {
      inner.push(next);
      index += 1;
    }
    if (span.start > position) parts.push(text.slice(position, span.start));
    const content = drawRange(text, span.start, spanEnd, inner, touch);
    parts.push(drawEntity(span.entity, text.slice(span.start, spanEnd), content, touch));
    position = spanEnd;
  }
  if (position < end) parts.push(text.slice(position, end));
  return parts;
}

function drawEntity(entity: EntityView, raw: string, content: Children[], touch: Touch): Children {
  switch (entity.type) {
    case "bold":
      return html`<strong>${content}</strong>`;
    case "italic":
      return html`<em>${content}</em>`;
    case "underline":
      return html`<u>${content}</u>`;
    case "strikethrough":
      return html`<s>${content}</s>`;
    case "spoiler":
      return html`<${Spoiler}>${content}<//>`;
    case "code":
      return html`<code>${content}</code>`;
    case "pre":
      return html`<pre>${content}</pre>`;
    case "blockquote":
    case "expandable_blockquote":
      return html`<blockquote>${content}</blockquote>`;
    case "text_link":
      return link(entity.url ?? "", content, touch.openLink);
    case "url":
      return link(/^[a-z]+:/iu.test(raw) ? raw : `https://${raw}`, content, touch.openLink);
    case "email":
      return link(`mailto:${raw}`, content, touch.openLink);
    case "phone_number":
      return link(`tel:${raw.replace(/[^+\d]/gu, "")}`, content, touch.openLink);
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return html`<span class="mention">${content}</span>`;
    case "bot_command":
      return html`<button type="button" class="command" onClick=${() => touch.sendCommand(raw)}>
        ${content}
      </button>`;
    default:
      return html`<span>${content}</span>`;
  }
}

function link(url: string, content: Children[], openLink: Touch["openLink"]): Children {
  if (!/^(?:https?|mailto|tel|tg):/iu.test(url)) return html`<span>${content}</span>`;
  const click = (event: MouseEvent): void => {
    event.preventDefault();
    openLink(url);
  };
  return html`<a href=${url} rel="noreferrer" onClick=${click}>${content}</a>`;
}

function Spoiler(props: { children?: Children }): View {
  const [shown, setShown] = useState(false);
  if (shown) return html`<span>${props.children}</span>`;
  return html`<button
    type="button"
    class="spoiler"
    aria-label="Показать скрытый текст"
    onClick=${() => setShown(true)}
  >
    <span aria-hidden="true">${props.children}</span>
  </button>`;
}
