/** A day on the wall calendar of some place; months count from 1. */
export interface LocalDay {
  year: number;
  month: number;
  day: number;
}

/** What the clock and the calendar on the wall show. */
export interface LocalTime extends LocalDay {
  /** 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** Minutes since midnight. */
  minutes: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** @param timezone an IANA zone. */
export function localTime(at: Date, timezone: string): LocalTime {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatFor(timezone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return {
    year,
    month,
    day,
    minutes: hour * 60 + minute,
    weekday: weekdayOf({ year, month, day }),
  };
}

/** The moment at which the place's clock shows so many minutes after that day's midnight. */
export function momentOf(day: LocalDay, minutes: number, timezone: string): Date {
  const asIfUtc = Date.UTC(day.year, day.month - 1, day.day, 0, minutes);
  // the offset at a moment near the wanted one is the wanted one's, but for a change of clocks
  const first = asIfUtc - offsetAt(new Date(asIfUtc), timezone);
  return new Date(asIfUtc - offsetAt(new Date(first), timezone));
}

export function nextDay({ year, month, day }: LocalDay): LocalDay {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
}

export function weekdayOf({ year, month, day }: LocalDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
}

function offsetAt(at: Date, timezone: string): number {
  const { year, month, day, minutes } = localTime(at, timezone);
  const wholeMinutes = Math.floor(at.getTime() / 60_000) * 60_000;
  return Date.UTC(year, month - 1, day, 0, minutes) - wholeMinutes;
}

function formatFor(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: timezone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    formats.set(timezone, format);
  }
  return format;
}
