import type { Center, WeeklyHours } from "./center.ts";
import { type LocalDay, localTime, momentOf, nextDay, weekdayOf } from "./local-time.ts";

type Weekday = keyof WeeklyHours;
/** Hours and the zone in which they are meant. */
export type WorkingTime = Pick<Center, "hours" | "timezone">;

/** Days in a row that share their hours. */
export interface HoursLine {
  from: Weekday;
  to: Weekday;
  parts: string[];
}

export type ParsedHours = { kind: "read"; hours: WeeklyHours } | { kind: "mistaken"; part: string };

const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;
const dayNames = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];

/** What counts where a center gave no hours: a promise still needs a day and a time. */
const usualHours: WeeklyHours = Object.fromEntries(
  weekdays.slice(0, 5).map((day) => [day, ["09:00-18:00"]]),
);

/**
 * Reads hours as people write them: «пн-чт 09:00-13:00, 14:00-18:00; пт 9:00-17:00; сб,вс 10-14».
 *
 * @returns the hours, empty for an empty text, or the part that cannot be read.
 */
export function parseHours(text: string): ParsedHours {
  const hours: WeeklyHours = {};
  for (const group of text.split(";").map((part) => part.trim().toLowerCase())) {
    if (group === "") continue;
    const [, daysText = "", timesText = ""] = /^([а-я][а-я,\s–-]*?)\s+(\d.*)$/u.exec(group) ?? [];
    const days = parseDays(daysText);
    const spans = timesText.split(",");
    const parts = spans.flatMap((span) => parseTimes(span) ?? []);
    const isWhole = days.length > 0 && parts.length === spans.length;
    if (!isWhole || !areInOrder(parts) || days.some((day) => hours[day])) {
      return { kind: "mistaken", part: group };
    }
    for (const day of days) hours[day] = parts;
  }
  return { kind: "read", hours };
}

/** Whether the center works at that moment; never, where it gave no hours. */
export function isOpen({ hours, timezone }: WorkingTime, at: Date): boolean {
  const { weekday, minutes } = localTime(at, timezone);
  return partsOn(hours, weekday).some((part) => {
    const { from, to } = minutesOf(part);
    return minutes >= from && minutes < to;
  });
}

/**
 * The end of working time on the given working day after today: what is asked on Monday with a
 * term of two days is due on Wednesday evening.
 *
 * @param days working days, 1 or more. Without hours, Monday to Friday from 9 to 18 count.
 */
export function addWorkingDays({ hours, timezone }: WorkingTime, from: Date, days: number): Date {
  const week = hoursLines(hours).length > 0 ? hours : usualHours;
  let day = nextDay(localTime(from, timezone));
  for (let left = days; ; day = nextDay(day)) {
    const last = partsOn(week, weekdayOf(day)).at(-1);
    if (last === undefined) continue;
    left -= 1;
    if (left <= 0) return momentOf(day, minutesOf(last).to, timezone);
  }
}

/**
 * The moment by which the center has worked so long: an hour that begins shortly before the end of
 * work is over the next working morning.
 *
 * @param minutes more than 0. Without hours, Monday to Friday from 9 to 18 count.
 */
export function addWorkingMinutes(time: WorkingTime, from: Date, minutes: number): Date {
  const { timezone } = time;
  const week = hoursLines(time.hours).length > 0 ? time.hours : usualHours;
  let left = minutes * 60_000;
  for (let day: LocalDay = localTime(from, timezone); ; day = nextDay(day)) {
    for (const part of partsOn(week, weekdayOf(day))) {
      const opens = momentOf(day, minutesOf(part).from, timezone).getTime();
      const closes = momentOf(day, minutesOf(part).to, timezone).getTime();
      const start = Math.max(from.getTime(), opens);
      if (closes - start >= left) return new Date(start + left);
      left -= Math.max(0, closes - start);
    }
  }
}

/** The week in as few lines as possible, for showing. */
export function hoursLines(hours: WeeklyHours): HoursLine[] {
  const lines: HoursLine[] = [];
  for (const day of weekdays) {
    const parts = hours[day];
    if (!parts || parts.length === 0) continue;
    const last = lines.at(-1);
    const follows = last && Number(last.to) === Number(day) - 1;
    if (follows && last.parts.join() === parts.join()) last.to = day;
    else lines.push({ from: day, to: day, parts });
  }
  return lines;
}

function partsOn(hours: WeeklyHours, weekday: number): string[] {
  return hours[String(weekday) as Weekday] ?? [];
}

function parseDays(text: string): Weekday[] {
  const ranges = text.split(",").map((range) => range.split(/[-–]/).map((day) => day.trim()));
  const days = ranges.flatMap(([first = "", last = first, ...rest]): Weekday[] => {
    const from = dayNames.indexOf(first);
    const to = dayNames.indexOf(last);
    return from < 0 || to < from || rest.length > 0 ? [] : weekdays.slice(from, to + 1);
  });
  const areAllRead = ranges.every(([first = ""]) => days.includes(dayOf(first)));
  return areAllRead && new Set(days).size === days.length ? days : [];
}

function dayOf(name: string): Weekday {
  return String(dayNames.indexOf(name) + 1) as Weekday;
}

/** @returns «09:00-18:00», or undefined for what is no span of time within a day. */
function parseTimes(text: string): string | undefined {
  const match = /^(\d{1,2})(?::([0-5]\d))?\s*[-–]\s*(\d{1,2})(?::([0-5]\d))?$/u.exec(text.trim());
  if (!match) return undefined;
  const [, fromHour = "", fromMinute = "00", toHour = "", toMinute = "00"] = match;
  const part = `${fromHour.padStart(2, "0")}:${fromMinute}-${toHour.padStart(2, "0")}:${toMinute}`;
  const { from, to } = minutesOf(part);
  return from < to && to <= 24 * 60 ? part : undefined;
}

function areInOrder(parts: string[]): boolean {
  const spans = parts.map(minutesOf);
  return spans.every(({ from }, index) => index === 0 || from >= (spans[index - 1]?.to ?? 0));
}

function minutesOf(part: string): { from: number; to: number } {
  const [from = 0, to = 0] = part.split("-").map((time) => {
    const [hour, minute] = time.split(":").map(Number);
    return (hour ?? 0) * 60 + (minute ?? 0);
  });
  return { from, to };
}
