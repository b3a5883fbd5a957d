import { setTimeout as sleep } from "node:timers/promises";
import type { SandboxMessage } from "../../../src/sandbox/index.ts";
import type { Diary } from "./diary.ts";
import type { Random } from "./random.ts";
import type { Author } from "./town.ts";
import type { Actor } from "./workload.ts";

interface AuthorOptions {
  author: Author;
  diary: Diary;
  random: Random;
  /** Nothing long is begun any more. */
  isOver: () => boolean;
}

const mostLooks = 12;
const tapPatienceMs = 2500;
/** What somebody taps who wants to get on, the best first. */
const waysOn = [/^Отправить$/, /^Не знаю$/, /^Это новый вопрос$/, /^Показать вопрос$/];

/** Somebody who asks, goes on asking, corrects themselves and says thanks. */
export function createAuthor({ author, diary, random, isOver }: AuthorOptions): Actor {
  const { person, number } = author;
  const texts: SandboxMessage[] = [];

  async function act(): Promise<void> {
    const deed = random.next();
    if (deed < 0.35) return ask();
    if (deed < 0.7) return goOn();
    if (deed < 0.82) return correct();
    if (deed < 0.92) return sayThanks();
    return lookAround();
  }

  /** Writes one or several messages in a row, and brings them on their way. */
  async function ask(): Promise<void> {
    const count = random.pick([1, 1, 1, 2, 3]);
    for (let index = 0; index < count; index += 1) await write(random.chance(0.15));
    await finish();
  }

  async function write(asAlbum: boolean, replyTo?: SandboxMessage): Promise<void> {
    const marker = diary.marker("q", number);
    const how = replyTo ? { replyTo } : {};
    const words = `${marker} Где взять деньги на ремонт крыши?`;
    if (asAlbum) {
      const items = Array.from({ length: random.between(2, 4) }, () => ({
        kind: "photo" as const,
      }));
      const [first] = await person.sendAlbum(items, { ...how, caption: words });
      if (first) note(marker, first, false);
      return;
    }
    const written = await person.write(words, how);
    note(marker, written, false, replyTo && numberIn(replyTo));
    texts.push(written);
  }

  function note(
    marker: string,
    { chat, message_id: id }: SandboxMessage,
    isCorrection: boolean,
    thread?: string,
  ): void {
    const message = { chat: chat.id, id };
    const which = thread === undefined ? {} : { thread };
    diary.note({ kind: "author", marker, by: person.id, message, isCorrection, ...which });
  }

  /** Taps what is on the screen until the words have gone. */
  async function finish(): Promise<void> {
    for (let look = 0; look < mostLooks && !isOver(); look += 1) {
      await sleep(random.between(100, 300));
      const step = wayOn();
      if (!step) continue;
      const { answer } = await person.tap(step.message, step.button, { within: tapPatienceMs });
      if (answer && /^(Отправить$|Добавить)/.test(step.button)) return;
    }
  }

  function wayOn(): { message: SandboxMessage; button: string } | undefined {
    for (const message of person.messages().toReversed()) {
      const buttons = message.buttons.flat();
      const more = buttons.find((button) => button.startsWith("Добавить к"));
      if (more !== undefined && random.chance(0.5)) return { message, button: more };
      const button = waysOn
        .map((pattern) => buttons.find((label) => pattern.test(label)))
        .find((label) => label !== undefined);
      if (button !== undefined) return { message, button };
    }
    return undefined;
  }

  function answers(): SandboxMessage[] {
    return person
      .messages()
      .filter(({ text, caption }) => /^Ответ на вопрос № \d+/.test(text ?? caption ?? ""))
      .slice(-5);
  }

  async function goOn(): Promise<void> {
    const known = answers();
    if (known.length === 0) return ask();
    const answer = random.pick(known);
    const count = random.pick([1, 1, 2]);
    for (let index = 0; index < count; index += 1) await write(random.chance(0.15), answer);
  }

  /** The question that an answer belongs to. */
  function numberIn({ text, caption }: SandboxMessage): string | undefined {
    return /№ (\d+)/.exec(text ?? caption ?? "")?.[1];
  }

  async function correct(): Promise<void> {
    const recent = texts.slice(-4);
    if (recent.length === 0) return ask();
    const at = texts.length - recent.length + random.between(0, recent.length - 1);
    const before = texts[at];
    if (!before) return;
    const marker = diary.marker("q", number);
    const edited = await person.edit(before, `${before.text ?? ""} ${marker}`);
    texts[at] = edited;
    note(marker, edited, true);
  }

  async function sayThanks(): Promise<void> {
    const known = answers().filter(({ buttons }) => buttons.flat().includes("Спасибо, помогло"));
    if (known.length === 0) return lookAround();
    await person.tap(random.pick(known), "Спасибо, помогло", { within: tapPatienceMs });
  }

  async function lookAround(): Promise<void> {
    await person.press("Мои вопросы");
  }

  return { name: person.first_name, act };
}
