import type { MessageContent, Screen } from "../../delivery/index.ts";
import { escapeHtml, type Translate } from "../../telegram/index.ts";
import { isOpen, type ListedQuestion, type Question, type QuestionMessage } from "../question.ts";
import type { OwnQuestions } from "../list-questions.ts";
import { dayInWords } from "./dates.ts";
import { authorButtons as buttons } from "./questions.buttons.ts";

/** Leaves room for the head and the foot; Bot API, sendMessage: 4096 characters. */
const longestTalk = 3300;
const longestMessage = 1000;
const longestBeginning = 80;

/** «Мои вопросы»: what is not sent yet, then open questions, then closed ones. */
export function listScreen({ questions, draftId }: OwnQuestions, t: Translate): Screen {
  if (questions.length === 0 && draftId === null) return { text: t("questions-mine-none") };
  const draft = (id: string) => ({
    text: t.plain("questions-mine-draft"),
    data: buttons.showDraft.data(id),
  });
  return {
    text: [
      t("questions-mine"),
      ...questions.map((listed) => listedLines(listed, listed.timezone, t)),
    ].join("\n\n"),
    buttons: [
      ...(draftId === null ? [] : [[draft(draftId)]]),
      ...questions.map(({ question: { number, state } }) => [
        {
          text: t.plain("questions-mine-line", {
            number: String(number),
            state: t.plain(`questions-state-${state}`),
          }),
          data: buttons.view.data(number),
        },
      ]),
    ],
  };
}

/** One question with its whole talk, as far as it fits. */
export function questionScreen(
  question: Question,
  messages: QuestionMessage[],
  timezone: string,
  t: Translate,
): Screen {
  const { number } = question;
  const head = headOf(question, timezone, t);
  const { lines, shortened } = talk(messages, t);
  const more = { text: t.plain("questions-button-add"), data: buttons.askMore.data(number) };
  const close = { text: t.plain("questions-button-close"), data: buttons.close.data(number) };
  const list = { text: t.plain("questions-button-to-list"), data: buttons.list.data() };
  return {
    text: [head, ...(shortened ? [t("questions-view-shortened")] : []), ...lines].join("\n\n"),
    buttons: [[more], ...(isOpen(question.state) ? [[close]] : []), [list]],
  };
}

function headOf({ number, state, dueAt }: Question, timezone: string, t: Translate): string {
  return t("questions-view", {
    number: String(number),
    state: t.plain(`questions-view-${state}`, { due: dayInWords(dueAt, t.language, timezone) }),
  });
}

function listedLines({ question, first }: ListedQuestion, timezone: string, t: Translate): string {
  const head = headOf(question, timezone, t);
  return first ? `${head}\n${escapeHtml(firstWords(first, t))}` : head;
}

/** The beginning of a question, short enough to tell it from others; not yet escaped. */
export function firstWords(first: MessageContent, t: Translate): string {
  return excerpt(first.text ?? "") || t("questions-view-attachment", { kind: first.kind });
}

/** The beginning of a text, on one line and in quotes; nothing of nothing. Not yet escaped. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line && `«${shorten(line, longestBeginning)}»`;
}

function talk(messages: QuestionMessage[], t: Translate): { lines: string[]; shortened: boolean } {
  const lines = messages.map((message) => {
    const who = t(message.side === "author" ? "questions-view-you" : "questions-view-center");
    return `<b>${who}:</b> ${words(message, t)}`;
  });
  let length = 0;
  const kept = lines.toReversed().filter((line) => (length += line.length + 2) <= longestTalk);
  return { lines: kept.toReversed(), shortened: kept.length < lines.length };
}

function words({ content }: QuestionMessage, t: Translate): string {
  const text = content.text ? shorten(content.text, longestMessage) : "";
  const attachment =
    content.kind === "text" ? "" : t("questions-view-attachment", { kind: content.kind });
  return [attachment, escapeHtml(text)].filter((part) => part !== "").join(" ");
}

function shorten(text: string, longest: number): string {
  // a cut through the middle of an emoji leaves half a character, which Telegram refuses
  const cut = text
    .slice(0, longest - 1)
    .replace(/[\uD800-\uDBFF]$/, "")
    .replace(/\s+\S{0,20}$/, "");
  return text.length <= longest ? text : `${cut}…`;
}
