import type { SandboxMessage } from "../../../src/sandbox/index.ts";
import type { Diary } from "./diary.ts";
import type { Author, Desk } from "./town.ts";

const patience = { within: 15_000 };

/** Asks and sends. Returns the card at the desk. */
export async function ask(diary: Diary, author: Author): Promise<SandboxMessage> {
  const { person, desk } = author;
  const marker = diary.marker("q", author.number);
  const written = await person.write(`${marker} Где взять деньги на ремонт крыши?`);
  note(diary, marker, person.id, written);
  const later = { after: written, ...patience };
  let screen = await person.sees(/О чём|К какому|Ваше сообщение – к нему/, later);
  if (screen.buttons.flat().includes("Это новый вопрос")) {
    await person.tap(screen, "Это новый вопрос");
    screen = await person.sees("О чём", later);
  }
  await person.tap(screen, "Не знаю");
  await person.tap(await person.sees("Всё верно?", later), "Отправить");
  return seenAt(desk, marker);
}

/** Adds words to the question of an answer. Returns the message as it was written. */
export async function goOn(
  diary: Diary,
  { person, number }: Author,
  answered: SandboxMessage,
): Promise<{ marker: string; written: SandboxMessage }> {
  const marker = diary.marker("q", number);
  const written = await person.write(`${marker} А кто поможет с заявкой?`, { replyTo: answered });
  const thread = /№ (\d+)/.exec(answered.text ?? "")?.[1] ?? "";
  const message = { chat: person.id, id: written.message_id };
  diary.note({ kind: "author", marker, by: person.id, message, isCorrection: false, thread });
  return { marker, written };
}

/** Answers a card, or more words of an author. */
export async function answer(
  diary: Diary,
  desk: Desk,
  author: Author,
  card: SandboxMessage,
  marker = newAnswer(diary, desk),
): Promise<string> {
  const { person } = first(desk);
  const where = desk.group ? { chat: desk.group } : {};
  const written = await person.write(`${marker} Есть конкурс.`, { ...where, replyTo: card });
  const message = { chat: written.chat.id, id: written.message_id };
  const to = author.person.id;
  diary.note({ kind: "answer", marker, by: person.id, to, message, isCorrection: false });
  return marker;
}

/** The marker of the next answer of a desk. */
export function newAnswer(diary: Diary, desk: Desk): string {
  return diary.marker("a", first(desk).number);
}

/** Waits until a word stands at a desk. */
async function seenAt(desk: Desk, marker: string): Promise<SandboxMessage> {
  const where = desk.group ? { chat: desk.group } : {};
  return first(desk).person.sees(marker, { ...where, ...patience });
}

export function first<T>({ colleagues: [one] }: { colleagues: T[] }): T {
  if (!one) throw new Error("Nobody works here.");
  return one;
}

function note(diary: Diary, marker: string, by: number, written: SandboxMessage): void {
  const message = { chat: by, id: written.message_id };
  diary.note({ kind: "author", marker, by, message, isCorrection: false });
}
