import { useRef, useState } from "preact/hooks";
import type { ChosenAs } from "./files.ts";
import { html, type View } from "./html.ts";
import { Icon, type IconName } from "./icons.ts";
import { Menu } from "./notice.ts";
import { canRecord } from "./recorder.ts";
import { makeSampleVoice, SAMPLE_VOICE_SECONDS } from "./sample-voice.ts";
import type { Sender } from "./sending.ts";
import { StickerPalette } from "./stickers.ts";

/** A town square in the Urals. */
const SAMPLE_PLACE = { latitude: 56.0866, longitude: 63.6343 };

interface AttachMenuProps {
  addFiles: (files: readonly File[], chosenAs: ChosenAs) => void;
  sender: Sender;
  showCommands: (() => void) | null;
  close: () => void;
}

/** What can be sent besides words. */
export function AttachMenu(props: AttachMenuProps): View {
  const { sender, close } = props;
  const [stickers, setStickers] = useState(false);
  const after = (act: () => unknown): (() => void) => {
    return () => {
      close();
      act();
    };
  };
  if (stickers) {
    return html`<${Menu} key="stickers" label="Стикеры" kind="foot" close=${close}>
      <${StickerPalette} send=${sender.sticker} close=${close} />
    <//>`;
  }
  const choose = (chosenAs: ChosenAs) => (files: readonly File[]) => {
    props.addFiles(files, chosenAs);
    close();
  };
  return html`<${Menu} key="attachments" label="Прикрепить" kind="foot" close=${close}>
    <${FileItem}
      icon="camera"
      label="Фото или видео"
      accept="image/*,video/*"
      choose=${choose("guess")}
    />
    <${FileItem} icon="document" label="Файл" choose=${choose("document")} />
    <${FileItem}
      icon="circle"
      label="Круглое видео"
      accept="video/*"
      choose=${choose("video_note")}
    />
    ${item(
      "wave",
      canRecord() ? "Пример голосового" : "Голосовое (пример)",
      after(() => sender.voice(makeSampleVoice(), SAMPLE_VOICE_SECONDS)),
    )}
    ${item("sticker", "Стикер", () => setStickers(true))}
    ${item(
      "location",
      "Место на карте",
      after(() => sender.location(SAMPLE_PLACE.latitude, SAMPLE_PLACE.longitude)),
    )}
    ${item("person", "Мой номер телефона", after(sender.contact))}
    ${props.showCommands && item("menu", "Команды бота", after(props.showCommands))}
  <//>`;
}

function item(icon: IconName, label: string, act: () => void): View {
  return html`<button type="button" class="menu__item" onClick=${act}>
    <${Icon} name=${icon} />${label}
  </button>`;
}

function FileItem(props: {
  icon: IconName;
  label: string;
  accept?: string;
  choose: (files: readonly File[]) => void;
}): View {
  const input = useRef<HTMLInputElement>(null);
  return html`${item(props.icon, props.label, () => input.current?.click())}
    <input
      ref=${input}
      type="file"
      hidden
      multiple
      accept=${props.accept}
      aria-label=${props.label}
      onChange=${() => props.choose([...(input.current?.files ?? [])])}
    />`;
}
