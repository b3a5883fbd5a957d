import { useEffect, useRef, useState } from "preact/hooks";
import { makeAttachment, releaseAttachment, type Attachment, type ChosenAs } from "./files.ts";
import { html, type View } from "./html.ts";
import { Icon } from "./icons.ts";

/** The files that wait in a composer. */
interface Shelf {
  files: Attachment[];
  add(files: readonly File[], chosenAs: ChosenAs): void;
  remove(attachment: Attachment): void;
  clear(): void;
}

/** Files chosen for the next message. */
export function useShelf(): Shelf {
  const [files, setFiles] = useState<Attachment[]>([]);
  const kept = useRef(files);
  kept.current = files;
  useEffect(() => () => kept.current.forEach(releaseAttachment), []);
  return {
    files,
    add: (added, chosenAs) =>
      setFiles((now) => [...now, ...added.map((file) => makeAttachment(file, chosenAs))]),
    remove(attachment) {
      releaseAttachment(attachment);
      setFiles((now) => now.filter((file) => file !== attachment));
    },
    clear() {
      files.forEach(releaseAttachment);
      setFiles([]);
    },
  };
}

/** Small pictures of what will be sent, each of which can still be taken out. */
export function FileShelf({ shelf }: { shelf: Shelf }): View {
  if (shelf.files.length === 0) return null;
  return html`<ul class="composer__files" aria-label="Прикреплено">
    ${shelf.files.map(
      (attachment) =>
        html`<li key=${attachment.key} class="composer__file">
          ${
            attachment.preview && attachment.kind === "photo"
              ? html`<img src=${attachment.preview} alt=${attachment.file.name} />`
              : html`<span>${attachment.file.name.slice(-28)}</span>`
          }
          <button
            type="button"
            aria-label=${`Убрать ${attachment.file.name}`}
            onClick=${() => shelf.remove(attachment)}
          >
            <${Icon} name="close" />
          </button>
        </li>`,
    )}
  </ul>`;
}
