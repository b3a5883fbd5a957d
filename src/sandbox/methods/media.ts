import type { MessageEntity, ParseMode } from "@grammyjs/types";
import { errors } from "../errors.ts";
import type { SentKind } from "../media.ts";
import type { Upload } from "../multipart.ts";
import { chatForBot } from "../rights.ts";
import { asCaption, formatCaption } from "../text/formatted-text.ts";
import type { Context, Handlers } from "./context.ts";
import { contentFromMedia, detailsOf, mediaContent } from "./media-content.ts";
import { send } from "./sending.ts";
import type { SendParameters } from "./sending.ts";

interface MediaParameters extends SendParameters {
  caption?: string;
  parse_mode?: ParseMode;
  caption_entities?: MessageEntity[];
  has_spoiler?: boolean;
  show_caption_above_media?: boolean;
}

/** Messages with files. */
export const mediaHandlers: Handlers<
  | "sendPhoto"
  | "sendAudio"
  | "sendDocument"
  | "sendVideo"
  | "sendAnimation"
  | "sendVoice"
  | "sendVideoNote"
  | "sendSticker"
  | "sendMediaGroup"
> = {
  sendPhoto: (context, parameters) => sendMedia(context, parameters, "photo", parameters.photo),
  sendAudio: (context, parameters) => sendMedia(context, parameters, "audio", parameters.audio),
  sendDocument: (context, parameters) =>
    sendMedia(context, parameters, "document", parameters.document),
  sendVideo: (context, parameters) => sendMedia(context, parameters, "video", parameters.video),
  sendAnimation: (context, parameters) =>
    sendMedia(context, parameters, "animation", parameters.animation),
  sendVoice: (context, parameters) => sendMedia(context, parameters, "voice", parameters.voice),
  sendVideoNote: (context, parameters) =>
    sendMedia(context, parameters, "video_note", parameters.video_note),
  sendSticker: (context, parameters) =>
    sendMedia(context, parameters, "sticker", parameters.sticker),

  sendMediaGroup(context, parameters) {
    const { media } = parameters;
    const kinds = new Set(media.map(({ type }) => (type === "photo" ? "video" : type)));
    if (kinds.size > 1) {
      const odd = kinds.has("audio") ? "audio" : "document";
      throw errors.badRequest(`${odd} can't be mixed with other media types`);
    }
    if (kinds.has("animation" as "video"))
      throw errors.badRequest("animation can't be sent in an album");
    chatForBot(context.world, parameters.chat_id, "write");
    const contents = media.map((item) => contentFromMedia(context, item));
    const albumId = String(13_000_000_000_000_000 + context.world.state.nextAlbumNumber++);
    return contents.map((content) => send(context, parameters, content, { albumId }));
  },
};

function sendMedia(
  context: Context,
  parameters: MediaParameters,
  kind: SentKind,
  source: Upload | string,
) {
  chatForBot(context.world, parameters.chat_id, "write");
  const caption = formatCaption(
    parameters.caption,
    parameters.parse_mode,
    parameters.caption_entities,
  );
  return send(context, parameters, {
    ...mediaContent(context, kind, source, detailsOf(parameters)),
    ...asCaption(caption),
    ...(parameters.has_spoiler === true && { has_media_spoiler: true }),
    ...(parameters.show_caption_above_media === true && { show_caption_above_media: true }),
  });
}
