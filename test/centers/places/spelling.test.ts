import { describe, expect, it } from "vitest";
import { typedInLatin } from "../../../src/centers/places/spelling.ts";
import { latinSystems } from "./latin.ts";
import { lost, names, search } from "./names.ts";

describe("every name of the catalogue is found", () => {
  const ways: [string, (text: string) => string][] = [
    ["as it stands", (text) => text],
    ["in capitals", (text) => text.toUpperCase()],
    ["without ё", (text) => text.replace(/ё/g, "е").replace(/Ё/g, "Е")],
    ["with spaces for dashes", (text) => text.replaceAll("-", " ")],
    ["with dashes for spaces", (text) => text.replaceAll(" ", "-")],
    ["with dots for spaces", (text) => text.replaceAll(" ", ". ")],
    ["in quotes among spaces", (text) => `  «${text}» `],
    ["typed in the Latin layout", typedInLatin],
  ];
  it.each(ways)("%s", (_, write) => {
    expect(lost(write)).toEqual([]);
  });

  it.each(latinSystems)("in Latin letters as by %s", (_, write) => {
    expect(lost(write)).toEqual([]);
  });

  it("with a Latin letter that looks Russian", () => {
    expect(search("Cургут")).toEqual(["khmao.surgut"]);
    expect(search("Tюмень")).toEqual(["tyumen.tyumen"]);
  });

  it("in Latin letters typed in the Russian layout", () => {
    expect(search("ыгкпге")).toEqual(["khmao.surgut"]);
    expect(search("ізыфвкштыл")).toEqual([]);
  });
});

describe("the kind of a place may be written in many ways", () => {
  const districts = names.filter(({ text }) => /^\S+(ский|ной|ный) район$/.test(text));

  it.each([
    "р-н",
    "р/н",
    "рн",
    "р-он",
    "район",
    "РАЙОН",
    "м.р.",
    "мун. район",
    "муниципальный район",
  ])("«… %s»", (kind) =>
    expect(lost((text) => text.replace("район", kind), districts)).toEqual([]),
  );

  it("before the name", () => {
    expect(lost((text) => `район ${text.replace(" район", "")}`, districts)).toEqual([]);
  });

  it("run together with the name", () => {
    expect(lost((text) => text.replace(" ", ""), districts)).toEqual([]);
  });

  it("in the genitive and the prepositional", () => {
    const stem = (text: string) => text.replace(/(ий|ый|ой) район$/, "");
    expect(lost((text) => `из ${stem(text)}ого района`, districts)).toEqual([]);
    expect(
      lost((text) => `живу в ${stem(text)}ом р-не`.replace("р-не", "районе"), districts),
    ).toEqual([]);
  });

  it("with a slip in the word for the kind", () => {
    const kinds = ["рйон", "райно", "раен", "раойн"];
    const found = kinds.map((kind) => search(`сургутский ${kind}`));
    expect(found.flat()).toEqual(kinds.map(() => "khmao.surgutsky"));
  });
});
