import type { Screen } from "../../delivery/index.ts";
import { escapeHtml, type Translate } from "../../telegram/index.ts";
import { isOpen, type Question, type QuestionMessage } from "../question.ts";
import { dayInWords } from "./dates.ts";
import { authorButtons as buttons } from "./questions.buttons.ts";

/** Leaves room for the head and the foot; Bot API, sendMessage: 4096 characters. */
const longestTalk = 3300;

/** «Мои вопросы»: what is not sent yet, then open questions, then closed ones. */
export function listScreen(questions: Question[], hasDraft: boolean, t: Translate): Screen {
  if (questions.length === 0 && !hasDraft) return { text: t("questions-mine-none") };
  const draft = { text: t.plain("questions-mine-draft"), data: buttons.showDraft.data() };
  return {
    text: t("questions-mine"),
    buttons: [
      ...(hasDraft ? [[draft]] : []),
      ...questions.map(({ number, state }) => [
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
  const head = t("questions-view", {
    number: String(number),
    state: t.plain(`questions-view-${question.state}`, {
      due: dayInWords(question.dueAt, t.language, timezone),
    }),
  });
  const { lines, shortened } = talk(messages, t);
  const more = { text: t.plain("questions-button-add"), data: buttons.askMore.data(number) };
  const close = { text: t.plain("questions-button-close"), data: buttons.close.data(number) };
  const list = { text: t.plain("questions-button-to-list"), data: buttons.list.data() };
  return {
    text: [head, ...(shortened ? [t("questions-view-shortened")] : []), ...lines].join("\n\n"),
    buttons: [[more], ...(isOpen(question.state) ? [[close]] : []), [list]],
  };
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
  const text = content.text ? shorten(content.text) : "";
  const attachment =
    content.kind === "text" ? "" : t("questions-view-attachment", { kind: content.kind });
  return [attachment, escapeHtml(text)].filter((part) => part !== "").join(" ");
}

function shorten(text: string): string {
  return text.length <= 1000 ? text : `${text.slice(0, 999)}…`;
}
