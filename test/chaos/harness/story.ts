import type { Group, SandboxMessage } from "../../../src/sandbox/index.ts";
import { chatOf, textOf } from "../checker/calls.ts";
import type { StartOptions } from "./bots.ts";
import type { Word } from "./diary.ts";
import type { Scene } from "./scene.ts";
import { answer, ask, first, goOn } from "./talk.ts";
import type { Author, Colleague, Desk } from "./town.ts";

export const patience = { within: 15_000 };

/** The newest word of a colleague. */
export function lastAnswer({ diary }: Scene): Word & { kind: "answer" } {
  const found = diary.words.findLast((word) => word.kind === "answer");
  if (found?.kind !== "answer") throw new Error("Nobody has answered.");
  return found;
}

/** How often an answer came to its author. */
export function showings({ sandbox }: Scene, { marker, to }: Word & { kind: "answer" }): number {
  return sandbox.ledger.entries.filter(
    (call) => call.effect && chatOf(call) === to && textOf(call.params).includes(marker),
  ).length;
}

export function someone(
  scene: Scene,
  workplace: Desk["workplace"],
): { author: Author; desk: Desk } {
  const author = scene.town.authors.find(({ desk }) => desk.workplace === workplace);
  if (!author) throw new Error(`Nobody asks a center with ${workplace}.`);
  return { author, desk: author.desk };
}

/** Groups number their own messages: writes until the next ones of all have the same number. */
export async function level({ person }: Colleague, groups: (Group | undefined)[]): Promise<void> {
  const numbers = new Map<Group, number>();
  const write = async (group: Group): Promise<void> => {
    numbers.set(group, (await person.write("…", { chat: group })).message_id);
  };
  for (const group of groups) if (group) await write(group);
  const highest = Math.max(...numbers.values());
  for (const group of numbers.keys())
    while ((numbers.get(group) ?? 0) < highest) await write(group);
}

/** Colleagues among themselves: none of it may leave. */
export async function talk(
  { diary }: Scene,
  desk: Desk,
  thread?: number,
  replyTo?: SandboxMessage,
): Promise<void> {
  if (!desk.group) return;
  const { person, number } = first(desk);
  const marker = diary.marker("t", number);
  const how = {
    chat: desk.group,
    ...(thread === undefined ? {} : { thread }),
    ...(replyTo ? { replyTo } : {}),
  };
  const written = await person.write(`${marker} Коллеги, кто обедать?`, how);
  const message = { chat: written.chat.id, id: written.message_id };
  diary.note({ kind: "talk", marker, by: person.id, message, isCorrection: false });
}

/** The bot dies at the point over the words of an author, and another one goes on. */
export async function killedWhileAsking(
  scene: Scene,
  how: StartOptions,
  point: string,
): Promise<void> {
  await scene.lead(how);
  const { author, desk } = someone(scene, "plain group");
  const card = await ask(scene.diary, author);
  const answered = await author.person.sees(
    await answer(scene.diary, desk, author, card),
    patience,
  );
  await scene.calm();
  await scene.bots.killAll();
  const plants = [...(how.plants ?? []), "before-inbox", "kept"];
  const next = scene.diary.next("q", author.number);
  const bot = await scene.lead({ ...how, plants, crash: `${point}:${next}` });
  await goOn(scene.diary, author, answered);
  await bot.exited;
  await scene.lead(how);
  await scene.calm();
}
