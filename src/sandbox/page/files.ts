/** A file that waits to be sent, and as what. */
export interface Attachment {
  key: string;
  file: File;
  kind: "photo" | "video" | "audio" | "document" | "video_note";
  /** an address for showing it before it is sent */
  preview: string | null;
}

/** How files were chosen: guessed by their type, all as plain files, or as a round video. */
export type ChosenAs = "guess" | "document" | "video_note";

let count = 0;

/** Makes an attachment of a file; its preview must be released with `releaseAttachment`. */
export function makeAttachment(file: File, chosenAs: ChosenAs): Attachment {
  const kind = chosenAs === "guess" ? guessKind(file.type) : chosenAs;
  count += 1;
  return {
    key: `file-${count}`,
    file,
    kind,
    preview: file.type.startsWith("image/") ? URL.createObjectURL(file) : null,
  };
}

export function releaseAttachment(attachment: Attachment): void {
  if (attachment.preview) URL.revokeObjectURL(attachment.preview);
}

function guessKind(type: string): Attachment["kind"] {
  if (/^image\/(?:png|jpeg|webp|gif|bmp)$/u.test(type)) return "photo";
  if (type.startsWith("video/")) return "video";
  return type.startsWith("audio/") ? "audio" : "document";
}

interface Measures {
  width?: number;
  height?: number;
  /** whole seconds */
  duration?: number;
}

/** Size and length of a picture, film or sound as this browser sees it; empty when it cannot tell. */
export async function measureFile({ file, kind }: Attachment): Promise<Measures> {
  if (kind === "document") return {};
  const address = URL.createObjectURL(file);
  try {
    return kind === "photo" ? await measurePicture(address) : await measurePlayable(address, kind);
  } catch {
    return {};
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function measurePicture(address: string): Promise<Measures> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return { width: image.naturalWidth, height: image.naturalHeight };
}

async function measurePlayable(address: string, kind: Attachment["kind"]): Promise<Measures> {
  const element = document.createElement(kind === "audio" ? "audio" : "video");
  element.preload = "metadata";
  await new Promise<void>((resolve, reject) => {
    element.addEventListener("loadedmetadata", () => resolve(), { once: true });
    element.addEventListener("error", () => reject(new Error("unreadable")), { once: true });
    element.src = address;
  });
  const duration = Number.isFinite(element.duration)
    ? Math.max(1, Math.round(element.duration))
    : 1;
  return element instanceof HTMLVideoElement && element.videoWidth > 0
    ? { duration, width: element.videoWidth, height: element.videoHeight }
    : { duration };
}
