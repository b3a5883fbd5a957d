import { setTimeout as sleep } from "node:timers/promises";
import type { Group, Person } from "../../src/sandbox/index.ts";
import { type Network, type NetworkOptions, startNetwork } from "../support/network.ts";
import type { Cast } from "./cast.ts";

/** The whole product, people who know it, and what they see and the log says. */
export interface Stand extends AsyncDisposable {
  network: Network;
  cast: Cast;
  people: Person[];
  groups: Group[];
  /** What the log has said of errors since the last look. */
  errors(): LogLine[];
  /** Waits until every update has been handled and everything has been sent. */
  settled(): Promise<void>;
}

export interface LogLine {
  level: string;
  msg: string;
  update?: number;
  /** Without words of anyone: see redaction.ts. */
  err?: unknown;
}

/** So many sign up side by side. */
const atOnce = 6;
const longestWaitMs = 60_000;
/** Longer than the bot waits for the rest of an album or of a long text. */
const gatheringMs = 5000;
const fileKinds = [
  "photo",
  "voice",
  "video",
  "video_note",
  "audio",
  "document",
  "animation",
  "sticker",
] as const;

export type StandOptions = Pick<NetworkOptions, "services" | "sandbox"> & {
  /** How many people have asked something. */
  members?: number;
};

export async function startStand(options: StandOptions = {}): Promise<Stand> {
  const lines: LogLine[] = [];
  const destination = {
    write: (text: string) => {
      const line = JSON.parse(text) as LogLine;
      lines.push(line);
    },
  };
  const network = await startNetwork({ ...options, log: { level: "error", destination } });
  const { sandbox, database } = network;
  const { prisma } = database;

  const topics = await network.staff("shadrinsk", "topics");
  const plain = await network.staff("tobolsk", "plain group");
  const alone = await network.staff("ishim", "private chat");
  const members: Person[] = [];
  const wanted = options.members ?? 12;
  while (members.length < wanted) {
    const more = Array.from({ length: Math.min(atOnce, wanted - members.length) }, (_, index) =>
      asker(network, members.length + index),
    );
    members.push(...(await Promise.all(more)));
  }
  const stranger = await network.member("Незнакомка");
  const people = [
    ...members,
    stranger,
    topics.coordinator,
    plain.head,
    alone.coordinator,
    network.owner,
  ];
  // a bot may write to nobody who has never written to it
  for (const person of people.slice(members.length)) await person.start();
  const groups = [topics.group, plain.group].flatMap((group) => group ?? []);

  async function fileOf(kind: (typeof fileKinds)[number]): Promise<[string, string]> {
    const sent = await plain.coordinator.send({ kind }, { chat: groups[1]?.id ?? 0 });
    const file = kind === "photo" ? sent.photo?.at(-1) : sent[kind];
    if (!file) throw new Error(`${kind} has no file`);
    return [kind, file.file_id];
  }
  const files: [string, string][] = [];
  for (const kind of fileKinds) files.push(await fileOf(kind));

  async function settled(): Promise<void> {
    await until(async () => sandbox.pendingUpdates() === 0);
    await until(async () => (await prisma.inboxUpdate.count({ where: { state: "new" } })) === 0);
    sandbox.clock.advance(gatheringMs);
    await until(async () => {
      const due = { cardDueAt: { lte: sandbox.clock.now() } };
      return (await prisma.draft.count({ where: due })) === 0;
    });
    await until(async () => {
      const open = { state: { in: ["queued" as const, "sending" as const] } };
      return (await prisma.outboxMessage.count({ where: open })) === 0;
    });
  }

  return {
    network,
    people,
    groups,
    cast: {
      people: people.map(({ id, first_name }) => ({ id, first_name })),
      groups: groups.map((group) => ({
        id: group.id,
        title: group.title,
        topics: group.topics().map(({ id }) => id),
      })),
      bot: {
        id: Number(sandbox.botToken.split(":")[0]),
        first_name: "Бот",
        username: sandbox.botUsername,
      },
      files: Object.fromEntries(files),
    },
    errors: () => lines.splice(0),
    settled,
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  };
}

async function asker(network: Network, index: number): Promise<Person> {
  const town = ["Шадринск", "Тобольск", "Ишим"][index % 3];
  const member = await network.member(`Ишимбай <${index}>`, town);
  await network.ask(member, `Как быть ${index}?`);
  return member;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + longestWaitMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error("the product has not come to rest");
    await sleep(50);
  }
}
