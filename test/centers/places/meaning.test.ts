import { describe, expect, it } from "vitest";
import { search } from "./names.ts";

type Case = [query: string, ...codes: string[]];

const declined: Case[] = [
  ["в Шадринске", "kurgan.shadrinsk"],
  ["из Сургута", "khmao.surgut"],
  ["живу в Кургане", "kurgan.kurgan"],
  ["мы из Нижнего Тагила", "sverdlovsk.nizhny-tagil"],
  ["в Верхней Пышме", "sverdlovsk.verkhnyaya-pyshma"],
  ["в Сухом Логу", "sverdlovsk.sukhoy-log"],
  ["под Екатеринбургом", "sverdlovsk.yekaterinburg"],
  ["из Каменска-Уральского", "sverdlovsk.kamensk-uralsky"],
  ["в Ханты-Мансийске", "khmao.khanty-mansiysk"],
  ["в Тюмени", "tyumen.tyumen"],
  ["из Нягани", "khmao.nyagan"],
  ["в Карталах", "chelyabinsk.kartalinsky"],
  ["Шадринского района", "kurgan.shadrinsky"],
  ["в Тюменском районе", "tyumen.tyumensky"],
  ["в Курганской области", "kurgan"],
];

const narrowed: Case[] = [
  ["сосновский район челябинской области", "chelyabinsk.sosnovsky"],
  ["октябрьский район хмао", "khmao.oktyabrsky"],
  ["Октябрьский, Челябинская обл.", "chelyabinsk.oktyabrsky"],
  ["Березовский, Свердл. обл.", "sverdlovsk.beryozovsky"],
  ["белоярский югра", "khmao.beloyarsky"],
  ["г. Тюмень, Тюменская область", "tyumen.tyumen"],
  ["город Сургут ХМАО", "khmao.surgut"],
  ["Сургут, Тюменская область", "khmao.surgut"],
  ["посёлок Солнечный, Сургутский р-н", "khmao.surgutsky"],
  ["село Байкалово Тобольского района", "tyumen.tobolsky"],
  ["деревня Ивановка, Каргапольский район", "kurgan.kargapolsky"],
  ["деревня Ивановка Курганской области", "kurgan"],
  ["Surgut HMAO", "khmao.surgut"],
  ["сургут, ул. Тюменская, дом 5", "khmao.surgut"],
  ["640000 Курган", "kurgan.kurgan"],
];

const kinds: Case[] = [
  ["троицкий", "chelyabinsk.troitsk", "chelyabinsk.troitsky"],
  ["троицкий округ", "chelyabinsk.troitsk", "chelyabinsk.troitsky"],
  ["троицкий городской округ", "chelyabinsk.troitsk"],
  ["троицкий г.о.", "chelyabinsk.troitsk"],
  ["троицкий м.о.", "chelyabinsk.troitsky"],
  ["троицкий район", "chelyabinsk.troitsky"],
  ["посёлок Троицкий", "sverdlovsk.talitsa"],
  ["троицк", "chelyabinsk.troitsk"],
  ["сургутский", "khmao.surgutsky", "khmao.surgut"],
  ["сургутский городской округ", "khmao.surgut"],
  ["шадринский городской округ", "kurgan.shadrinsk"],
  ["каменский", "sverdlovsk.kamensky", "sverdlovsk.kamensk-uralsky"],
  ["камышловский", "sverdlovsk.kamyshlov", "sverdlovsk.kamyshlovsky"],
  ["белоярский р-н", "sverdlovsk.beloyarsky", "khmao.beloyarsky"],
  ["город Берёзовский", "sverdlovsk.beryozovsky"],
  ["город Белоярский", "khmao.beloyarsky"],
  ["МО город Алапаевск", "sverdlovsk.alapaevsk"],
  ["МО Алапаевское", "sverdlovsk.alapaevskoe"],
  ["г.о. Верхняя Пышма", "sverdlovsk.verkhnyaya-pyshma"],
  ["салда", "sverdlovsk.verkhnyaya-salda", "sverdlovsk.nizhnyaya-salda"],
  ["ниж. тагил", "sverdlovsk.nizhny-tagil"],
  ["х-мансийск", "khmao.khanty-mansiysk"],
  ["Тюмень область", "tyumen"],
];

const neighbours: Case[] = [
  ["миасс", "chelyabinsk.miass"],
  ["миасское", "chelyabinsk.krasnoarmeysky"],
  ["тавда", "sverdlovsk.tavda"],
  ["нижняя тавда", "tyumen.nizhnetavdinsky"],
  ["казанское", "tyumen.kazansky"],
  ["пышма", "sverdlovsk.pyshma"],
  ["верняя пышма", "sverdlovsk.verkhnyaya-pyshma"],
  ["магнитка", "chelyabinsk.magnitogorsk"],
  ["посёлок Магнитка", "chelyabinsk.kusinsky"],
  ["югра", "khmao"],
  ["юрга"],
];

describe("what the words around a name say", () => {
  it.each(declined)("declined: %s", (query, ...codes) => expect(search(query)).toEqual(codes));
  it.each(narrowed)("narrowed: %s", (query, ...codes) => expect(search(query)).toEqual(codes));
  it.each(kinds)("by its kind: %s", (query, ...codes) => expect(search(query)).toEqual(codes));
  it.each(neighbours)("told apart: %s", (query, ...codes) => expect(search(query)).toEqual(codes));

  it("names two towns when two are written", () => {
    expect(search("курган и шадринск")).toEqual(["kurgan.kurgan", "kurgan.shadrinsk"]);
  });

  it("believes a name in a sentence only where it is marked as a place", () => {
    expect(search("хочу грант в Кургане")).toEqual(["kurgan.kurgan"]);
    expect(search("скажите, как дела у Миасс")).toEqual([]);
  });
});
