import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readTerritoryCatalogue } from "../../src/centers/territory-catalogue.ts";
import { isRegion, regionOf } from "../../src/centers/territory.ts";

const heading = "code,region_code,kind,name,name_short,aliases,timezone,oktmo";
const region =
  "kurgan,kurgan,region,Курганская область,Курганская обл.,зауралье,Asia/Yekaterinburg,37000000";
const town = "kurgan.kurgan,kurgan,city_okrug,город Курган,Курган,,Asia/Yekaterinburg,";

function read(...lines: string[]) {
  return readTerritoryCatalogue([heading, ...lines].join("\n"));
}

describe("the catalogue of territories", () => {
  it("that comes with the product holds five regions and 190 municipalities", () => {
    const file = new URL("../../prisma/data/territories.csv", import.meta.url);
    const catalogue = readTerritoryCatalogue(readFileSync(file, "utf8"));
    expect(catalogue).not.toHaveProperty("mistakes");
    const territories = catalogue.kind === "read" ? catalogue.territories : [];
    expect(territories.filter(isRegion)).toHaveLength(5);
    expect(territories).toHaveLength(195);
    expect(territories.every((territory) => regionOf(territory, territories))).toBe(true);
  });

  it("reads a line into a territory, with and without aliases and a national code", () => {
    expect(read(region, town)).toEqual({
      kind: "read",
      territories: [
        {
          code: "kurgan",
          regionCode: "kurgan",
          kind: "region",
          name: "Курганская область",
          nameShort: "Курганская обл.",
          aliases: ["зауралье"],
          timezone: "Asia/Yekaterinburg",
          oktmo: "37000000",
        },
        {
          code: "kurgan.kurgan",
          regionCode: "kurgan",
          kind: "city_okrug",
          name: "город Курган",
          nameShort: "Курган",
          aliases: [],
          timezone: "Asia/Yekaterinburg",
          oktmo: null,
        },
      ],
    });
  });

  it("names every mistake with its line", () => {
    const reading = read(
      region,
      town.replace("city_okrug", "city"),
      town.replace("Asia/Yekaterinburg", "Asia/Kurgan"),
      `${town}123`,
      "kurgan.kurgan,kurgan",
      town.replace("kurgan.kurgan,kurgan", "omsk.omsk,omsk"),
      town,
      town,
    );
    expect(reading).toEqual({
      kind: "mistaken",
      mistakes: [
        { line: 3, message: expect.stringContaining("kind must be one of") },
        { line: 4, message: expect.stringContaining("timezone is no time zone") },
        { line: 5, message: expect.stringContaining("oktmo must be 8 digits or empty") },
        { line: 6, message: "has 2 fields instead of 8" },
        { line: 7, message: "region omsk is not in the file" },
        { line: 9, message: "code kurgan.kurgan is already on line 8" },
      ],
    });
  });

  it("refuses another heading, a broken quote and nothing at all", () => {
    for (const text of ["", "code,name\nkurgan,Курган", `${heading}\n"kurgan`]) {
      expect(readTerritoryCatalogue(text)).toMatchObject({ kind: "mistaken" });
    }
  });

  it("reads files with Windows line ends and a byte order mark", () => {
    const text = `\uFEFF${[heading, region, town].join("\r\n")}\r\n`;
    expect(readTerritoryCatalogue(text)).toMatchObject({ kind: "read" });
  });
});
