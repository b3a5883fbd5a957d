import { useRef, useState } from "preact/hooks";
import { html, type View } from "./html.ts";
import { Icon } from "./icons.ts";

/** A round video message: silent and still until it is pressed. */
export function RoundVideo({ source, isHollow }: { source: string; isHollow: boolean }): View {
  const video = useRef<HTMLVideoElement>(null);
  const [playing, setPlaying] = useState(false);
  const toggle = (): void => {
    const element = video.current;
    if (!element) return;
    if (playing) element.pause();
    else void element.play().catch(() => setPlaying(false));
  };
  return html`<div class="round-video">
    ${
      !isHollow &&
      html`<video
        ref=${video}
        src=${source}
        playsinline
        preload="metadata"
        onPlay=${() => setPlaying(true)}
        onPause=${() => setPlaying(false)}
        onEnded=${() => setPlaying(false)}
      ></video>`
    }
    <button
      type="button"
      class="round-video__play"
      aria-label=${playing ? "Остановить видеосообщение" : "Смотреть видеосообщение"}
      onClick=${toggle}
    >
      ${!playing && html`<${Icon} name="play" />`}
    </button>
  </div>`;
}
