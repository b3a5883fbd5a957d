const RATE = 8000;

/** Pitches of the syllables, in hertz: a spoken melody rather than a beep. */
const SYLLABLES = [190, 215, 205, 178, 0, 196, 232, 214, 186, 0, 204, 176, 158];
const SYLLABLE_SECONDS = 0.2;

/** How long the sample lasts, in seconds. */
export const SAMPLE_VOICE_SECONDS = Math.round(SYLLABLES.length * SYLLABLE_SECONDS);

/**
 * A short hummed phrase as a WAV file (8 kHz, 8 bit, mono), for machines without a microphone.
 */
export function makeSampleVoice(): File {
  const samples = new Uint8Array(SYLLABLES.length * SYLLABLE_SECONDS * RATE).fill(128);
  for (let index = 0; index < samples.length; index += 1) {
    const seconds = index / RATE;
    const pitch = SYLLABLES[Math.floor(seconds / SYLLABLE_SECONDS)] ?? 0;
    if (pitch === 0) continue;
    const within = (seconds % SYLLABLE_SECONDS) / SYLLABLE_SECONDS;
    samples[index] = 128 + Math.round(hum(seconds, pitch) * Math.sin(Math.PI * within) * 50);
  }
  return new File([wavHeader(samples.length), samples], "voice.wav", { type: "audio/wav" });
}

/** A vowel-like wave between -1 and 1: the pitch with its overtones, slightly trembling. */
function hum(seconds: number, pitch: number): number {
  const phase = 2 * Math.PI * pitch * seconds + 0.3 * Math.sin(2 * Math.PI * 5 * seconds);
  return (
    (Math.sin(phase) + 0.6 * Math.sin(2 * phase) + 0.35 * Math.sin(3 * phase)) / 1.95 +
    0.1 * Math.sin(7 * phase)
  );
}

/** The 44 bytes before the samples, as the RIFF WAVE format asks for. */
function wavHeader(dataBytes: number): ArrayBuffer {
  const header = new ArrayBuffer(44);
  const view = new DataView(header);
  const text = (at: number, value: string): void => {
    for (const [index, char] of [...value].entries()) view.setUint8(at + index, char.charCodeAt(0));
  };
  text(0, "RIFF");
  view.setUint32(4, 36 + dataBytes, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, "data");
  view.setUint32(40, dataBytes, true);
  return header;
}
