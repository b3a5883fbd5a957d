import { parse } from "csv-parse/sync";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Person, SandboxMessage } from "../../src/sandbox/index.ts";
import { type Network, type Staffed, startNetwork } from "../support/network.ts";

interface QuestionRow {
  id: string;
  text: string;
  region_code: string;
  municipality_code: string;
  kind: string;
}
interface CenterRow {
  code: string;
  type: string;
  territories: string;
  kinds: string;
}
interface TerritoryRow {
  code: string;
  name: string;
  name_short: string;
}

/** One question on its way: who asks, and which center the rules name. */
interface Case {
  row: QuestionRow;
  author: Person;
  centerCode: string;
  number: number;
}

function readTable<Row>(file: string): Row[] {
  return parse(readFileSync(file, "utf8"), { columns: true }) as unknown as Row[];
}

const questions = readTable<QuestionRow>("test/data/questions.csv");
const centers = readTable<CenterRow>("prisma/data/demo-centers.csv");
const territories = readTable<TerritoryRow>("prisma/data/territories.csv");
const kindButtons: Record<string, string> = {
  financial: "Деньги и гранты",
  informational: "Информация",
  consulting: "Консультация",
  methodological: "Образцы и методики",
};
/** It has no group in life either: its people work in their private chats. */
const inPrivateChat = "nyagan";
const atOnce = 6;

/** The rules, said a second time: everyone in the demo network can be reached here. */
function centerFor({ municipality_code, region_code, kind }: QuestionRow): string {
  const has = (list: string, item: string) => list.split("|").includes(item);
  const near = centers.find(
    ({ type, territories: served, kinds }) =>
      type === "municipal" && has(served, municipality_code) && has(kinds, kind),
  );
  return near?.code ?? region_code;
}

async function inTurns<Item, Result>(
  items: Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += atOnce)
    results.push(...(await Promise.all(items.slice(at, at + atOnce).map(work))));
  return results;
}

async function staffAll(network: Network): Promise<Map<string, Staffed>> {
  const staffed = new Map<string, Staffed>();
  for (const { code } of centers) {
    const workplace =
      code === inPrivateChat ? "private chat" : code.length % 2 === 0 ? "topics" : "plain group";
    staffed.set(code, await network.staff(code, workplace));
  }
  return staffed;
}

async function signUp(network: Network, row: QuestionRow): Promise<Person> {
  const town = territories.find(({ code }) => code === row.municipality_code);
  const author = await network.member(`Автор ${row.id}`);
  await author.start();
  await author.tap(await author.sees("Вы согласны?"), "Согласен");
  await author.sees("В каком городе");
  await author.write(town?.name ?? "");
  const heard = await author.sees(/^Записали|Какое из них ваше/);
  const short = town?.name_short.replace(/ \(.*\)$/, "");
  const meant = heard.buttons.flat().find((text) => text.startsWith(`${short},`));
  // two regions have a «Белоярский»
  if (meant) await author.tap(heard, meant);
  await author.tap(await author.sees("Из какой вы организации"), "Пока без организации");
  await author.sees("всё готово");
  return author;
}

async function askIt(network: Network, row: QuestionRow): Promise<Case> {
  const author = await signUp(network, row);
  const number = await network.ask(author, row.text, kindButtons[row.kind]);
  return { row, author, centerCode: centerFor(row), number };
}

/** Everything that the people of a center have before their eyes. */
function seenAt({ head, coordinator, group }: Staffed): SandboxMessage[] {
  return group
    ? coordinator.messages({ chat: group })
    : [...head.messages(), ...coordinator.messages()];
}

async function answerIt(staffed: Map<string, Staffed>, question: Case): Promise<void> {
  const center = staffed.get(question.centerCode);
  if (!center) throw new Error(`nobody works at ${question.centerCode}`);
  const { coordinator, group } = center;
  const chat = group ?? coordinator;
  const card = await coordinator.sees(new RegExp(`^Вопрос № ${question.number} ·`), { chat });
  expect(card.text).toContain(question.row.text);
  await coordinator.write(`Совет по вопросу ${question.row.id}`, { chat, replyTo: card });
  const answer = await question.author.sees(`Совет по вопросу ${question.row.id}`);
  expect(answer.text).toContain(`Ответ на вопрос № ${question.number} ·`);
}

test("60 questions reach the centers that the rules name, and 60 answers their authors", async () => {
  await using network = await startNetwork({ staffed: false });
  const staffed = await staffAll(network);
  const cases = await inTurns(questions, (row) => askIt(network, row));
  expect(cases).toHaveLength(60);
  expect(new Set(cases.map(({ number }) => number)).size).toBe(60);

  await inTurns(cases, (question) => answerIt(staffed, question));

  for (const { row, author, centerCode } of cases) {
    const answers = author.messages().flatMap(({ text }) => text?.match(/Совет .*/)?.[0] ?? []);
    expect(answers).toEqual([`Совет по вопросу ${row.id}`]);
    const places = [...staffed].filter(([, center]) =>
      seenAt(center).some(({ text }) => text?.includes(row.text)),
    );
    expect(places.map(([code]) => code)).toEqual([centerCode]);
  }
}, 90_000);
