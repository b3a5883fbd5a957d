import { readSmallTalk } from "./small-talk.ts";

/** Names shorter than this are slips of the finger; longer ones are letters rather than names. */
const shortestName = 2;
const longestName = 200;

const none =
  /^(нет|неа|никак(ой|ая)|не знаю|нигде|ни (из|в|от) как\p{L}+|нет( никакой)? организации|(пока )?без организации|не состою|сама? (по себе|от себя)|(я )?(просто )?(пенсионер(ка)?|физ ?лицо|частное лицо|активист(ка)?|жител(ь|ьница))( я)?|no|none|no organi[sz]ation( yet)?|i do not know)$/u;
const beginsLikeQuestion =
  /^(подскажите|скажите|помогите|хочу|хотим|хотела?|мне|у нас|у меня|как|где|куда|когда|сколько|почему|можно|нужн\p{L}*) /u;

/** Nobody's name asks for anything, but «Фонд «Нужна помощь»» has its name in quotes. */
const asks =
  /(^| )(прошу|просим|просьба|требуется|требуются|подскажите|помогите|посоветуйте|расскажите|объясните|интересует|please help|tell me)( |$)/u;
const quoted = /«[^»]*»|"[^"]*"|“[^”]*”/gu;
/** A number of a telephone, an account or a document; «Школа № 1235» has a shorter one. */
const longNumber = /\d(?:[\s()+-]*\d){4,}/u;

export type ReadName =
  | { kind: "name"; name: string }
  /** The person says that there is none. */
  | { kind: "none" }
  | { kind: "too-short" }
  | { kind: "looks-like-question" };

/** Reads what a person wrote where the name of an organisation was asked. */
export function readOrganisationName(text: string): ReadName {
  const name = text.replaceAll(/\s+/g, " ").trim();
  if (name.includes("?") || name.length > longestName) return { kind: "looks-like-question" };
  const words = wordsOf(name);
  if (none.test(words)) return { kind: "none" };
  if (words.replaceAll(" ", "").length < shortestName || readSmallTalk(name) !== null)
    return { kind: "too-short" };
  const isMore =
    beginsLikeQuestion.test(words) ||
    asks.test(wordsOf(name.replaceAll(quoted, " "))) ||
    longNumber.test(name);
  return isMore ? { kind: "looks-like-question" } : { kind: "name", name };
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll(/[^\p{L}\d]+/gu, " ")
    .trim();
}
