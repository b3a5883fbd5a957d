import { MemorySessionStorage } from "grammy";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createAccessStore } from "../../src/access/index.ts";
import { createCenters } from "../../src/centers/index.ts";
import { createOutboxStore, createSender, outboxChannel } from "../../src/delivery/index.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { createPerform } from "../../src/platform/perform.ts";
import { type Person, startSandbox } from "../../src/sandbox/index.ts";
import {
  createBot,
  createCall,
  createHome,
  type DialogStorage,
  type Home,
  loadTranslations,
  show,
} from "../../src/telegram/index.ts";
import { freshDatabase } from "../support/database.ts";
import { takeTheLead, unlimited } from "../support/lead.ts";
import { noWork } from "./no-work.ts";

const root = path.join(import.meta.dirname, "../..");
const botToken = "100200300:centers-test-token-centers-test-token";

/** The demo network's directory with a stand-in for Telegram, and no other feature. */
export async function startCentersNetwork() {
  const [database, sandbox] = await Promise.all([freshDatabase(), startSandbox({ botToken })]);
  const { prisma } = database;
  const { clock } = sandbox;
  const client = { token: botToken, apiRoot: sandbox.address };
  const logger = createLogger({ level: "silent" });
  const access = createAccessStore(prisma);
  const translations = loadTranslations(path.join(root, "locales"));
  const moved: [number, number][] = [];
  let home: Home;

  const centers = createCenters({
    prisma,
    perform: createPerform(prisma),
    clock,
    access,
    translations,
    onReachable: async () => undefined,
    work: () => noWork,
    onGroupMoved: async (_, from, to) => void moved.push([from, to]),
    keyboard: (ctx) => home.keyboard(ctx),
  });
  // what everyone has in the menu belongs to other features
  const forAll = { label: "home-menu", open: async () => undefined };
  home = createHome(translations, [forAll, ...centers.homeButtons]);
  await centers.loadTerritories();
  const content = readFileSync(path.join(root, "prisma/data/demo-centers.csv"), "utf8");
  await centers.loadCenters({ cause: "test:centers", content });

  const sender = createSender({
    store: createOutboxStore(database),
    call: createCall(client),
    clock,
    logger,
    lead: await takeTheLead(database, "test"),
    limits: unlimited,
    onDelivered: async () => undefined,
    onMigrated: async () => undefined,
    onFatal: (description) => logger.fatal({ description }, "refused"),
  });
  await database.listen(outboxChannel, (payload) => sender.wake(payload));
  await sender.start();
  const bot = createBot({
    client,
    access,
    translations,
    home,
    dialogStorage: new MemorySessionStorage<Parameters<DialogStorage["write"]>[1]>(),
    dialogs: [],
    handlers: [centers.handlers],
    settled: async () => undefined,
    onEscape: async () => undefined,
    onReturn: async () => undefined,
    isReplyElsewhere: async () => false,
    mayCall: async () => true,
    onCall: () => {},
    lastResort: async (ctx) => void (await show(ctx, { text: "нечего сказать" })),
  });
  const failures: unknown[] = [];
  bot.catch(({ error }) => void failures.push(error));
  await bot.init();
  void bot.start({ timeout: 1 });

  /** A person who came in through a link; the first one becomes the network's owner. */
  async function owner(): Promise<Person> {
    const person = sandbox.person({ first_name: "Елена", last_name: "Шилова" });
    const link = await centers.ownerInvitation(sandbox.botUsername);
    await person.openLink(link ?? "");
    await person.sees("Добро пожаловать");
    return person;
  }

  /** Someone whom `by` invites into the center; all of it by taps. */
  async function invited(
    by: Person,
    center: { region: string; name: string; role: string },
    profile: { first_name: string; last_name?: string },
  ): Promise<Person> {
    const opened = await by.press("Работа центра");
    await by.tap(await by.sees("Работа сети", { after: opened }), center.region);
    const list = await by.sees("Выберите центр", { after: opened });
    const row = list.buttons.flat().find((text) => text.startsWith(center.name)) ?? "";
    await by.tap(list, row);
    await by.tap(await by.sees("Кто отвечает", { after: opened }), "Пригласить коллегу");
    await by.tap(await by.sees("кем пригласить", { after: opened }), center.role);
    const { text = "" } = await by.sees("Откройте ссылку", { after: opened });
    const person = sandbox.person(profile);
    await person.openLink(/https:\S+/.exec(text)?.[0] ?? "");
    const welcome = await person.sees("Добро пожаловать");
    await person.sees(/Кто отвечает|Какой центр/, { after: welcome });
    return person;
  }

  return {
    sandbox,
    prisma,
    centers,
    moved,
    failures,
    lookAtGroups: (cause: string, which: "silent" | "all") =>
      centers.mindGroups(cause, which, { api: bot.api, botId: bot.botInfo.id }),
    words: (key: string) => translations("ru").plain(key),
    owner,
    invited,
    async centerId(code: string): Promise<string> {
      return (await prisma.center.findUniqueOrThrow({ where: { code } })).id;
    },
    async close(): Promise<void> {
      await bot.stop();
      await sender.stop();
      await sandbox.close();
      await database.close();
    },
  };
}

export type CentersNetwork = Awaited<ReturnType<typeof startCentersNetwork>>;
