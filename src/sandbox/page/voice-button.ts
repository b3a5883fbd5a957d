import { formatDuration } from "./format.ts";
import { html, type View } from "./html.ts";
import { Icon } from "./icons.ts";
import { useRecorder } from "./recorder.ts";
import { makeSampleVoice, SAMPLE_VOICE_SECONDS } from "./sample-voice.ts";

/** Records a voice message; without a microphone it sends the sample instead, and says so. */
export function VoiceButton(props: {
  send: (file: File, seconds: number) => Promise<boolean>;
  toast: (text: string) => void;
}): View {
  const recorder = useRecorder();
  const begin = async (): Promise<void> => {
    if (await recorder.start()) return;
    props.toast("Микрофон недоступен: отправлен пример голосового.");
    await props.send(makeSampleVoice(), SAMPLE_VOICE_SECONDS);
  };
  const finish = async (): Promise<void> => {
    const recording = await recorder.finish();
    if (recording) await props.send(recording.file, recording.seconds);
  };
  if (!recorder.recording) {
    return html`<button
      type="button"
      class="icon-button"
      aria-label="Записать голосовое сообщение"
      onClick=${begin}
    >
      <${Icon} name="microphone" />
    </button>`;
  }
  return html`<div class="recording">
    <span class="recording__dot"></span>
    <span class="recording__time" role="timer">${formatDuration(recorder.seconds)}</span>
    <button type="button" class="text-button" onClick=${recorder.cancel}>Отменить</button>
    <button
      type="button"
      class="icon-button composer__send"
      aria-label="Отправить голосовое сообщение"
      onClick=${finish}
    >
      <${Icon} name="send" />
    </button>
  </div>`;
}
