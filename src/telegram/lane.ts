import type { Update } from "@grammyjs/types";

/** What every kind of update may carry of a chat or a person. */
interface Somewhere {
  chat?: { id?: number } | null;
  message?: { chat?: { id?: number } | null } | null;
  from?: { id?: number } | null;
  user?: { id?: number } | null;
}

/**
 * The lane of an update: its chat, else its person. Updates of one lane are handled one after
 * another, lanes side by side. Reads any kind of update, also those that came after this was
 * written: it never throws, since an update without a lane could not be kept, and would come again
 * for ever.
 */
export function laneOf(update: Update): string {
  for (const [name, part] of Object.entries(update)) {
    if (name === "update_id" || typeof part !== "object" || part === null) continue;
    const where = part as Somewhere;
    const chat = where.chat?.id ?? where.message?.chat?.id;
    if (chat !== undefined) return String(chat);
    const person = where.from?.id ?? where.user?.id;
    if (person !== undefined) return String(person);
  }
  return "none";
}
