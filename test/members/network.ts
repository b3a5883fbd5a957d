import { type Bot, MemorySessionStorage } from "grammy";
import path from "node:path";
import { createAccessStore } from "../../src/access/index.ts";
import { createCenters } from "../../src/centers/index.ts";
import { createMembers, type Profile } from "../../src/members/index.ts";
import { createPerform } from "../../src/platform/perform.ts";
import { type Person, type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import {
  type BotContext,
  createBot,
  createHome,
  type DialogStorage,
  type Home,
  loadTranslations,
  show,
} from "../../src/telegram/index.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { noWork } from "../centers/no-work.ts";

type DialogState = Parameters<DialogStorage["write"]>[1];

const botToken = "100200300:members-test-token-members-test-token";
const locales = path.join(import.meta.dirname, "../../locales");
const operator = {
  name: "Фонд развития Тюмени",
  contact: "data@example.org",
  policyUrl: "https://example.org/policy",
};

/** Centers and members with a stand-in for Telegram, and without questions above them. */
export interface MembersNetwork extends AsyncDisposable {
  sandbox: Sandbox;
  database: TestDatabase;
  centers: ReturnType<typeof createCenters>;
  members: ReturnType<typeof createMembers>;
  /** What was kept for later, by the author's Telegram id. */
  kept: Map<number, BotContext["message"][]>;
  /** Telegram ids of those who came to the end of the sign-up, in order. */
  arrived: number[];
  /** How often a colleague came back. */
  reachable: string[];
  /** Someone who has never written to the bot. */
  newcomer(): Person;
  /** Someone who has agreed, and is asked for their town. */
  agreed(): Promise<Person>;
  /** Someone who has said their town, and is asked for their organisation. */
  inTown(town: string): Promise<Person>;
  /** Someone who lives in Shadrinsk, without an organisation. */
  signedUp(): Promise<Person>;
  profileOf(person: Person): Promise<Profile | null>;
  /** Ends the bot and starts it again; with `lost`, open dialogs are gone. */
  restart(options?: { lost?: boolean }): Promise<void>;
}

export async function startMembersNetwork(): Promise<MembersNetwork> {
  const [database, sandbox] = await Promise.all([freshDatabase(), startSandbox({ botToken })]);
  const { prisma } = database;
  const { clock } = sandbox;
  const perform = createPerform(prisma);
  const access = createAccessStore(prisma);
  const translations = loadTranslations(locales);
  const kept: MembersNetwork["kept"] = new Map();
  const arrived: number[] = [];
  const reachable: string[] = [];
  let home: Home;

  const onReachable = async (cause: string) => void reachable.push(cause);
  const common = { prisma, perform, clock, access, translations, onReachable };
  const centers = createCenters({
    ...common,
    work: () => noWork,
    onGroupMoved: async () => undefined,
    keyboard: (ctx) => home.keyboard(ctx),
  });
  const members = createMembers({
    ...common,
    operator,
    territories: centers.territories,
    readDirectory: centers.readDirectory,
    networkName: "Ресурсные центры НКО",
    home: () => home,
    async keepForLater(ctx) {
      const earlier = kept.get(ctx.actor.telegramId) ?? [];
      const album = ctx.message?.media_group_id;
      kept.set(ctx.actor.telegramId, [...earlier, ctx.message]);
      return {
        isFirst: earlier.length === 0,
        continuesAlbum:
          album !== undefined && earlier.some((message) => message?.media_group_id === album),
      };
    },
    forgetKept: async (_transaction, telegramId) => void kept.delete(telegramId),
    onSignedUp: async (ctx) => void arrived.push(ctx.actor.telegramId),
  });
  home = createHome(translations, [...members.homeButtons, ...centers.homeButtons]);
  await centers.loadTerritories();

  let dialogStorage: DialogStorage = new MemorySessionStorage<DialogState>();
  async function start(): Promise<Bot<BotContext>> {
    const bot = createBot({
      client: { token: botToken, apiRoot: sandbox.address },
      access,
      translations,
      home,
      dialogStorage,
      dialogs: members.dialogs,
      handlers: [centers.handlers, members.handlers],
      settled: async () => undefined,
      onEscape: async () => undefined,
      onReturn: async () => undefined,
      isReplyElsewhere: async () => false,
      mayCall: async () => true,
      onCall: () => {},
      async lastResort(ctx) {
        if (await members.signUpFirst(ctx))
          await show(ctx, { text: ctx.t("home-last-resort"), keyboard: home.keyboard(ctx) });
      },
    });
    await bot.init();
    void bot.start({ timeout: 1 });
    return bot;
  }
  let bot = await start();

  function newcomer(): Person {
    return sandbox.person({ first_name: "Валентина", last_name: "Петровна", language_code: "ru" });
  }
  async function agreed(): Promise<Person> {
    const person = newcomer();
    await person.start();
    await person.tap(await person.sees("Вы согласны?"), "Согласен");
    await person.sees("В каком городе");
    return person;
  }
  async function inTown(town: string): Promise<Person> {
    const person = await agreed();
    await person.write(town);
    await person.sees("Записали: ");
    return person;
  }
  async function signedUp(): Promise<Person> {
    const person = await inTown("Шадринск");
    await person.tap(await person.sees("Из какой вы организации"), "Пока без организации");
    await person.sees("всё готово");
    return person;
  }

  return {
    newcomer,
    agreed,
    inTown,
    signedUp,
    async profileOf({ id }) {
      const row = await prisma.person.findUniqueOrThrow({ where: { telegramId: id } });
      return members.profileOf(row.id);
    },
    sandbox,
    database,
    centers,
    members,
    kept,
    arrived,
    reachable,
    async restart({ lost = false } = {}) {
      await bot.stop();
      if (lost) dialogStorage = new MemorySessionStorage<DialogState>();
      bot = await start();
    },
    async [Symbol.asyncDispose]() {
      await bot.stop();
      await sandbox.close();
      await database.close();
    },
  };
}
