import { useRef, useState } from "preact/hooks";
import type { MediaView, MessageView } from "../protocol.ts";
import { fileAddress } from "./connection.ts";
import { formatSize } from "./format.ts";
import { classes, html, type View } from "./html.ts";
import { Icon, type IconName } from "./icons.ts";
import { describeMedia } from "./message-words.ts";
import { RoundVideo } from "./round-video.ts";
import { Voice } from "./voice.ts";

type FileMedia = Extract<MediaView, { fileId: string }>;

/** Stickers, dice and round videos lie on the chat without a bubble. */
export function isBare(message: MessageView): boolean {
  const kind = message.media?.kind;
  return kind === "sticker" || kind === "video_note" || kind === "dice";
}

/** Photos, films and maps fill their bubble to the edges. */
export function isPictorial(message: MessageView): boolean {
  const kind = message.media?.kind ?? "";
  return ["photo", "video", "animation", "location", "venue"].includes(kind);
}

/** What a message carries besides its text. */
export function Media({ message }: { message: MessageView }): View {
  const { media } = message;
  if (!media) return null;
  switch (media.kind) {
    case "photo":
    case "video":
    case "animation":
      return html`<${Picture} media=${media} alt=${message.text} />`;
    case "video_note":
      return html`<${RoundVideo} source=${fileAddress(media.fileId)} isHollow=${media.isHollow} />`;
    case "voice":
    case "audio":
      return html`<${Voice}
        source=${fileAddress(media.fileId)}
        duration=${media.duration ?? 0}
        title=${media.kind === "audio" ? describeMedia(media) : undefined}
      />`;
    case "document":
      return html`<${Document} media=${media} />`;
    case "sticker":
      return html`<${Sticker} media=${media} />`;
    case "dice":
      return html`<div class="sticker" role="img" aria-label=${describeMedia(media)}>
        ${media.emoji}
      </div>`;
    case "location":
      return html`<${Map} latitude=${media.latitude} longitude=${media.longitude} />`;
    case "venue":
      return html`<${Map} latitude=${media.latitude} longitude=${media.longitude} />
        <span class="caption"><strong>${media.title}</strong><br />${media.address}</span>`;
    case "contact":
      return html`<${Plate} icon="person" name=${media.name} note=${media.phone} />`;
    case "poll":
      return html`<strong>${media.question}</strong>
        <ul>
          ${media.options.map((option) => html`<li>${option.text}: ${option.votes}</li>`)}
        </ul>`;
  }
}

/** Several photos, films or files that were sent as one. */
export function Album({ messages }: { messages: MessageView[] }): View {
  if (!messages.every(isPictorial)) {
    return html`<div class="album-files">
      ${messages.map((message) => html`<${Media} key=${message.id} message=${message} />`)}
    </div>`;
  }
  return html`<div class=${`album ${albumShape(messages.length)}`}>
    ${messages.map((message) => html`<${Media} key=${message.id} message=${message} />`)}
  </div>`;
}

/** So that no row stays half empty: 2x2, 1+2, 2+3, 1+3+3 … */
function albumShape(count: number): string {
  if (count === 3) return "album--lead album--pairs";
  if (count === 5) return "album--half";
  if (count === 7) return "album--lead";
  return count % 3 === 0 ? "" : "album--pairs";
}

function Picture({ media, alt }: { media: FileMedia; alt: string }): View {
  const viewer = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState(false);
  const [broken, setBroken] = useState(media.isHollow);
  const source = fileAddress(media.fileId);
  const name = describeMedia(media);
  if (broken) {
    return html`<span class="picture picture__broken">
      <${Icon} name="camera" />${name}, ${formatSize(media.size)}
    </span>`;
  }
  const moving = media.kind !== "photo";
  const open = (): void => {
    setOpened(true);
    viewer.current?.showModal();
  };
  const ratio =
    media.width && media.height
      ? { aspectRatio: `${media.width} / ${Math.min(media.height, media.width * 1.2)}` }
      : {};
  return html`<button
      type="button"
      class="picture"
      aria-label=${`Открыть: ${name}`}
      onClick=${open}
    >
      ${
        moving
          ? html`<video
              src=${source}
              style=${ratio}
              muted
              playsinline
              preload="metadata"
              autoplay=${media.kind === "animation"}
              loop
            ></video>`
          : html`<img src=${source} style=${ratio} alt=${alt} onError=${() => setBroken(true)} />`
      }
      ${media.kind === "video" && html`<span class="picture__play"><${Icon} name="play" /></span>`}
    </button>
    <dialog
      ref=${viewer}
      class="viewer"
      aria-label=${name}
      onClick=${() => viewer.current?.close()}
      onClose=${() => setOpened(false)}
    >
      ${
        opened &&
        (moving
          ? html`<video src=${source} controls autoplay></video>`
          : html`<img src=${source} alt=${alt || name} />`)
      }
      <button type="button" class="icon-button" aria-label="Закрыть">
        <${Icon} name="close" />
      </button>
    </dialog>`;
}

function Document({ media }: { media: FileMedia }): View {
  const note = media.isHollow
    ? `${formatSize(media.size)}, без содержимого`
    : formatSize(media.size);
  const name = describeMedia(media);
  if (media.isHollow) return html`<${Plate} icon="document" name=${name} note=${note} />`;
  return html`<a class="file" href=${fileAddress(media.fileId)} download=${name}>
    <span class="file__icon"><${Icon} name="document" /></span>
    <span><span class="file__name">${name}</span><span class="file__note">${note}</span></span>
  </a>`;
}

function Plate(props: { icon: IconName; name: string; note: string }): View {
  return html`<div class="file">
    <span class="file__icon"><${Icon} name=${props.icon} /></span>
    <span>
      <span class="file__name">${props.name}</span><span class="file__note">${props.note}</span>
    </span>
  </div>`;
}

function Sticker({ media }: { media: FileMedia }): View {
  const [broken, setBroken] = useState(media.isHollow || !media.mimeType.startsWith("image/"));
  const name = describeMedia(media);
  return html`<div class=${classes("sticker")} role="img" aria-label=${name}>
    ${
      broken
        ? (media.emoji ?? "🙂")
        : html`<img src=${fileAddress(media.fileId)} alt="" onError=${() => setBroken(true)} />`
    }
  </div>`;
}

function Map({ latitude, longitude }: { latitude: number; longitude: number }): View {
  const place = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  return html`<div class="map" role="img" aria-label=${`Место на карте: ${place}`}>
    <${Icon} name="location" /><span class="map__place">${place}</span>
  </div>`;
}
