import type { SandboxMessage } from "../../../src/sandbox/index.ts";
import type { Diary } from "./diary.ts";
import type { Random } from "./random.ts";
import type { Author, Colleague, Desk, Town } from "./town.ts";
import type { Actor } from "./workload.ts";

interface ColleagueOptions {
  colleague: Colleague;
  desk: Desk;
  town: Town;
  diary: Diary;
  random: Random;
}

interface Task {
  message: SandboxMessage;
  author: Author;
}

const mostTasks = 12;
const tapPatienceMs = 2500;

/** Somebody who answers where their center works, and talks with the others there. */
export function createColleague(options: ColleagueOptions): Actor {
  const { colleague, desk, town, diary, random } = options;
  const { person, number } = colleague;
  const where = desk.group ? { chat: desk.group } : {};
  const answers: { message: SandboxMessage; to: number }[] = [];

  async function act(): Promise<void> {
    const task = nextTask();
    if (!task) return;
    const deed = random.next();
    if (deed < 0.55) return answer(task);
    if (deed < 0.65) return correct();
    if (deed < 0.8) return talk(task);
    if (deed < 0.92) return tap(task.message, "Беру");
    await tap(task.message, "Ещё…");
    await tap(task.message, "Закрыть вопрос");
  }

  /** A card, or more words of an author: each names whose it is. */
  function nextTask(): Task | undefined {
    const tasks = person
      .messages(where)
      .filter(({ from }) => from?.is_bot === true)
      .flatMap((message) => {
        const author = authorOf(message);
        return author ? [{ message, author }] : [];
      })
      .slice(-mostTasks);
    return tasks.length > 0 ? random.pick(tasks) : undefined;
  }

  function authorOf({ text, caption }: SandboxMessage): Author | undefined {
    const words = text ?? caption ?? "";
    if (!/^Вопрос № \d+ ·/.test(words) || words.includes("отвечает Коллега")) return undefined;
    const named = Number(/Автор(\d+)/.exec(words)?.[1]);
    return town.authors.find((author) => author.number === named);
  }

  async function answer({ message, author }: Task): Promise<void> {
    const marker = diary.marker("a", number);
    const how = { ...where, replyTo: message };
    const words = `${marker} Есть конкурс, заявки до 1 декабря.`;
    const to = author.person.id;
    if (random.chance(0.1)) {
      const items = [{ kind: "photo" as const }, { kind: "photo" as const }];
      const [first] = await person.sendAlbum(items, { ...how, caption: words });
      if (first) note(marker, first, to, false);
      return;
    }
    const written = await person.write(words, how);
    note(marker, written, to, false);
    answers.push({ message: written, to });
  }

  function note(
    marker: string,
    { chat, message_id: id }: SandboxMessage,
    to: number,
    isCorrection: boolean,
  ): void {
    const message = { chat: chat.id, id };
    diary.note({ kind: "answer", marker, by: person.id, to, message, isCorrection });
  }

  async function correct(): Promise<void> {
    const last = answers.at(-1);
    if (!last) return;
    const marker = diary.marker("a", number);
    last.message = await person.edit(last.message, `${last.message.text ?? ""} ${marker}`);
    note(marker, last.message, last.to, true);
  }

  /** Not a reply: it must stay where it was written. */
  async function talk({ message }: Task): Promise<void> {
    if (!desk.group) return;
    const marker = diary.marker("t", number);
    const thread = message.message_thread_id;
    const place = desk.workplace === "topics" && thread !== undefined ? { thread } : {};
    const written = await person.write(`${marker} Коллеги, кто обедать?`, { ...where, ...place });
    const at = { chat: written.chat.id, id: written.message_id };
    diary.note({ kind: "talk", marker, by: person.id, message: at, isCorrection: false });
  }

  async function tap(message: SandboxMessage, button: string): Promise<void> {
    await person.tap(message, button, { within: tapPatienceMs });
  }

  return { name: person.first_name, act };
}
