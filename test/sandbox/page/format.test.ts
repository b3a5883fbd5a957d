import { expect, it } from "vitest";
import {
  formatDay,
  formatDuration,
  formatListTime,
  formatSize,
  initials,
  plural,
} from "../../../src/sandbox/page/format.ts";

const now = new Date(2026, 10, 24, 12);

it("names days as people do", () => {
  expect(formatDay(new Date(2026, 10, 24, 0, 1).getTime(), now)).toBe("Сегодня");
  expect(formatDay(new Date(2026, 10, 23, 23, 59).getTime(), now)).toBe("Вчера");
  expect(formatDay(new Date(2026, 2, 8).getTime(), now)).toBe("8 марта");
  expect(formatDay(new Date(2025, 2, 8).getTime(), now)).toBe("8 марта 2025 г.");
});

it("shortens the time of a list as it grows older", () => {
  expect(formatListTime(new Date(2026, 10, 24, 9, 5).getTime(), now)).toBe("09:05");
  expect(formatListTime(new Date(2026, 10, 22, 9).getTime(), now)).toBe("вс");
  expect(formatListTime(new Date(2026, 9, 1).getTime(), now)).toBe("1 октября");
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
