import { readFile } from "node:fs/promises";
import { type App, type AppConfig, createApp } from "../../src/app.ts";
import { createDirectoryLoader } from "../../src/centers/index.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { createPerform } from "../../src/platform/perform.ts";
import {
  type Group,
  type Person,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from "../../src/sandbox/index.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";
import { freshRedis, type TestRedis } from "./redis.ts";

const botToken = "100200300:network-test-token-network-test-token";

const noLimits = { perSecond: Infinity, chatPerSecond: Infinity, groupPerMinute: Infinity };

/** How a center works: in a group with or without topics, or in its people's private chats. */
export type Workplace = "topics" | "plain group" | "private chat";

export interface Staffed {
  head: Person;
  coordinator: Person;
  /** Undefined for a center that works in private chats. */
  group: Group | undefined;
}

/** The whole product with a stand-in for Telegram, a database and a Redis of its own. */
export interface Network extends AsyncDisposable {
  sandbox: Sandbox;
  database: TestDatabase;
  redis: TestRedis;
  owner: Person;
  /** Someone new; `town` signs them up. */
  member(firstName: string, town?: string): Promise<Person>;
  /** Gives a center of the demo network its people and its workplace. */
  staff(centerCode: string, workplace: Workplace): Promise<Staffed>;
  /** A colleague of a center, with a role there. */
  colleague(firstName: string, centerCode: string, role: "head" | "coordinator"): Promise<Person>;
  /** A member asks and sends; returns the question's number. */
  ask(member: Person, words: string, kind?: string): Promise<number>;
  /** Ends the bot as a deploy would, and starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Starts it again after `stop`, also on a database that another one has become. */
  start(databaseUrl?: string): Promise<void>;
}

export interface NetworkOptions {
  /** How much may be sent; the stand-in for Telegram knows no limits of its own accord. */
  limits?: AppConfig["limits"];
  /** False leaves all centers without people. */
  staffed?: boolean;
  /** Where the product's log goes; else only its errors are shown. */
  log?: Parameters<typeof createLogger>[0];
  /** A database and a Redis that are not vitest's. */
  services?: { database: TestDatabase; redis: TestRedis };
  sandbox?: Pick<SandboxOptions, "ledger" | "messagesPerChat">;
}

export async function startNetwork(options: NetworkOptions = {}): Promise<Network> {
  const [database, redis, sandbox] = await Promise.all([
    options.services?.database ?? freshDatabase(),
    options.services?.redis ?? freshRedis(),
    startSandbox({ botToken, ...options.sandbox }),
  ]);
  const { prisma } = database;
  const { clock } = sandbox;
  const loader = createDirectoryLoader({ prisma, perform: createPerform(prisma), clock });
  await loader.loadTerritories();
  const content = await readFile("prisma/data/demo-centers.csv", "utf8");
  await loader.loadCenters({ cause: "test", content });
  const owner = sandbox.person({ first_name: "Павел" });
  await owner.start();

  const logger = createLogger(options.log ?? { level: "error" });
  async function start(databaseUrl = database.url): Promise<App> {
    const app = createApp(
      {
        botToken,
        botApiRoot: sandbox.address,
        telegramProxy: undefined,
        updates: { kind: "polling" },
        databaseUrl,
        redisUrl: redis.url,
        ownerIds: [owner.id],
        operator: {
          name: "Фонд развития Тюмени",
          contact: "data@example.org",
          policyUrl: "https://example.org/policy",
        },
        networkName: "Ресурсные центры НКО",
        limits: options.limits ?? noLimits,
      },
      {
        clock,
        logger,
        onFatal: (reason) => {
          throw new Error(reason);
        },
      },
    );
    await app.start();
    return app;
  }
  let app = await start();

  async function centerId(code: string): Promise<string> {
    return (await prisma.center.findUniqueOrThrow({ where: { code } })).id;
  }

  async function colleague(
    firstName: string,
    centerCode: string,
    role: "head" | "coordinator",
  ): Promise<Person> {
    const person = sandbox.person({ first_name: firstName });
    await prisma.person.create({
      data: {
        telegramId: person.id,
        name: firstName,
        assignments: { create: { centerId: await centerId(centerCode), role } },
      },
    });
    return person;
  }

  async function staff(centerCode: string, workplace: Workplace): Promise<Staffed> {
    const head = await colleague("Ирина", centerCode, "head");
    const coordinator = await colleague("Ольга", centerCode, "coordinator");
    if (workplace === "private chat") {
      await coordinator.start();
      await head.start();
      return { head, coordinator, group: undefined };
    }
    const forum = workplace === "topics";
    const group = sandbox.group({
      title: `Центр ${centerCode}`,
      owner: head,
      members: [coordinator],
      forum,
      botIsMember: true,
      botIsAdmin: true,
    });
    await prisma.group.create({
      data: {
        chatId: group.id,
        title: `Центр ${centerCode}`,
        isForum: forum,
        isAdmin: true,
        canManageTopics: forum,
        centers: { connect: { code: centerCode } },
      },
    });
    return { head, coordinator, group };
  }

  async function member(firstName: string, town?: string): Promise<Person> {
    const person = sandbox.person({ first_name: firstName, language_code: "ru" });
    if (town === undefined) return person;
    await person.start();
    await person.tap(await person.sees("Вы согласны?"), "Согласен");
    await person.sees("В каком городе");
    await person.write(town);
    await person.tap(await person.sees("Из какой вы организации"), "Пока без организации");
    await person.sees("всё готово");
    return person;
  }

  async function ask(person: Person, words: string, kind = "Не знаю"): Promise<number> {
    await person.press("Задать вопрос");
    await person.tap(await person.sees("О чём ваш вопрос?"), kind);
    await person.sees("Теперь напишите вопрос");
    const written = await person.write(words);
    await person.tap(await person.sees("Всё верно?", { after: written }), "Отправить");
    const sent = await person.sees(/Вопрос № \d+ (отправлен|принят)/, { after: written });
    return Number(/№ (\d+)/.exec(sent.text ?? "")?.[1]);
  }

  if (options.staffed !== false) {
    // the network's own centers can always be reached, as in life
    await staff("ural", "plain group");
    for (const region of ["tyumen", "kurgan", "sverdlovsk", "chelyabinsk", "khmao"])
      await staff(region, "plain group");
  }

  return {
    sandbox,
    database,
    redis,
    owner,
    member,
    staff,
    colleague,
    ask,
    async restart() {
      await app.stop();
      app = await start();
    },
    stop: () => app.stop(),
    async start(databaseUrl) {
      app = await start(databaseUrl);
    },
    async [Symbol.asyncDispose]() {
      await app.stop();
      await sandbox.close();
      await redis.close();
      await database.close();
    },
  };
}
