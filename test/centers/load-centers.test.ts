import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDirectoryLoader, type DirectoryLoader } from "../../src/centers/index.ts";
import { createPerform } from "../../src/platform/perform.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

const demo = readFileSync(new URL("../../prisma/data/demo-centers.csv", import.meta.url), "utf8");

describe("loading a file of centers", () => {
  let database: TestDatabase;
  let loader: DirectoryLoader;
  let now = new Date("2026-11-24T10:00:00Z");
  let loads = 0;

  beforeAll(async () => {
    database = await freshDatabase();
    const clock = { now: () => now, until: () => Promise.resolve() };
    const { prisma } = database;
    loader = createDirectoryLoader({ prisma, perform: createPerform(prisma), clock });
  });
  afterAll(() => database.close());

  const load = (content: string) => loader.loadCenters({ cause: `test:${(loads += 1)}`, content });
  const servedBy = async (code: string) =>
    database.prisma.servedTerritory.findMany({
      where: { center: { code } },
      orderBy: { territoryCode: "asc" },
      select: { territoryCode: true, since: true },
    });

  test("writes the territories once, and retires what leaves the catalogue", async () => {
    expect(await loader.loadTerritories()).toBe(195);
    expect(await loader.loadTerritories()).toBe(0);
    await database.prisma.territory.create({
      data: {
        code: "kurgan.gone",
        regionCode: "kurgan",
        kind: "city_okrug",
        name: "Китеж",
        nameShort: "Китеж",
        timezone: "Asia/Yekaterinburg",
      },
    });
    expect(await loader.loadTerritories()).toBe(1);
    const gone = await database.prisma.territory.findUnique({ where: { code: "kurgan.gone" } });
    expect(gone?.retiredAt).toEqual(now);
  });

  test("loads the demo network", async () => {
    const outcome = await load(demo);
    expect(outcome).toMatchObject({ kind: "loaded", untouched: [] });
    expect(outcome.kind === "loaded" && outcome.changes.every(({ what }) => what === "new")).toBe(
      true,
    );
    const shadrinsk = await database.prisma.center.findUniqueOrThrow({
      where: { code: "shadrinsk" },
      include: { parent: true, territories: true },
    });
    expect(shadrinsk.parent?.code).toBe("kurgan");
    expect(shadrinsk.territories.map(({ territoryCode }) => territoryCode)).toEqual([
      "kurgan.shadrinsk",
    ]);
    expect(shadrinsk.hours).toMatchObject({ 1: ["09:00-13:00", "14:00-18:00"] });
  });

  test("changes nothing when the same file comes again", async () => {
    now = new Date("2026-11-25T10:00:00Z");
    expect(await load(demo)).toEqual({ kind: "loaded", changes: [], untouched: [] });
  });

  test("says what it changed, and a territory that stays keeps its date", async () => {
    const changed = demo
      .replace("sverdlovsk.irbit|sverdlovsk.irbitskoe", "sverdlovsk.irbit|sverdlovsk.rezh")
      .replace("+7 (34355) 0-00-01", "");
    expect(await load(changed)).toEqual({
      kind: "loaded",
      untouched: [],
      changes: [
        {
          what: "changed",
          code: "irbit",
          field: "territories",
          before: "sverdlovsk.irbit|sverdlovsk.irbitskoe",
          after: "sverdlovsk.irbit|sverdlovsk.rezh",
        },
        {
          what: "changed",
          code: "irbit",
          field: "phone",
          before: "+7 (34355) 0-00-01",
          after: "",
        },
      ],
    });
    expect(await servedBy("irbit")).toEqual([
      { territoryCode: "sverdlovsk.irbit", since: new Date("2026-11-24T10:00:00Z") },
      { territoryCode: "sverdlovsk.rezh", since: now },
    ]);
  });

  test("leaves centers alone that the file does not name", async () => {
    const [heading, first] = demo.split("\n");
    const outcome = await load(`${heading}\n${first}\n`);
    expect(outcome.kind === "loaded" && outcome.untouched).toContain("shadrinsk");
    expect(await database.prisma.center.count()).toBe(18);
  });

  test("changes nothing at all when one line is mistaken", async () => {
    const mistaken = demo.replace("РЦ Миасса", "Миасс").replace("kurgan.shadrinsk", "kurgan.omsk");
    expect(await load(mistaken)).toEqual({
      kind: "mistaken",
      mistakes: [{ line: 8, message: "territory kurgan.omsk is not in the catalogue" }],
    });
    const miass = await database.prisma.center.findUniqueOrThrow({ where: { code: "miass" } });
    expect(miass.nameShort).toBe("РЦ Миасса");
  });
});
