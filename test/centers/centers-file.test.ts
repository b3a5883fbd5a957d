import { describe, expect, test } from "vitest";
import {
  centersFileColumns,
  type KnownNames,
  readCentersFile,
} from "../../src/centers/centers-file.ts";

const known: KnownNames = {
  territories: new Set(["kurgan", "kurgan.shadrinsk", "kurgan.shadrinsky"]),
  centers: new Map([
    ["ural", "interregional"],
    ["kurgan", "regional"],
  ]),
};

const good: Record<string, string> = {
  code: "shadrinsk",
  type: "municipal",
  name: "Ресурсный центр НКО Шадринска",
  name_short: "РЦ Шадринска",
  parent: "kurgan",
  territories: "kurgan.shadrinsk | kurgan.shadrinsky",
  kinds: "financial|consulting",
  phone: "+7 (35253) 0-00-01",
  email: "shadrinsk@nko.example",
  address: "Шадринск, ул. Добрых дел, 2",
  website: "https://shadrinsk.example",
  hours: "пн-пт 9-18",
  answer_days: "3",
};

function file(...rows: Record<string, string>[]): string {
  const cells = centersFileColumns.split(",");
  const lines = rows.map((row) => cells.map((name) => `"${row[name] ?? ""}"`).join(","));
  return [centersFileColumns, ...lines].join("\n");
}

function mistakesOf(content: string): string[] {
  const read = readCentersFile(content, known);
  return read.kind === "read"
    ? []
    : read.mistakes.map(({ line, message }) => `${line}: ${message}`);
}

describe("a file of centers", () => {
  test("is read whole, with empty cells as nothing", () => {
    const bare = { ...good, code: "bare", phone: "", email: "", address: "", website: "" };
    const read = readCentersFile(file(good, { ...bare, hours: "", answer_days: "" }), known);
    expect(read).toMatchObject({
      kind: "read",
      centers: [
        {
          code: "shadrinsk",
          nameShort: "РЦ Шадринска",
          parent: "kurgan",
          territories: ["kurgan.shadrinsk", "kurgan.shadrinsky"],
          kinds: ["financial", "consulting"],
          hours: { 1: ["09:00-18:00"], 5: ["09:00-18:00"] },
          answerDays: 3,
        },
        { phone: null, email: null, address: null, website: null, hours: {}, answerDays: 2 },
      ],
    });
  });

  test.each([
    [{ code: "Шадринск" }, "code is made of a-z, 0-9 and -"],
    [{ type: "city" }, "type must be one of interregional, regional, municipal, partner"],
    [{ name: " " }, "name is empty"],
    [
      { name_short: "а".repeat(41) },
      "name_short is longer than 40 characters: it has to fit on a button",
    ],
    [{ parent: "" }, "a municipal center needs a parent"],
    [{ parent: "omsk" }, "parent omsk is neither in the file nor known"],
    [{ type: "regional" }, "a regional center cannot stand below kurgan, which is regional"],
    [{ territories: "kurgan.omsk" }, "territory kurgan.omsk is not in the catalogue"],
    [{ territories: "kurgan|kurgan" }, "territories names one twice"],
    [{ kinds: "" }, "kinds is empty: a center gives at least one kind of support"],
    [{ kinds: "legal" }, "kinds may hold financial, informational, consulting, methodological"],
    [{ phone: "позвоните" }, "phone is no phone number"],
    [{ email: "shadrinsk" }, "email is no e-mail address"],
    [{ website: "shadrinsk.example" }, "website must begin with https:// or http://"],
    [
      { hours: "пн 18-9" },
      "hours cannot be read at «пн 18-9»: write пн-пт 09:00-13:00, 14:00-18:00",
    ],
    [{ answer_days: "0" }, "answer_days is a number of working days, 1 to 30"],
  ])("names the line and what is wrong: %o", (change, message) => {
    expect(mistakesOf(file({ ...good, code: "first" }, { ...good, ...change }))).toEqual([
      `3: ${message}`,
    ]);
  });

  test("names every mistake at once", () => {
    const wrong = { ...good, kinds: "legal", email: "x" };
    expect(
      mistakesOf(file(wrong, { ...wrong, code: "x" }))
        .map((line) => line[0])
        .join(""),
    ).toBe("2233");
  });

  test("may not name a center twice", () => {
    expect(mistakesOf(file(good, good))).toEqual(["3: code shadrinsk is already on line 2"]);
  });

  test("may name a parent that comes later, or that is in the directory", () => {
    const region = { ...good, code: "north", type: "regional", parent: "ural" };
    expect(mistakesOf(file({ ...good, parent: "north" }, region))).toEqual([]);
  });

  test.each([
    ["", "1: the heading must be "],
    ["code,name\n", "1: the heading must be "],
    [`${centersFileColumns}\na,b`, "2: has 2 fields instead of 13"],
    [`${centersFileColumns}\n"a`, "2: "],
  ])("is refused when it is no such table: %j", (content, beginning) => {
    expect(mistakesOf(content)[0]).toMatch(beginning);
  });
});
