/** What people say to each other between the things that matter. */
export type SmallTalk = "greeting" | "thanks" | "yes" | "no";

const greetings =
  "здравствуйте|здравствуй|здрасте|здрасьте|добрый день|доброе утро|добрый вечер|привет|алло|але|ау|hello|hi|good morning|good day|good evening";
const yes =
  "да|ага|угу|ок|окей|хорошо|ладно|конечно|верно|все верно|правильно|все правильно|согласна|согласен|yes|ok|okay|i agree";
const no = "нет|неа|не надо|не нужно|не согласна|не согласен|no";
const understood = "понятно|все понятно|ясно|все ясно|понял|поняла|understood|thanks|thank you";

const onlyGreetings = repeated(greetings);
const onlyYes = repeated(yes);
const onlyNo = repeated(no);
const onlyUnderstood = repeated(`${understood}|${yes}`);
const thanks = /(^| )(спасибо|благодарю|благодарим|спс|thanks|thank you)( |$)/;
/** Thanks that go on with one of these hold more than thanks. */
const more =
  /(^| )(но|а|еще|только|как\p{L}*|где|куда|когда|что|чего|сколько|почему|зачем|можно|нужн\p{L}*|надо|вопрос\p{L}*|подскажите|скажите|but|and|how|where|when|what|which|who|need|question)( |$)/u;
const longestThanks = 80;

/**
 * Reads a message that holds nothing but politeness. Whatever holds more, and every question, is
 * none of these.
 */
export function readSmallTalk(text: string): SmallTalk | null {
  if (text.length > longestThanks || text.includes("?")) return null;
  const words = text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll(/[^\p{L}\d]+/gu, " ")
    .trim();
  if (words === "") return /\p{Extended_Pictographic}/u.test(text) ? "thanks" : null;
  if (onlyGreetings.test(words)) return "greeting";
  if (onlyYes.test(words)) return "yes";
  if (onlyNo.test(words)) return "no";
  if (onlyUnderstood.test(words)) return "thanks";
  return thanks.test(words) && !more.test(words) && !/\d/.test(words) ? "thanks" : null;
}

function repeated(phrases: string): RegExp {
  return new RegExp(`^(?:(?:${phrases})(?: |$))+$`, "u");
}
