import { useEffect, useRef, useState } from "preact/hooks";
import { formatDuration } from "./format.ts";
import { classes, html, type View } from "./html.ts";
import { Icon } from "./icons.ts";

const BARS = 34;
const shapes = new Map<string, Promise<number[]>>();

/** Loudness of a sound in BARS steps from 0 to 1; even bars when the browser cannot read the file. */
async function measure(source: string): Promise<number[]> {
  try {
    const bytes = await (await fetch(source)).arrayBuffer();
    const sound = await new OfflineAudioContext(1, 1, 8000).decodeAudioData(bytes);
    const samples = sound.getChannelData(0);
    const step = Math.max(1, Math.floor(samples.length / BARS));
    const peaks = Array.from({ length: BARS }, (_, bar) =>
      samples.subarray(bar * step, (bar + 1) * step).reduce((top, now) => Math.max(top, now), 0),
    );
    const loudest = Math.max(...peaks, 0.01);
    return peaks.map((peak) => peak / loudest);
  } catch {
    return Array.from({ length: BARS }, () => 0.3);
  }
}

function useShape(source: string): number[] {
  const [shape, setShape] = useState<number[]>(() => Array.from({ length: BARS }, () => 0.2));
  useEffect(() => {
    let wanted = true;
    const known = shapes.get(source) ?? measure(source);
    shapes.set(source, known);
    void known.then((peaks) => wanted && setShape(peaks));
    return () => {
      wanted = false;
    };
  }, [source]);
  return shape;
}

/** A voice message or a sound that can be played; `duration` in seconds. */
export function Voice(props: {
  source: string;
  duration: number;
  title?: string | undefined;
}): View {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [heard, setHeard] = useState(0);
  const shape = useShape(props.source);
  const toggle = (): void => {
    const element = audio.current;
    if (!element) return;
    if (playing) element.pause();
    else void element.play().catch(() => setPlaying(false));
  };
  const advance = (): void => setHeard(audio.current?.currentTime ?? 0);
  const finish = (): void => {
    setPlaying(false);
    setHeard(0);
  };
  const share = heard / Math.max(props.duration, 0.1);
  const label = `${playing ? "Остановить" : "Слушать"}: ${props.title ?? "голосовое сообщение"}, ${formatDuration(props.duration)}`;
  return html`<div class="voice">
    <button type="button" class="voice__button" aria-label=${label} onClick=${toggle}>
      <${Icon} name=${playing ? "pause" : "play"} />
    </button>
    <div class="voice__wave" aria-hidden="true">
      ${shape.map(
        (height, bar) =>
          html`<i
            class=${classes(playing && bar / BARS < share && "heard")}
            style=${{ height: `${Math.round(12 + height * 88)}%` }}
          ></i>`,
      )}
    </div>
    <span class="voice__time">
      ${props.title ? `${props.title}, ` : ""}${formatDuration(playing ? heard : props.duration)}
    </span>
    <audio
      ref=${audio}
      src=${props.source}
      preload="none"
      onPlay=${() => setPlaying(true)}
      onPause=${() => setPlaying(false)}
      onTimeUpdate=${advance}
      onEnded=${finish}
    ></audio>
  </div>`;
}
