import type { PhotoSize } from "@grammyjs/types";
import type { Files, NewFile } from "./files.ts";
import type { Content, FileDetails, FileKind, FileRecord } from "./model.ts";

/** Kinds of file that messages show. */
export type SentKind = Exclude<FileKind, "thumbnail">;

const USUAL_DETAILS: Record<SentKind, FileDetails> = {
  photo: { width: 1280, height: 960 },
  video: { width: 1280, height: 720, duration: 8 },
  animation: { width: 480, height: 270, duration: 3 },
  video_note: { width: 384, height: 384, duration: 6 },
  voice: { duration: 4 },
  audio: { duration: 60 },
  document: {},
  sticker: { width: 512, height: 512, emoji: "🙂" },
};

/** Puts a file into the store, a photo in two sizes as Telegram does. */
export function storeFile(files: Files, kind: SentKind, file: NewFile): FileRecord {
  const details = { ...USUAL_DETAILS[kind], ...file.details };
  if (kind !== "photo") return files.add(kind, { ...file, details });
  const small = files.add("photo", { ...file, details: { width: 90, height: 67 } });
  return files.add("photo", { ...file, details: { ...details, smallSize: small.id } });
}

/** The part of a message that shows this file. */
export function contentOfFile(files: Files, file: FileRecord): Content {
  const base = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size };
  const named = {
    ...base,
    ...(file.name !== undefined && { file_name: file.name }),
    mime_type: file.mimeType,
  };
  const { width = 0, height = 0, duration = 0, title, performer, emoji } = file.details;
  switch (file.kind) {
    case "photo":
    case "thumbnail":
      return { photo: photoSizes(files, file) };
    case "video":
      return { video: { ...named, width, height, duration } };
    case "animation":
      return { animation: { ...named, width, height, duration }, document: named };
    case "video_note":
      return { video_note: { ...base, length: width, duration } };
    case "voice":
      return { voice: { ...base, duration, mime_type: file.mimeType } };
    case "audio":
      return {
        audio: {
          ...named,
          duration,
          ...(title !== undefined && { title }),
          ...(performer !== undefined && { performer }),
        },
      };
    case "document":
      return { document: named };
    case "sticker":
      return {
        sticker: {
          ...base,
          type: "regular",
          width,
          height,
          is_animated: false,
          is_video: false,
          ...(emoji !== undefined && { emoji }),
        },
      };
  }
}

function photoSizes(files: Files, file: FileRecord): PhotoSize[] {
  const small =
    file.details.smallSize === undefined ? undefined : files.get(file.details.smallSize);
  return [small, file].flatMap((size) =>
    size
      ? [
          {
            file_id: size.id,
            file_unique_id: size.uniqueId,
            file_size: size.size,
            width: size.details.width ?? 0,
            height: size.details.height ?? 0,
          },
        ]
      : [],
  );
}
