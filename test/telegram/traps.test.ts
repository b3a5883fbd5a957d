import { Composer } from "grammy";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureProgram, REDIS } from "../../src/demo/services/packages.ts";
import { startRedis } from "../../src/demo/services/redis.ts";
import { createRedis } from "../../src/platform/redis.ts";
import type { Person } from "../../src/sandbox/index.ts";
import { type BotContext, type Dialog, openDialog } from "../../src/telegram/index.ts";
import { freshDatabase } from "../support/database.ts";
import { type Network, startNetwork } from "../support/network.ts";
import { type Stage, startStage } from "./stage.ts";

const refusal = (error_code: number, description: string) => ({ error_code, description });

describe("whoever cannot be reached in the moment of an answer", () => {
  let network: Network;
  beforeAll(async () => {
    network = await startNetwork();
  });
  afterAll(() => network[Symbol.asyncDispose]());

  const failed = () =>
    network.database.prisma.inboxUpdate.count({
      where: { OR: [{ state: "dead" }, { attempts: { gt: 0 } }] },
    });

  test.each([
    refusal(403, "Forbidden: bot was blocked by the user"),
    refusal(403, "Forbidden: user is deactivated"),
    refusal(400, "Bad Request: chat not found"),
  ])("$description: nothing is tried again, and their next words are answered", async (fault) => {
    const person = await network.member("Галина", "Шадринск");
    network.sandbox.faults.next("sendMessage", fault);
    await person.write("/menu");
    const written = await person.write("/menu");
    await person.sees(/./su, { after: written });
    expect(await failed()).toBe(0);
  });

  test("in a dialog neither", async () => {
    const person = await network.member("Зоя");
    await person.start();
    await person.tap(await person.sees("Вы согласны?"), "Согласен");
    await person.sees("В каком городе");
    network.sandbox.faults.next(
      "sendMessage",
      refusal(403, "Forbidden: bot was blocked by the user"),
    );
    await person.write("Атлантида");
    const written = await person.write("Шадринск");
    await person.sees("Из какой вы организации", { after: written });
    expect(await failed()).toBe(0);
  });

  test("a prompt whose formatting is refused comes as plain words", async () => {
    const person = await network.member("Нина", "Шадринск");
    network.sandbox.faults.next("sendMessage", {
      ...refusal(400, "Bad Request: can't parse entities: Unsupported start tag"),
    });
    const written = await person.write("/help");
    const shown = await person.sees(/./su, { after: written });
    expect(shown.entities ?? []).not.toContainEqual(expect.objectContaining({ type: "bold" }));
    expect(await failed()).toBe(0);
  });

  test("a tap that is too old to be answered still does what it says", async () => {
    const person = await network.member("Вера", "Шадринск");
    const written = await person.write("Как открыть счёт?");
    await person.tap(await person.sees("О чём оно?", { after: written }), "Не знаю");
    const card = await person.sees("Всё верно?", { after: written });
    network.sandbox.faults.next(
      "answerCallbackQuery",
      refusal(
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
      ),
    );
    await person.tap(card, "Отправить", { within: 300 });
    await person.sees(/Вопрос № \d+ (отправлен|принят)/, { after: written });
    expect(await failed()).toBe(0);
  });

  test("an edit without a visible change is told to nobody", async () => {
    const { coordinator, group } = await network.staff("shadrinsk", "plain group");
    if (!group) throw new Error("the center works in a group");
    const person = await network.member("Раиса", "Шадринск");
    await network.ask(person, "Сколько стоит пошлина?");
    const question = person.messages().find(({ text }) => text === "Сколько стоит пошлина?");
    const { reactions: _reactions, buttons: _buttons, ...message } = question ?? {};
    network.sandbox.pushUpdate({ edited_message: { ...message, edit_date: 1_900_000_000 } });
    await network.sandbox.whenIdle();
    await person.write("/menu");
    await network.sandbox.whenIdle();
    const shown = coordinator.messages({ chat: group }).map(({ text }) => text ?? "");
    expect(shown.filter((text) => text.includes("пошлина"))).toHaveLength(1);
    expect(shown.join()).not.toContain("справил");
  });

  test("a rich message without text goes to the center as it is", async () => {
    const person = await network.member("Лидия", "Тобольск");
    const start = await person.write("/menu");
    await person.sees(/./su, { after: start });
    network.sandbox.pushUpdate({
      message: {
        message_id: start.message_id,
        date: start.date,
        chat: start.chat,
        from: start.from,
        rich_message: { blocks: [{ type: "paragraph", text: "Смета" }] },
      },
    });
    await person.sees("О чём оно?", { after: start });
    const draft = await network.database.prisma.draftMessage.findFirstOrThrow({
      where: { telegramId: person.id },
    });
    expect(draft.content).toMatchObject({ kind: "other", source: { chatId: person.id } });
  });
});

describe("conversations#155: what breaks in a dialog freezes no chat", () => {
  let stage: Stage;
  let trouble: (ctx: BotContext) => Promise<unknown> = async () => null;

  const troubled: Dialog = {
    id: "troubled",
    async run(talk) {
      await talk.say({ text: "Ваш город?" });
      await talk.hear();
      await talk.perform((ctx) => trouble(ctx));
      await talk.say({ text: "Записали" });
    },
  };
  const handlers = new Composer<BotContext>();
  handlers
    .filter((ctx) => ctx.message?.text === "начнём")
    .use((ctx) => openDialog(ctx, troubled, undefined));

  beforeAll(async () => {
    stage = await startStage({ dialogs: [troubled], handlers: [handlers] });
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  test.each<[string, typeof trouble]>([
    ["a mistake of ours", () => Promise.reject(new TypeError("our mistake"))],
    ["a number that JSON cannot hold in a call", (ctx) => ctx.api.sendMessage(1n as never, "а")],
    ["a result that cannot be kept", async () => ({ number: 1n })],
    ["a result that cannot be cloned", async () => ({ work: () => {} })],
    ["something thrown that is no error", () => Promise.reject("words")],
  ])("%s", async (_name, what) => {
    trouble = what;
    const person = await stage.person();
    await person.write("начнём");
    await person.sees("Ваш город?");
    const before = stage.failures.length;
    const answer = await person.write("Шадринск");
    await expect
      .poll(() => stage.failures.length > before || person.messages().some(isRecorded))
      .toBe(true);
    // the next words of the same person are heard, whatever became of the dialog
    const again = await person.write("начнём");
    await person.sees("Ваш город?", { after: again });
    trouble = async () => null;
    await person.write("Шадринск");
    await person.sees("Записали", { after: again });
    expect(again.message_id).toBeGreaterThan(answer.message_id);
  });
});

function isRecorded({ text }: { text?: string }): boolean {
  return text === "Записали";
}

describe("Redis in the middle of a choice", () => {
  interface OwnRedis extends AsyncDisposable {
    signal(name: NodeJS.Signals): void;
    flush(): Promise<unknown>;
    network: Network;
  }

  /** A Redis that the test may ill-treat, and a network with it. */
  async function withOwnRedis(): Promise<OwnRedis> {
    await using resources = new AsyncDisposableStack();
    const folder = mkdtempSync(path.join(tmpdir(), "own-redis-"));
    resources.defer(() => rmSync(folder, { recursive: true, force: true }));
    const program = await ensureProgram(REDIS, () => {});
    if (program.kind === "missing") throw new Error(program.sentence);
    const server = await startRedis({ program: program.path, folder, disposable: true });
    resources.defer(() => server.stop());
    const pid = Number(readFileSync(path.join(folder, "redis.pid"), "utf8"));
    const redis = createRedis(server.url());
    const close = async () => redis.disconnect();
    const network = await startNetwork({
      staffed: false,
      log: { level: "silent" },
      services: {
        database: await freshDatabase(),
        redis: { url: server.url(), redis, close, [Symbol.asyncDispose]: close },
      },
    });
    resources.use(network);
    const all = resources.move();
    return {
      network,
      flush: () => redis.flushall(),
      signal: (name) => void process.kill(pid, name),
      [Symbol.asyncDispose]: () => all.disposeAsync(),
    };
  }

  async function choosingTown(network: Network): Promise<Person> {
    const person = await network.member("Валентина");
    await person.start();
    await person.tap(await person.sees("Вы согласны?"), "Согласен");
    await person.sees("В каком городе");
    await network.sandbox.whenIdle();
    return person;
  }

  async function nobodyFailed({ database }: Network): Promise<void> {
    const where = { OR: [{ state: "dead" as const }, { attempts: { gt: 0 } }] };
    expect(await database.prisma.inboxUpdate.count({ where })).toBe(0);
  }

  test.each<[string, (own: OwnRedis) => Promise<void> | void]>([
    ["was flushed", async (own) => void (await own.flush())],
    ["is killed", (own) => own.signal("SIGKILL")],
    [
      "hangs, and comes back",
      (own) => {
        own.signal("SIGSTOP");
        setTimeout(() => own.signal("SIGCONT"), 4500);
      },
    ],
  ])(
    "that %s: the choice is asked again, and nothing else is lost",
    async (_name, harm) => {
      await using own = await withOwnRedis();
      const { network } = own;
      const person = await choosingTown(network);
      await harm(own);
      const written = await person.write("Шадринск");
      const within = 15_000;
      const asked = await person.sees(/В каком городе|Из какой вы организации/, {
        after: written,
        within,
      });
      // without Redis no dialog is open: buttons and the town's name lead on all the same
      expect(asked.text).toBeDefined();
      const later = await person.write("/menu");
      await person.sees(/./su, { after: later, within });
      await nobodyFailed(network);
    },
    60_000,
  );
});
