import type { InputMedia } from "@grammyjs/types";
import { errors } from "../errors.ts";
import { LARGEST_PHOTO_BYTES, LARGEST_UPLOAD_BYTES } from "../files.ts";
import { contentOfFile, storeFile } from "../media.ts";
import type { SentKind } from "../media.ts";
import type { Content, FileDetails, FileRecord } from "../model.ts";
import type { Upload } from "../multipart.ts";
import { asCaption, formatCaption } from "../text/formatted-text.ts";
import type { Context } from "./context.ts";

/** The server's names of the kinds, as its complaints have them. */
const SERVER_NAMES: Record<FileRecord["kind"], string> = {
  photo: "Photo",
  video: "Video",
  animation: "Animation",
  video_note: "VideoNote",
  voice: "VoiceNote",
  audio: "Audio",
  document: "Document",
  sticker: "Sticker",
  thumbnail: "Thumbnail",
};

/**
 * What a message with this file shows: a new upload, or a file sent again by its id, which keeps its kind.
 *
 * @throws TelegramError for unknown ids, another kind, too large uploads.
 */
export function mediaContent(
  context: Pick<Context, "files">,
  kind: SentKind,
  source: Upload | string,
  details: FileDetails = {},
): Content {
  const { files } = context;
  if (typeof source !== "string") {
    refuseSize(kind, source.bytes.length);
    return contentOfFile(files, storeFile(files, kind, { ...source, details }));
  }
  if (/^https?:/i.test(source)) throw errors.misuse("files by URL are not supported");
  const known = files.get(source);
  if (!known) throw errors.wrongFile();
  const isAnimationAsDocument = known.kind === "animation" && kind === "document";
  if (known.kind !== kind && !isAnimationAsDocument) {
    throw errors.fileKind(SERVER_NAMES[known.kind], SERVER_NAMES[kind]);
  }
  return contentOfFile(files, known);
}

function refuseSize(kind: SentKind, bytes: number): void {
  if (bytes === 0) throw errors.emptyFile();
  if (bytes > LARGEST_UPLOAD_BYTES) throw errors.tooLargeRequest();
  if (kind === "photo" && bytes > LARGEST_PHOTO_BYTES) {
    throw errors.badRequest(
      `file of size ${bytes} bytes is too big for a photo; the maximum size is ${LARGEST_PHOTO_BYTES} bytes`,
    );
  }
}

/** The same for an item of an album or of editMessageMedia, with its caption. */
export function contentFromMedia(
  context: Pick<Context, "files">,
  media: InputMedia<Upload>,
): Content {
  const { type } = media;
  if (
    type !== "photo" &&
    type !== "video" &&
    type !== "animation" &&
    type !== "audio" &&
    type !== "document"
  ) {
    throw errors.misuse(`media of type "${type}" is not supported`);
  }
  const caption = formatCaption(media.caption, media.parse_mode, media.caption_entities);
  return {
    ...mediaContent(context, type, media.media, detailsOf(media)),
    ...asCaption(caption),
    ...("has_spoiler" in media && media.has_spoiler && { has_media_spoiler: true as const }),
  };
}

/** The numbers and names among a request's parameters that describe a file. */
export function detailsOf(parameters: object): FileDetails {
  const { width, height, duration, title, performer, emoji } = parameters as FileDetails;
  return {
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(duration !== undefined && { duration }),
    ...(title !== undefined && { title }),
    ...(performer !== undefined && { performer }),
    ...(emoji !== undefined && { emoji }),
  };
}
