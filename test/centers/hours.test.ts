import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addWorkingDays,
  addWorkingMinutes,
  hoursLines,
  isOpen,
  parseHours,
} from "../../src/centers/hours.ts";

const timezone = "Asia/Yekaterinburg";

function read(text: string) {
  const parsed = parseHours(text);
  if (parsed.kind === "mistaken") throw new Error(`cannot read ${parsed.part}`);
  return parsed.hours;
}

describe("working hours", () => {
  test.each([
    ["", {}],
    ["пн 9-18", { 1: ["09:00-18:00"] }],
    ["Пн–Вт 09:00–13:00, 14:00–18:00", fill("12", ["09:00-13:00", "14:00-18:00"])],
    ["пн, ср, пт 10:00-18:00; сб 10-14", { ...fill("135", ["10:00-18:00"]), 6: ["10:00-14:00"] }],
    ["вс 00:00-24:00", { 7: ["00:00-24:00"] }],
  ])("reads «%s»", (text, hours) => {
    expect(read(text)).toEqual(hours);
  });

  test.each([
    "пн",
    "9-18",
    "пн-пт",
    "пт-пн 9-18",
    "пн 18-9",
    "пн 9-25",
    "пн 9:60-18",
    "пн 9-13, 12-18",
    "пн-ср 9-18; вт 9-12",
    "mon 9-18",
    "пн,, вт 9-18",
    "каждый день 9-18",
  ])("does not read «%s»", (text) => {
    expect(parseHours(text).kind).toBe("mistaken");
  });

  test("are counted in the center's own time", () => {
    const center = { hours: read("пн-пт 09:00-13:00, 14:00-18:00"), timezone };
    const at = (time: string) => isOpen(center, new Date(`2026-11-23T${time}+05:00`));
    expect(["08:59", "09:00", "12:59", "13:00", "14:00", "18:00"].map(at)).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(isOpen(center, new Date("2026-11-22T10:00+05:00"))).toBe(false);
    expect(isOpen({ hours: {}, timezone }, new Date("2026-11-23T10:00+05:00"))).toBe(false);
  });

  test.each([
    ["in the middle of the week", "пн-пт 09:00-18:00", "2026-11-23T12:00", 2, "2026-11-25T18:00"],
    ["over the weekend", "пн-пт 09:00-18:00", "2026-11-27T12:00", 2, "2026-12-01T18:00"],
    ["asked on a day off", "пн-пт 09:00-18:00", "2026-11-28T12:00", 2, "2026-12-01T18:00"],
    ["late in the evening", "пн-пт 09:00-18:00", "2026-11-23T23:59", 1, "2026-11-24T18:00"],
    [
      "with a short Friday",
      "пн-чт 9-18; пт 9-13, 14-17",
      "2026-11-26T10:00",
      1,
      "2026-11-27T17:00",
    ],
    ["open once a week", "ср 10-12", "2026-11-25T11:00", 2, "2026-12-09T12:00"],
    ["without hours", "", "2026-11-27T12:00", 1, "2026-11-30T18:00"],
    ["over the turn of the year", "пн-пт 9-18", "2026-12-31T12:00", 1, "2027-01-01T18:00"],
  ])("give a term %s", (_, hours, from, days, due) => {
    const center = { hours: read(hours), timezone };
    expect(addWorkingDays(center, new Date(`${from}+05:00`), days)).toEqual(
      new Date(`${due}+05:00`),
    );
  });

  test("a term lies ahead and grows with its days, in any zone", () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date("2020-01-01T00:00:00Z"),
          max: new Date("2040-01-01T00:00:00Z"),
          noInvalidDate: true,
        }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom("Asia/Yekaterinburg", "Europe/Berlin", "America/St_Johns", "UTC"),
        (from, days, zone) => {
          const center = { hours: read("пн-пт 09:00-18:00"), timezone: zone };
          const due = addWorkingDays(center, from, days);
          expect(due > from).toBe(true);
          expect(addWorkingDays(center, from, days + 1) > due).toBe(true);
          expect(isOpen(center, due)).toBe(false);
          expect(isOpen(center, new Date(due.getTime() - 60_000))).toBe(true);
        },
      ),
    );
  });

  test.each([
    // Monday, 23 November 2026; Yekaterinburg is five hours ahead
    ["2026-11-23T05:00:00Z", "пн-пт 09:00-18:00", "2026-11-23T06:00:00.000Z"],
    ["2026-11-23T12:30:00Z", "пн-пт 09:00-18:00", "2026-11-24T04:30:00.000Z"],
    ["2026-11-23T07:40:00Z", "пн-пт 09:00-13:00, 14:00-18:00", "2026-11-23T09:40:00.000Z"],
    ["2026-11-21T05:00:00Z", "пн-пт 09:00-18:00", "2026-11-23T05:00:00.000Z"],
    ["2026-11-23T22:00:00Z", "ср 10-14", "2026-11-25T06:00:00.000Z"],
    ["2026-11-21T05:00:00Z", "", "2026-11-23T05:00:00.000Z"],
  ])("an hour of work after %s with «%s» is over at %s", (from, hours, over) => {
    const center = { hours: read(hours), timezone: "Asia/Yekaterinburg" };
    expect(addWorkingMinutes(center, new Date(from), 60).toISOString()).toBe(over);
  });

  test("are shown in as few lines as possible", () => {
    expect(hoursLines(read("пн-ср 9-18; чт 9-18; пт 9-17; вс 10-14"))).toEqual([
      { from: "1", to: "4", parts: ["09:00-18:00"] },
      { from: "5", to: "5", parts: ["09:00-17:00"] },
      { from: "7", to: "7", parts: ["10:00-14:00"] },
    ]);
  });
});

function fill(days: string, parts: string[]): Record<string, string[]> {
  return Object.fromEntries([...days].map((day) => [day, parts]));
}
