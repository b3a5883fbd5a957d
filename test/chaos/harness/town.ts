import { readFile } from "node:fs/promises";
import { createDirectoryLoader } from "../../../src/centers/index.ts";
import type { Database } from "../../../src/platform/database.ts";
import { createPerform } from "../../../src/platform/perform.ts";
import type { Group, Person, Sandbox } from "../../../src/sandbox/index.ts";
import type { Belonging } from "./diary.ts";

export interface Author {
  number: number;
  person: Person;
  desk: Desk;
}

export interface Colleague {
  number: number;
  person: Person;
}

/** Where a center works. */
export interface Desk {
  code: string;
  workplace: "topics" | "plain group" | "basic group" | "private chats";
  group: Group | undefined;
  colleagues: Colleague[];
}

/** Everybody in a run. */
export interface Town {
  owner: Person;
  desks: Desk[];
  authors: Author[];
  belongings: Belonging[];
}

const centers = [
  { code: "shadrinsk", territory: "kurgan.shadrinsk", workplace: "topics" },
  { code: "tobolsk", territory: "tyumen.tobolsk", workplace: "plain group" },
  { code: "almenevo", territory: "kurgan.almenevsky", workplace: "private chats" },
  { code: "irbit", territory: "sverdlovsk.irbit", workplace: "topics" },
  { code: "surgut", territory: "khmao.surgut", workplace: "plain group" },
  { code: "ishim", territory: "tyumen.ishim", workplace: "basic group" },
] as const;

const centersFile = new URL("../../../prisma/data/demo-centers.csv", import.meta.url);

/** Brings the network of the demo into an empty database. */
export async function loadDirectory({ prisma }: Database, { clock }: Sandbox): Promise<void> {
  const loader = createDirectoryLoader({ prisma, perform: createPerform(prisma), clock });
  await loader.loadTerritories();
  await loader.loadCenters({ cause: "chaos", content: await readFile(centersFile, "utf8") });
}

/** Fills the directory's centers with people, and gives each of them authors who have signed up. */
export async function populate(
  { prisma }: Pick<Database, "prisma">,
  sandbox: Sandbox,
  authorsEach: number,
): Promise<Town> {
  let number = 0;
  const owner = sandbox.person({ first_name: "Павел" });

  async function colleague(code: string): Promise<Colleague> {
    number += 1;
    const name = `Коллега${number}`;
    const person = sandbox.person({ first_name: name });
    const assignment = { role: "coordinator" as const, center: { connect: { code } } };
    await prisma.person.create({
      data: { telegramId: person.id, name, assignments: { create: assignment } },
    });
    return { number, person };
  }

  async function staff({ code, workplace }: (typeof centers)[number]): Promise<Desk> {
    const first = await colleague(code);
    if (workplace === "private chats") {
      const colleagues = [first, await colleague(code)];
      for (const { person } of colleagues) await person.start();
      return { code, workplace, group: undefined, colleagues };
    }
    const isForum = workplace === "topics";
    const group = sandbox.group({
      title: code,
      owner: first.person,
      forum: isForum,
      basic: workplace === "basic group",
      botIsMember: true,
      botIsAdmin: true,
    });
    const facts = { title: code, isForum, isAdmin: true, canManageTopics: isForum };
    await prisma.group.create({
      data: { chatId: group.id, ...facts, centers: { connect: { code } } },
    });
    return { code, workplace, group, colleagues: [first] };
  }

  async function signUp(territoryCode: string, desk: Desk): Promise<Author> {
    number += 1;
    const name = `Автор${number}`;
    const person = sandbox.person({ first_name: name });
    const consent = { purpose: "personal_data" as const, version: "chaos", button: "chaos" };
    await prisma.person.create({
      data: {
        telegramId: person.id,
        name,
        territoryCode,
        signedUpAt: sandbox.clock.now(),
        consents: { create: consent },
      },
    });
    await person.start();
    return { number, person, desk };
  }

  const desks: Desk[] = [];
  const authors: Author[] = [];
  for (const center of centers) {
    const desk = await staff(center);
    desks.push(desk);
    for (let index = 0; index < authorsEach; index += 1)
      authors.push(await signUp(center.territory, desk));
  }
  const belongings = authors.map(({ person, desk }) => ({
    author: person.id,
    desks: chatsOf(desk),
  }));
  return { owner, desks, authors, belongings };
}

/** Telegram's numbers of the chats where a center works. */
export function chatsOf({ group, colleagues }: Desk): number[] {
  return group ? [group.id] : colleagues.map(({ person }) => person.id);
}
