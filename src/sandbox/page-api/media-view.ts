import type { Content } from "../model.ts";
import type { MediaView } from "../protocol.ts";
import type { World } from "../world.ts";
import { nameOf } from "./name.ts";

/** What a message shows besides its text; undefined for a plain text. */
export function mediaView(world: World, content: Content): MediaView | undefined {
  const { location, venue, contact, poll, dice } = content;
  if (venue) {
    const { title, address, location: place } = venue;
    const { latitude, longitude } = place;
    return { kind: "venue", latitude, longitude, title, address };
  }
  if (location) {
    return { kind: "location", latitude: location.latitude, longitude: location.longitude };
  }
  if (contact) return { kind: "contact", name: nameOf(contact), phone: contact.phone_number };
  if (dice) return { kind: "dice", ...dice };
  if (poll) {
    return {
      kind: "poll",
      question: poll.question,
      options: poll.options.map((option) => ({ text: option.text, votes: option.voter_count })),
      isClosed: poll.is_closed,
    };
  }
  return fileView(world, content);
}

function fileView(world: World, content: Content): MediaView | undefined {
  const shown =
    content.photo?.at(-1) ??
    content.video ??
    content.animation ??
    content.video_note ??
    content.voice ??
    content.audio ??
    content.sticker ??
    content.document;
  const file = shown && world.state.files.get(shown.file_id);
  if (!file) return undefined;
  const { smallSize: _, ...details } = file.details;
  return {
    kind: file.kind === "thumbnail" ? "photo" : file.kind,
    fileId: file.id,
    mimeType: file.mimeType,
    size: file.size,
    ...details,
    ...(file.name !== undefined && { fileName: file.name }),
    isHollow: file.isHollow,
  };
}
