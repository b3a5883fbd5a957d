import { html, type View } from "./html.ts";

const STICKERS = ["👋", "🙏", "❤️", "🌷", "😊", "🤝", "👏", "🎉"];
const SIZE = 512;

/** Draws an emoji as a sticker's picture, as large as Telegram's are. */
async function drawSticker(emoji: string): Promise<File> {
  const canvas = new OffscreenCanvas(SIZE, SIZE);
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.font = `${SIZE * 0.72}px "Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(emoji, SIZE / 2, SIZE / 2 + SIZE * 0.05);
  }
  const blob = await canvas.convertToBlob({ type: "image/webp" });
  return new File([blob], "sticker.webp", { type: blob.type });
}

/** A handful of stickers. */
export function StickerPalette(props: {
  send: (file: File) => Promise<boolean>;
  close: () => void;
}): View {
  const send = async (emoji: string): Promise<void> => {
    props.close();
    await props.send(await drawSticker(emoji));
  };
  return html`<div class="palette palette--stickers">
    ${STICKERS.map(
      (emoji) =>
        html`<button type="button" aria-label=${`Стикер ${emoji}`} onClick=${() => send(emoji)}>
          ${emoji}
        </button>`,
    )}
  </div>`;
}
