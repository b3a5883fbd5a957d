import { expect, it } from "vitest";
import {
  formatDay,
  formatDuration,
  formatListTime,
  formatSize,
  initials,
  plural,
  untilHour,
} from "../../../src/sandbox/page/format.ts";

/** A moment by the clocks of the Urals. */
const ural = (text: string) => new Date(`${text}+05:00`);
const now = ural("2026-11-24T12:00");

it("names days as people do", () => {
  expect(formatDay(ural("2026-11-24T00:01").getTime(), now)).toBe("Сегодня");
  expect(formatDay(ural("2026-11-23T23:59").getTime(), now)).toBe("Вчера");
  expect(formatDay(ural("2026-03-08T00:00").getTime(), now)).toBe("8 марта");
  expect(formatDay(ural("2025-03-08T00:00").getTime(), now)).toBe("8 марта 2025 г.");
});

it("shortens the time of a list as it grows older", () => {
  expect(formatListTime(ural("2026-11-24T09:05").getTime(), now)).toBe("09:05");
  expect(formatListTime(ural("2026-11-22T09:00").getTime(), now)).toBe("вс");
  expect(formatListTime(ural("2026-10-01T00:00").getTime(), now)).toBe("1 октября");
});

it("puts nouns into the form that their number asks for", () => {
  const forms = ["тема", "темы", "тем"] as const;
  expect([1, 3, 5, 11, 21].map((count) => plural(count, forms))).toEqual([
    "1 тема",
    "3 темы",
    "5 тем",
    "11 тем",
    "21 тема",
  ]);
});

it("takes a picture's letters from the words of a name", () => {
  expect(initials("Валентина Петрова")).toBe("ВП");
  expect(initials("Центр «Исеть», Шадринск")).toBe("ЦИ");
  expect(initials("127")).toBe("•");
});

it("writes lengths and sizes briefly", () => {
  expect(formatDuration(67)).toBe("1:07");
  expect(formatSize(900)).toBe("900 Б");
  expect(formatSize(1_500_000)).toBe("1,4 МБ");
});

it("finds the next morning", () => {
  const hours = (text: string) => untilHour(9, ural(text)) / 3_600_000;
  expect(hours("2026-11-24T08:00")).toBe(1);
  expect(hours("2026-11-24T09:00")).toBe(24);
  expect(hours("2026-11-24T23:30")).toBe(9.5);
});
