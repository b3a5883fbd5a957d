import path from "node:path";
import { describe, expect, test } from "vitest";
import { hoursText } from "../../src/centers/bot/hours-text.ts";
import { networkScreen, regionScreen } from "../../src/centers/bot/staff.screens.ts";
import type { CenterSummary } from "../../src/centers/center-store.ts";
import { parseHours } from "../../src/centers/hours.ts";
import { overviewOf } from "../../src/centers/list-centers.ts";
import { createTerritories, readOwnTerritories } from "../../src/centers/territories.ts";
import { loadTranslations } from "../../src/telegram/index.ts";

const translations = loadTranslations(path.join(import.meta.dirname, "../../locales"));
const t = translations("ru");
const territories = createTerritories(readOwnTerritories());
const regionName = (code: string | null) => code ?? "сеть";

function center(code: string, change: Partial<CenterSummary> = {}): CenterSummary {
  return {
    id: "0193a000-0000-7000-8000-000000000000",
    code,
    type: "municipal",
    name: `Ресурсный центр ${code}`,
    nameShort: `РЦ ${code}`,
    parentId: null,
    status: "active",
    kinds: ["consulting"],
    phone: null,
    email: null,
    address: null,
    website: null,
    timezone: "Asia/Yekaterinburg",
    hours: {},
    answerDays: 2,
    showNames: false,
    territories: [{ code: "kurgan.shadrinsk", since: new Date(0) }],
    reachable: true,
    hasGroup: true,
    people: 1,
    ...change,
  };
}

describe("the screens of the directory", () => {
  test("hours are short, in both languages", () => {
    const parsed = parseHours("пн-чт 09:00-13:00, 14:00-18:00; сб 10-14");
    const hours = parsed.kind === "read" ? parsed.hours : {};
    expect(hoursText(hours, t)).toBe("пн–чт 9:00–13:00, 14:00–18:00; сб 10:00–14:00");
    expect(hoursText(hours, translations("en"))).toMatch(/^Mon–Thu 9:00/);
    expect(hoursText({}, t)).toBe("часы не указаны");
  });

  test("what belongs to several regions belongs to the network", () => {
    const served = (codes: string[]) => codes.map((code) => ({ code, since: new Date(0) }));
    const overview = overviewOf(
      [
        center("a"),
        center("b", { territories: served(["kurgan", "tyumen"]) }),
        center("c", { territories: served([]), people: 0, hasGroup: false }),
        center("d", { territories: served(["tyumen.ishim", "tyumen.ishimsky"]), hasGroup: false }),
      ],
      territories,
    );
    expect(overview.regions.map(({ regionCode, centers }) => [regionCode, centers.length])).toEqual(
      [
        [null, 2],
        ["kurgan", 1],
        ["tyumen", 1],
      ],
    );
    const codes = (centers: CenterSummary[]) => centers.map(({ code }) => code);
    const uncovered = overview.regions.map((region) => region.uncovered);
    expect(uncovered).toEqual([0, 25, 24]);
    expect(codes(overview.withoutGroup)).toEqual(["d"]);
    expect(codes(overview.withoutPeople)).toEqual(["c"]);
    expect(codes(overview.withoutTerritory)).toEqual(["c"]);
  });

  test("a network in which nothing is missing says so", () => {
    const screen = networkScreen(overviewOf([center("a")], territories), false, regionName, t);
    expect(screen.text).toContain("Всё на месте");
    expect(screen.buttons).toHaveLength(1);
  });

  test("a long region has pages, and every center is on one of them", () => {
    const centers = Array.from({ length: 20 }, (_, index) => center(`${index}`));
    const pages = [0, 8, 16].map((from) =>
      (
        regionScreen({ regionCode: "kurgan", centers, uncovered: 2 }, from, regionName, t)
          .buttons ?? []
      ).map((row) => row.map(({ text }) => text).join(" ")),
    );
    expect(pages.map((page) => page.filter((row) => row.startsWith("РЦ")).length)).toEqual([
      8, 8, 4,
    ]);
    expect(pages.map((page) => page.slice(-2))).toEqual([
      ["Дальше", "Назад"],
      ["Выше Дальше", "Назад"],
      ["Выше", "Назад"],
    ]);
  });

  test("the search gives territories, and the municipalities are in order", () => {
    expect(territories.search("шадринск")[0]?.code).toBe("kurgan.shadrinsk");
    expect(territories.search("Омск")).toEqual([]);
    const names = territories.municipalitiesOf("tyumen").map(({ nameShort }) => nameShort);
    expect(names).toHaveLength(26);
    expect(names[0]).toBe("Абатский округ");
    expect(territories.regions()).toHaveLength(5);
  });
});
