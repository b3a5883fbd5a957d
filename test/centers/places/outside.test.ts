import { describe, expect, it } from "vitest";
import { typedInLatin } from "../../../src/centers/places/spelling.ts";
import { wordsInRole } from "../../../src/centers/places/words.ts";
import { search } from "./names.ts";

const foreignPlaces = wordsInRole("elsewhere");

/** Towns of which most are in no list of ours: the rules for typing errors must keep them out. */
const otherTowns =
  "абаза агрыз азов алатырь алексин анадырь асино балашов белебей белово беслан бологое валдай вельск выкса вязьма " +
  "галич гатчина геленджик гусев данилов дубна ельня енисейск ефремов зарайск зеленогорск зеленодольск иланский " +
  "калачинск каменка канаш канск карасук каргат карачев касимов кашира кириши кирсанов козельск колпашево конаково " +
  "котлас красный+яр кстово курганинск лабинск лениногорск ливны лиски луга лысково льгов магас менделеевск миллерово " +
  "мирный можга моршанск мценск мыски нерюнгри нерехта нолинск нытва нюрба обоянь омутнинск онега острогожск очёр " +
  "павлово партизанск печора питкяранта плавск полярный приозёрск рассказово ржев россошь руза сальск саров сасово " +
  "сегежа семёнов сергач сердобск славгород сланцы сорочинск сосновоборск суворов тайшет татарск темрюк тихвин топки " +
  "торжок туапсе тында тюкалинск углич удачный унеча урюпинск усинск устюжна фролово харабали хвалынск холмск чаплыгин " +
  "черепаново шатура шебекино шилка шумерля шуя эртиль яранск ярцево ясный париж-техас лондон берлин ташкент";

const sentences = [
  "привет",
  "здравствуйте",
  "добрый день",
  "не знаю",
  "хочу грант",
  "помогите пожалуйста",
  "где взять деньги",
  "когда будет семинар",
  "у меня вопрос",
  "совет ветеранов",
  "общество инвалидов",
  "дом культуры",
  "библиотека",
  "школа 5",
  "иванов иван",
  "валентина петровна",
  "моя деревня",
  "район",
  "область",
  "город",
  "россия",
  "12345",
  "+7 900 000-00-00",
  "...",
  "???",
  "",
  "   ",
  "👍",
  "hello",
  "i do not know",
  "qwerty",
  "ghbdtn",
  "таблица",
  "страна",
  "весной",
  "магазин",
  "а".repeat(5000),
];

const elsewhere = [
  "Заречный Пензенская область",
  "Озёрск Калининградской области",
  "Берёзовский, Кемеровская область",
  "Троицк, Москва",
  "Сургут Самарская область",
  "Ноябрьск Тюменская область",
  "из Перми",
  "в Нижнем Новгороде",
  "живу в Казани",
  "Пермский край",
  "Moscow",
  "Novosibirsk",
  "kazan",
  "vjcrdf",
  "новосибрск",
  "красноярс",
  "березникы",
];

function found(queries: readonly string[]): string[] {
  return queries
    .filter((query) => search(query).length > 0)
    .map((query) => `${query} -> ${search(query).join("|")}`);
}

describe("nothing is found", () => {
  it("for places outside the network", () => {
    expect(found(foreignPlaces)).toEqual([]);
  });

  it("for places outside the network in capitals and in the Latin layout", () => {
    expect(found(foreignPlaces.map((place) => place.toUpperCase()))).toEqual([]);
    expect(found(foreignPlaces.map(typedInLatin))).toEqual([]);
  });

  it("for the other towns of Russia", () => {
    expect(found(otherTowns.split(" ").map((town) => town.replace("+", " ")))).toEqual([]);
  });

  it("for namesakes elsewhere, inflected, in Latin letters, misspelled", () => {
    expect(found(elsewhere)).toEqual([]);
  });

  it("for words that name no place", () => {
    expect(found(sentences)).toEqual([]);
  });
});
