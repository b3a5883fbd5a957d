import type { Translate } from "../../telegram/index.ts";
import type { WeeklyHours } from "../center.ts";
import { hoursLines } from "../hours.ts";

/** Working hours as people say them: «пн–пт 9:00–13:00, 14:00–18:00; сб 10:00–14:00». */
export function hoursText(hours: WeeklyHours, t: Translate): string {
  const lines = hoursLines(hours).map(({ from, to, parts }) => {
    const first = t.plain(`centers-day-${from}`);
    const days = from === to ? first : `${first}–${t.plain(`centers-day-${to}`)}`;
    return `${days} ${parts.map(withoutZero).join(", ")}`;
  });
  return lines.length > 0 ? lines.join("; ") : t.plain("centers-hours-unknown");
}

function withoutZero(part: string): string {
  return part
    .split("-")
    .map((time) => time.replace(/^0/, ""))
    .join("–");
}
