import { useEffect, useRef, useState } from "preact/hooks";

interface Recording {
  file: File;
  /** whole seconds, at least 1 */
  seconds: number;
}

interface Running {
  recorder: MediaRecorder;
  stream: MediaStream;
  startedAt: number;
}

/** Whether this browser lets a page record sound here (a safe address and a recorder are needed). */
export function canRecord(): boolean {
  return (
    typeof MediaRecorder === "function" &&
    typeof navigator.mediaDevices?.getUserMedia === "function"
  );
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Ends a recording and resolves with its sound. */
async function collect({ recorder, stream, startedAt }: Running): Promise<Recording> {
  const chunks: Blob[] = [];
  recorder.addEventListener("dataavailable", (event) => chunks.push(event.data));
  await new Promise<void>((resolve) => {
    recorder.addEventListener("stop", () => resolve(), { once: true });
    recorder.stop();
  });
  stopTracks(stream);
  const type = recorder.mimeType || "audio/webm";
  const extension = type.includes("ogg") ? "ogg" : type.includes("mp4") ? "m4a" : "webm";
  return {
    file: new File(chunks, `voice.${extension}`, { type: type.split(";")[0] ?? type }),
    seconds: Math.max(1, Math.round((Date.now() - startedAt) / 1000)),
  };
}

interface Recorder {
  /** whether a recording runs now */
  recording: boolean;
  /** seconds since it began */
  seconds: number;
  /** Asks for the microphone and begins; false when there is none or it was refused. */
  start(): Promise<boolean>;
  /** Ends and gives the sound, null when nothing ran. */
  finish(): Promise<Recording | null>;
  cancel(): void;
}

/** A microphone of the machine as a hook; stops by itself when its composer goes away. */
export function useRecorder(): Recorder {
  const running = useRef<Running | null>(null);
  const [seconds, setSeconds] = useState<number | null>(null);
  const recording = seconds !== null;

  useEffect(() => {
    if (!recording) return;
    const timer = setInterval(() => {
      const startedAt = running.current?.startedAt ?? Date.now();
      setSeconds((Date.now() - startedAt) / 1000);
    }, 250);
    return () => clearInterval(timer);
  }, [recording]);

  const take = (): Running | null => {
    const current = running.current;
    running.current = null;
    setSeconds(null);
    return current;
  };
  const cancel = (): void => {
    const current = take();
    if (current) {
      current.recorder.stop();
      stopTracks(current.stream);
    }
  };
  useEffect(() => cancel, []);

  return {
    recording,
    seconds: seconds ?? 0,
    cancel,
    async start() {
      if (!canRecord()) return false;
      try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        const recorder = new MediaRecorder(stream);
        recorder.start();
        running.current = { recorder, stream, startedAt: Date.now() };
        setSeconds(0);
        return true;
      } catch {
        return false;
      }
    },
    async finish() {
      const current = take();
      return current ? collect(current) : null;
    },
  };
}
