import { describe, expect, test } from "vitest";
import type { Territory } from "../../src/centers/index.ts";
import { readOrganisationName } from "../../src/members/organisation-name.ts";
import { readTown } from "../../src/members/read-town.ts";

function territory(code: string, kind: Territory["kind"] = "city_okrug"): Territory {
  return {
    code,
    regionCode: code.split(".")[0] ?? code,
    kind,
    name: code,
    nameShort: code,
    aliases: [],
    timezone: "Asia/Yekaterinburg",
    oktmo: null,
  };
}

function read(text: string, hits: Territory[]) {
  return readTown(text, {
    find: () => undefined,
    regions: () => [],
    municipalitiesOf: () => [],
    search: () => hits,
  });
}

describe("where a town was asked", () => {
  test("one hit is the town, or the region to choose in", () => {
    expect(read("Шадринск", [territory("kurgan.shadrinsk")])).toEqual({
      kind: "found",
      code: "kurgan.shadrinsk",
    });
    expect(read("Зауралье", [territory("kurgan", "region")])).toEqual({
      kind: "region",
      code: "kurgan",
    });
  });

  test("of many hits the five likeliest are offered", () => {
    const hits = Array.from({ length: 8 }, (_, index) => territory(`kurgan.place-${index}`));
    expect(read("Советский", hits)).toMatchObject({
      kind: "several",
      codes: hits.slice(0, 5).map(({ code }) => code),
    });
  });

  test("a short text without a hit is a place that we do not know", () => {
    expect(read("Верхние Кукуи", [])).toEqual({ kind: "nothing" });
  });

  test.each([
    "Как получить грант?",
    "Подскажите как нам зарегистрировать совет дома",
    "а".repeat(61),
    "а".repeat(4096),
  ])("a longer text is a question that came early", (text) => {
    expect(read(text, [])).toEqual({ kind: "looks-like-question" });
  });

  test("a text far longer than any name is not even searched", () => {
    const long = `Я из города Шадринска, ${"и у нас есть клуб ".repeat(5)}`;
    expect(read(long, [territory("kurgan.shadrinsk")])).toEqual({ kind: "looks-like-question" });
  });
});

describe("where an organisation was asked", () => {
  test("its name is kept as written, without needless spaces", () => {
    expect(readOrganisationName("  АНО   «Забота»\n")).toEqual({
      kind: "name",
      name: "АНО «Забота»",
    });
  });

  test("a slip of the finger is no name, nor is a smile", () => {
    expect(readOrganisationName("о")).toEqual({ kind: "too-short" });
    expect(readOrganisationName("🙂🙂🙂")).toEqual({ kind: "too-short" });
  });

  test.each([
    "нет",
    "Никакая.",
    "не знаю",
    "пока без организации",
    "Я пенсионерка",
    "Сама по себе",
  ])("«%s» says that there is none", (text) => {
    expect(readOrganisationName(text)).toEqual({ kind: "none" });
  });

  test.each(["да", "Спасибо!", "Здравствуйте"])("«%s» is politeness, and asked again", (text) => {
    expect(readOrganisationName(text)).toEqual({ kind: "too-short" });
  });

  test.each(["Мне бы спросить кое-что", "Подскажите насчёт гранта", "У нас протекает крыша"])(
    "«%s» is the beginning of a question",
    (text) => {
      expect(readOrganisationName(text)).toEqual({ kind: "looks-like-question" });
    },
  );

  test.each(["Совет ветеранов", "Мы вместе", "ТОС «Родник»", "Хор «Да будет свет»"])(
    "«%s» is a name",
    (name) => {
      expect(readOrganisationName(name)).toEqual({ kind: "name", name });
    },
  );

  test.each([
    "Требуется консультация по уставу",
    "Прошу помочь с грантом на ремонт",
    "Добрый день, подскажите насчёт субсидий",
    "Иванова Мария Петровна тел 89125556677",
    "Клуб «Радуга», 8 (35253) 1-22-33",
  ])("«%s» asks for something or gives a number", (text) => {
    expect(readOrganisationName(text)).toEqual({ kind: "looks-like-question" });
  });

  test.each([
    "Школа № 1235",
    "Фонд «Нужна помощь»",
    "Движение «Помогите детям»",
    "ТОС 5-й микрорайон",
  ])("«%s» is a name all the same", (name) => {
    expect(readOrganisationName(name)).toEqual({ kind: "name", name });
  });

  test("a question is none either, nor a letter", () => {
    expect(readOrganisationName("А зачем вам?")).toEqual({ kind: "looks-like-question" });
    expect(readOrganisationName("клуб ".repeat(50))).toEqual({ kind: "looks-like-question" });
  });
});
