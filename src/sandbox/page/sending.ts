import type { ActResult, Action, ChatView } from "../protocol.ts";
import type { Concern } from "./concern.ts";
import type { Hands } from "./hands.ts";
import { cutText } from "./long-text.ts";
import { measureFile, type Attachment } from "./files.ts";

const ALBUM_LIMIT = 10;

export interface Sender {
  /** Sends a text, or saves it as the edited message's new text. All resolve to whether all of it went. */
  text(text: string): Promise<boolean>;
  /** Photos and films go as one album, other files as another; the caption goes with the first. */
  files(files: readonly Attachment[], caption: string): Promise<boolean>;
  voice(file: File, seconds: number): Promise<boolean>;
  sticker(file: File): Promise<boolean>;
  location(latitude: number, longitude: number): Promise<boolean>;
  contact(): Promise<boolean>;
}

/** Sends things into one conversation, as replies or edits where the concern says so. */
export function createSender(
  hands: Hands,
  chat: ChatView,
  thread: number | null,
  concern: Concern | null,
): Sender {
  const { person } = hands;
  const place = {
    person,
    chat: chat.id,
    ...(thread === null ? {} : { thread }),
    ...(concern?.kind === "reply" ? { replyTo: concern.message.id } : {}),
    ...(concern?.kind === "reply" && concern.quote ? { quote: concern.quote } : {}),
  };
  const done = async (action: Action, files?: readonly File[]): Promise<boolean> => {
    const result: ActResult = await hands.perform(action, files);
    return result.ok;
  };
  return {
    async text(text) {
      if (concern?.kind === "edit") {
        return done({ do: "edit", person, chat: chat.id, message: concern.message.id, text });
      }
      for (const part of cutText(text)) {
        if (!(await done({ do: "write", ...place, text: part }))) return false;
      }
      return true;
    },
    async files(files, caption) {
      let rest = caption;
      for (const group of groupFiles(files)) {
        const captioned = rest === "" ? {} : { caption: rest };
        const bytes = group.map((attachment) => attachment.file);
        const [first] = group;
        if (!first) continue;
        const sent =
          group.length === 1
            ? await done(
                {
                  do: "send",
                  ...place,
                  kind: first.kind,
                  ...(await measureFile(first)),
                  ...captioned,
                },
                bytes,
              )
            : await done({ do: "album", ...place, kinds: kindsOf(group), ...captioned }, bytes);
        if (!sent) return false;
        rest = "";
      }
      return true;
    },
    voice: (file, seconds) =>
      done({ do: "send", ...place, kind: "voice", duration: seconds }, [file]),
    sticker: (file) => done({ do: "send", ...place, kind: "sticker" }, [file]),
    location: (latitude, longitude) =>
      done({ do: "send", ...place, kind: "location", latitude, longitude }),
    contact: () => done({ do: "send", ...place, kind: "contact" }),
  };
}

type AlbumKind = "photo" | "video" | "document" | "audio";

function kindsOf(group: readonly Attachment[]): AlbumKind[] {
  return group.map(({ kind }) => (kind === "video_note" ? "video" : kind));
}

/** What may lie in one album: films with photos, documents with documents, sounds with sounds. */
function groupFiles(files: readonly Attachment[]): Attachment[][] {
  const sorts = [["photo", "video"], ["document"], ["audio"]];
  const groups = files.filter(({ kind }) => kind === "video_note").map((file) => [file]);
  for (const sort of sorts) {
    const fitting = files.filter(({ kind }) => sort.includes(kind));
    for (let at = 0; at < fitting.length; at += ALBUM_LIMIT) {
      groups.push(fitting.slice(at, at + ALBUM_LIMIT));
    }
  }
  return groups;
}
