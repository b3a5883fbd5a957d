/** What people say to each other between the things that matter. */
export type SmallTalk = "greeting" | "thanks" | "yes" | "no";

const greetings =
  "здравствуйте|здравствуй|здрасте|здрасьте|добрый день|доброе утро|добрый вечер|привет|алло|але|ау|hello|hi|good morning|good day|good evening";
const yes =
  "да|ага|угу|ок|окей|хорошо|ладно|конечно|верно|все верно|правильно|все правильно|согласна|согласен|yes|ok|okay|i agree";
const no = "нет|неа|не надо|не нужно|не согласна|не согласен|no";
const understood = "понятно|все понятно|ясно|все ясно|понял|поняла|understood";
const thanks =
  "спасибо|спасибочки|благодарю|благодарим|благодарна|благодарен|благодарны|спс|thanks|thank you";
const howMuch =
  "большое|огромное|очень|вам|вас|тебе|всем|от всей души|от души|сердечно|very much|a lot|so much";
const whatFor =
  "за ответ|за помощь|за все|за совет|за информацию|за подробный ответ|за быстрый ответ|for the answer|for your help|for everything";
const wishes =
  "дай вам бог здоровья|дай бог вам здоровья|дай бог здоровья|дай вам бог|храни вас бог|здоровья вам|здоровья|удачи|удачи вам|всего доброго|всего хорошего|до свидания|хорошего дня|с уважением|bless you|goodbye";

const onlyGreetings = repeated(greetings);
const onlyYes = repeated(yes);
const onlyNo = repeated(no);
const onlyPolite = repeated([greetings, yes, understood, thanks, howMuch, whatFor, wishes]);
const hasThanks = somewhere([thanks, understood]);
const hasYes = somewhere([yes]);
const longestThanks = 80;
const mostThanks = 3;

/**
 * Reads a message that holds nothing but politeness, word for word. Whatever holds one other word,
 * and every question, is none of these: «Помогите с уставом, спасибо» is a question.
 */
export function readSmallTalk(text: string): SmallTalk | null {
  if (text.length > longestThanks || text.includes("?")) return null;
  const words = wordsOf(text);
  if (words === "") return /\p{Extended_Pictographic}/u.test(text) ? "thanks" : null;
  if (onlyGreetings.test(words)) return "greeting";
  if (onlyYes.test(words)) return "yes";
  if (onlyNo.test(words)) return "no";
  return hasThanks.test(words) && onlyPolite.test(words) ? "thanks" : null;
}

/**
 * Whether nobody misses a message that nobody gets: up to three words of thanks. Longer ones were
 * written for somebody, and «да, спасибо» may be an answer.
 */
export function isBareThanks(text: string): boolean {
  const words = wordsOf(text);
  return (
    readSmallTalk(text) === "thanks" && words.split(" ").length <= mostThanks && !hasYes.test(words)
  );
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll(/[^\p{L}\d]+/gu, " ")
    .trim();
}

function repeated(phrases: string | string[]): RegExp {
  return new RegExp(`^(?:(?:${[phrases].flat().join("|")})(?: |$))+$`, "u");
}

function somewhere(phrases: string[]): RegExp {
  return new RegExp(`(?:^| )(?:${phrases.join("|")})(?: |$)`, "u");
}
