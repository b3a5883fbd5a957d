import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { FileDetails, FileKind, FileRecord } from "./model.ts";
import type { World } from "./world.ts";

/** https://core.telegram.org/bots/api#getfile */
export const LARGEST_DOWNLOAD_BYTES = 20 * 1024 * 1024;
/** https://core.telegram.org/bots/api#sending-files */
export const LARGEST_UPLOAD_BYTES = 50 * 1024 * 1024;
export const LARGEST_PHOTO_BYTES = 10 * 1024 * 1024;

/** A file before the store has given it an id. */
export interface NewFile {
  /** Missing: the file only claims `size`. */
  bytes?: Buffer;
  size?: number;
  fileName?: string;
  mimeType?: string;
  details?: FileDetails;
}

/** What people and the bot have uploaded. */
export interface Files {
  add(kind: FileKind, file: NewFile): FileRecord;
  get(id: string): FileRecord | undefined;
  byPath(path: string): FileRecord | undefined;
  /** undefined for files that only claim their size. */
  bytes(file: FileRecord): Buffer | undefined;
}

const KINDS: Record<
  FileKind,
  { folder: string; extension: string; mimeType: string; prefix: string }
> = {
  photo: { folder: "photos", extension: ".jpg", mimeType: "image/jpeg", prefix: "AgAC" },
  video: { folder: "videos", extension: ".mp4", mimeType: "video/mp4", prefix: "BAAC" },
  animation: { folder: "animations", extension: ".mp4", mimeType: "video/mp4", prefix: "CgAC" },
  video_note: { folder: "video_notes", extension: ".mp4", mimeType: "video/mp4", prefix: "DQAC" },
  voice: { folder: "voice", extension: ".oga", mimeType: "audio/ogg", prefix: "AwAC" },
  audio: { folder: "music", extension: ".mp3", mimeType: "audio/mpeg", prefix: "CQAC" },
  document: {
    folder: "documents",
    extension: ".bin",
    mimeType: "application/octet-stream",
    prefix: "BQAC",
  },
  sticker: { folder: "stickers", extension: ".webp", mimeType: "image/webp", prefix: "CAAC" },
  thumbnail: { folder: "thumbnails", extension: ".jpg", mimeType: "image/jpeg", prefix: "AAMC" },
};

const MIME_TYPES: Record<string, string> = {
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".pdf": "application/pdf",
  ".txt": "text/plain",
  ".csv": "text/csv",
  ".doc": "application/msword",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".zip": "application/zip",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".oga": "audio/ogg",
  ".wav": "audio/wav",
  ".webm": "video/webm",
  ".mp4": "video/mp4",
};

/** @param folder where the bytes are kept for the next start; without it they live in memory. */
export function createFiles(world: World, folder?: string): Files {
  const known = world.state.files;
  const memory = new Map<string, Buffer>();
  if (folder !== undefined) mkdirSync(folder, { recursive: true });

  return {
    add(kind, { bytes, size, fileName, mimeType, details }) {
      const { prefix, ...usual } = KINDS[kind];
      const number = String(world.state.nextFileNumber++).padStart(6, "0");
      const extension = extname(fileName ?? "").toLowerCase() || usual.extension;
      const file: FileRecord = {
        id: `${prefix}AgIAAxkBAAI${number}Zm9ydGVzdHM`,
        uniqueId: `AQAD${number}`,
        kind,
        path: `${usual.folder}/file_${Number(number)}${extension}`,
        mimeType: mimeType ?? MIME_TYPES[extension] ?? usual.mimeType,
        size: bytes?.length ?? size ?? 0,
        isHollow: bytes === undefined,
        details: { ...details },
        ...(fileName !== undefined && { name: fileName }),
      };
      known.set(file.id, file);
      if (bytes && folder !== undefined) writeFileSync(join(folder, file.uniqueId), bytes);
      else if (bytes) memory.set(file.id, bytes);
      return file;
    },
    get: (id) => known.get(id),
    byPath: (path) => [...known.values()].find((file) => file.path === path),
    bytes(file) {
      if (file.isHollow) return undefined;
      return folder === undefined ? memory.get(file.id) : readFileSync(join(folder, file.uniqueId));
    },
  };
}
