// The phones are in the Urals, wherever the browser is.
const timeZone = "Asia/Yekaterinburg";
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** This zone has no summer time. */
const ZONE_OFFSET = 5 * HOUR;

const timeFormat = new Intl.DateTimeFormat("ru", {
  hour: "2-digit",
  minute: "2-digit",
  timeZone,
});
const dayFormat = new Intl.DateTimeFormat("ru", { day: "numeric", month: "long", timeZone });
const dayYearFormat = new Intl.DateTimeFormat("ru", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone,
});
const yearFormat = new Intl.DateTimeFormat("ru", { year: "numeric", timeZone });
const weekdayFormat = new Intl.DateTimeFormat("ru", { weekday: "short", timeZone });
const clockFormat = new Intl.DateTimeFormat("ru", {
  weekday: "long",
  day: "numeric",
  month: "long",
  timeZone,
});

function startOfDay(moment: Date): number {
  return Math.floor((moment.getTime() + ZONE_OFFSET) / DAY) * DAY - ZONE_OFFSET;
}

/** Milliseconds from a moment to the next time that it is this hour of the day. */
export function untilHour(hour: number, now: Date): number {
  const today = startOfDay(now) + hour * HOUR;
  return (today > now.getTime() ? today : today + DAY) - now.getTime();
}

function daysBetween(earlier: Date, later: Date): number {
  return Math.round((startOfDay(later) - startOfDay(earlier)) / DAY);
}

/** «14:05» */
export function formatTime(moment: Date | number): string {
  return timeFormat.format(moment);
}

/** «вторник, 24 ноября» for the bar on top. */
export function formatClockDay(now: Date): string {
  return clockFormat.format(now);
}

/** A separator between days: «Сегодня», «Вчера», «24 ноября», with the year when it is another one. */
export function formatDay(moment: number, now: Date): string {
  const date = new Date(moment);
  const days = daysBetween(date, now);
  if (days === 0) return "Сегодня";
  if (days === 1) return "Вчера";
  const isThisYear = yearFormat.format(date) === yearFormat.format(now);
  return (isThisYear ? dayFormat : dayYearFormat).format(date);
}

/** The time in a list of chats: «14:05» today, «вт» this week, else «24 ноября». */
export function formatListTime(moment: number, now: Date): string {
  const date = new Date(moment);
  const days = daysBetween(date, now);
  if (days <= 0) return timeFormat.format(date);
  return (days < 7 ? weekdayFormat : dayFormat).format(date);
}

/** A key that is the same for all moments of one day. */
export function dayKey(moment: number): number {
  return startOfDay(new Date(moment));
}

/** «1:07» */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** «1,4 МБ» */
export function formatSize(bytes: number | undefined): string {
  if (bytes === undefined) return "";
  if (bytes < 1024) return `${bytes} Б`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} КБ`;
  return `${(bytes / 1024 / 1024).toLocaleString("ru", { maximumFractionDigits: 1 })} МБ`;
}

/**
 * The Russian form of a noun after a number.
 *
 * @param forms for 1, 2 and 5: `["участник", "участника", "участников"]`
 */
export function plural(count: number, forms: readonly [string, string, string]): string {
  const rule = new Intl.PluralRules("ru").select(count);
  const form = rule === "one" ? forms[0] : rule === "few" ? forms[1] : forms[2];
  return `${count} ${form}`;
}

/** Up to two first letters for a round picture. */
export function initials(title: string): string {
  const words = title
    .replace(/[«»"()№]/gu, "")
    .split(/\s+/u)
    .filter((word) => /^\p{L}/u.test(word));
  const letters = words.slice(0, 2).map((word) => [...word][0] ?? "");
  return letters.join("").toUpperCase() || "•";
}

/** A stable number from 0 to `count` - 1, for the colour of a person or a chat. */
export function colourIndex(id: number | string, count: number): number {
  const text = String(id);
  let sum = 0;
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % count;
}
