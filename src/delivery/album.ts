import type { About, Call, Effect } from "./effect.ts";
import {
  fileMethods,
  isFile,
  longestCaption,
  type MessageContent,
  onlyFormatting,
} from "./content.ts";

export interface Words {
  text: string;
  entities: unknown;
}

interface AlbumItem {
  type: keyof typeof fileMethods;
  media: string;
  caption?: string;
  caption_entities?: unknown;
}

/** An item as sendMediaGroup takes it; undefined for what no album can hold. */
export function albumItem(content: MessageContent, words?: Words): AlbumItem | undefined {
  if (!isFile(content)) return undefined;
  const own = content.text
    ? { text: content.text, entities: onlyFormatting(content.entities) }
    : undefined;
  const caption = words ?? own;
  return {
    type: content.kind,
    media: content.fileId,
    ...(caption && caption.text.length <= longestCaption
      ? { caption: caption.text, caption_entities: caption.entities }
      : {}),
  };
}

/** The effect that sends an album; its keyboard, which an album cannot have, comes apart. */
export function albumEffect(
  place: Omit<Effect, "method" | "params" | "about">,
  about: About,
  items: AlbumItem[],
  params: Record<string, unknown>,
): Effect {
  return { ...place, about, method: "sendMediaGroup", params: { media: items, ...params } };
}

/** Bot API, sendMediaGroup: 2-10 items. An album of which one item came is that item. */
export function singleItemCall(call: Call): Call {
  const { media, ...params } = call.params as { media: AlbumItem[] };
  const [only, ...others] = media;
  if (!only || others.length > 0) return call;
  const { type, media: file, ...caption } = only;
  return { method: fileMethods[type], params: { ...params, [type]: file, ...caption } };
}
