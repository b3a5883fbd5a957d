import type { ChatHeadView, PersonView } from "../protocol.ts";
import { colourIndex, initials } from "./format.ts";
import { html, type View } from "./html.ts";

const TONES = 6;
const BOT_TONE = "tone-bot";

/** The class that gives a person, a group or the bot its colour everywhere. */
export function toneClass(who: { id: number; isBot?: boolean }): string {
  return who.isBot ? BOT_TONE : `tone-${colourIndex(who.id, TONES)}`;
}

/** A round picture made of a person's initials. */
export function Avatar({ person }: { person: PersonView }): View {
  return picture(toneClass(person), person.name);
}

/** A round picture of a group, or of the bot in its private chat. */
export function ChatAvatar({ chat }: { chat: ChatHeadView }): View {
  return picture(toneClass({ id: chat.id, isBot: chat.kind === "private" }), chat.title);
}

function picture(tone: string, name: string): View {
  return html`<span class=${`avatar ${tone}`} aria-hidden="true">${initials(name)}</span>`;
}
