import type { Language } from "../../access/index.ts";

/** A day in words, as on the wall calendar of a place: «четверг, 26 ноября». */
export function dayInWords(at: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language === "ru" ? "ru-RU" : "en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone,
  }).format(at);
}

/** A day and a time: «чт, 26 ноября, 18:00». */
export function momentInWords(at: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language === "ru" ? "ru-RU" : "en-GB", {
    weekday: "short",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(at);
}
