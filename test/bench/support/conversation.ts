import { readFileSync } from "node:fs";
import { createDirectoryLoader } from "../../../src/centers/index.ts";
import type { Database } from "../../../src/platform/database.ts";
import { createPerform } from "../../../src/platform/perform.ts";
import type { Group, Person, Sandbox, SandboxMessage } from "../../../src/sandbox/index.ts";

/** Someone whose question has been answered, and who may go on writing to it. */
export interface Author {
  person: Person;
  answer: SandboxMessage;
}

interface Desk {
  coordinator: Person;
  group: Group;
}

const demoCenters = new URL("../../../prisma/data/demo-centers.csv", import.meta.url);
/** Centers that work in a group each, with the territory that they serve. */
const towns = {
  shadrinsk: "kurgan.shadrinsk",
  tobolsk: "tyumen.tobolsk",
  ishim: "tyumen.ishim",
  irbit: "sverdlovsk.irbit",
  "nizhny-tagil": "sverdlovsk.nizhny-tagil",
  magnitogorsk: "chelyabinsk.magnitogorsk",
  zlatoust: "chelyabinsk.zlatoust",
  surgut: "khmao.surgut",
} as const;
type CenterCode = keyof typeof towns;
const patience = { within: 30_000 };

/** Fills the directory, before the product starts. */
export async function loadNetwork({ prisma }: Database, sandbox: Sandbox): Promise<void> {
  const perform = createPerform(prisma);
  const loader = createDirectoryLoader({ prisma, perform, clock: sandbox.clock });
  await loader.loadTerritories();
  await loader.loadCenters({ cause: "bench", content: readFileSync(demoCenters, "utf8") });
}

/**
 * Brings people to where a message is added to a question: each has asked and has an answer. The
 * product must be running.
 */
export async function answeredAuthors(
  { prisma }: Database,
  sandbox: Sandbox,
  count: number,
): Promise<Author[]> {
  const desks = new Map<CenterCode, Desk>();
  const codes = Object.keys(towns) as CenterCode[];
  for (const code of codes) desks.set(code, await staff(prisma, sandbox, code));
  const authors: Author[] = [];
  for (let index = 0; index < count; index += 1) {
    const code = codes[index % codes.length] ?? "shadrinsk";
    const desk = desks.get(code);
    const person = await signUp(prisma, sandbox, `Автор ${index}`, towns[code]);
    if (desk) authors.push({ person, answer: await askAndAnswer(person, desk) });
  }
  return authors;
}

async function staff(
  prisma: Database["prisma"],
  sandbox: Sandbox,
  code: CenterCode,
): Promise<Desk> {
  const coordinator = sandbox.person({ first_name: "Ольга" });
  const group = sandbox.group({
    title: code,
    owner: coordinator,
    botIsMember: true,
    botIsAdmin: true,
  });
  const { id } = await prisma.center.findUniqueOrThrow({ where: { code } });
  await prisma.person.create({
    data: {
      telegramId: coordinator.id,
      name: "Ольга",
      assignments: { create: { centerId: id, role: "coordinator" } },
    },
  });
  await prisma.group.create({
    data: { chatId: group.id, title: code, isAdmin: true, centers: { connect: { id } } },
  });
  return { coordinator, group };
}

async function signUp(
  prisma: Database["prisma"],
  sandbox: Sandbox,
  name: string,
  territoryCode: string,
): Promise<Person> {
  const person = sandbox.person({ first_name: name });
  const consent = { purpose: "personal_data" as const, version: "bench", button: "bench" };
  await prisma.person.create({
    data: {
      telegramId: person.id,
      name,
      territoryCode,
      signedUpAt: sandbox.clock.now(),
      consents: { create: consent },
    },
  });
  return person;
}

async function askAndAnswer(person: Person, { coordinator, group }: Desk): Promise<SandboxMessage> {
  await person.start();
  await person.sees("Здравствуйте", patience);
  await person.press("Задать вопрос");
  await person.tap(await person.sees("О чём ваш вопрос?", patience), "Не знаю");
  await person.sees("Теперь напишите вопрос", patience);
  await person.write("Где взять деньги на ремонт крыши?");
  await person.tap(await person.sees("Всё верно?", patience), "Отправить");
  const sent = await person.sees(/Вопрос № \d+ отправлен/, patience);
  const number = /№ (\d+)/.exec(sent.text ?? "")?.[1] ?? "";
  const at = { chat: group, ...patience };
  const card = await coordinator.sees(new RegExp(`^Вопрос № ${number} ·`), at);
  await coordinator.write("Есть конкурс до 1 декабря.", { chat: group, replyTo: card });
  return person.sees("Есть конкурс", patience);
}
