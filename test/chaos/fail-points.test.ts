import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enqueue, lanes } from "../../src/delivery/index.ts";
import { type Fault, usualFaults } from "../../src/sandbox/faults.ts";
import type { SandboxMessage } from "../../src/sandbox/index.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { freshRedis, type TestRedis } from "../support/redis.ts";
import { chatOf, textOf } from "./checker/calls.ts";
import { breachesIn } from "./checker/check.ts";
import type { BotProcess } from "./harness/bots.ts";
import { type Scene, startScene } from "./harness/scene.ts";
import { answer, ask, newAnswer } from "./harness/talk.ts";
import type { Author, Desk } from "./harness/town.ts";
import { until } from "./harness/until.ts";
import { failPoints } from "./plants/fail-points.ts";

const plants = Object.keys(failPoints);

let database: TestDatabase;
let redis: TestRedis;
let scene: Scene;
let author: Author;
let desk: Desk;
let card: SandboxMessage;

beforeAll(async () => {
  [database, redis] = await Promise.all([freshDatabase(), freshRedis()]);
  scene = await startScene({ databaseUrl: database.url, redisUrl: redis.url });
  const found = scene.town.authors.find((one) => one.desk.workplace === "plain group");
  if (!found) throw new Error("Somebody has to ask.");
  author = found;
  desk = author.desk;
  await scene.lead({ plants });
  card = await ask(scene.diary, author);
  // a card that is killed before its mark is sent again, and only the second one is on record
  await scene.calm();
}, 60_000);

afterAll(async () => {
  await scene[Symbol.asyncDispose]();
  await redis.close();
  await database.close();
});

const noAnswer: Fault = { silence: 1500, moment: "after" };

function isSendOf(marker: string) {
  return (method: string, params: Record<string, unknown>) =>
    method === "sendMessage" && textOf(params).includes(`${marker} `);
}

/** What became of an answer: how often its author got it, and what its row knows. */
async function outcomeOf(marker: string) {
  await scene.calm();
  const sends = scene.sandbox.ledger.entries.filter(
    (call) =>
      call.effect &&
      chatOf(call) === author.person.id &&
      textOf(call.params).includes(`${marker} `),
  );
  const rows = await database.prisma.outboxMessage.findMany({
    where: { chatId: author.person.id, params: { path: ["text"], string_contains: `${marker} ` } },
  });
  return { sends: sends.length, rows: rows.map(({ state, unknowns }) => `${state} ${unknowns}`) };
}

interface CrashPoint {
  when: string;
  point: string;
  /** What telegram.md decides: how often it comes, and what is on record. */
  expected: { sends: number; rows: string[] };
  isMailing?: boolean;
}

const crashPoints: CrashPoint[] = [
  {
    when: "before the inbox commits",
    point: "before-inbox",
    expected: { sends: 1, rows: ["sent 0"] },
  },
  {
    when: "after that, before the handler's transaction",
    point: "kept",
    expected: { sends: 1, rows: ["sent 0"] },
  },
  {
    when: "in the handler's transaction",
    point: "in-transaction",
    expected: { sends: 1, rows: ["sent 0"] },
  },
  {
    when: "after that, before the claim commits",
    point: "performed",
    expected: { sends: 1, rows: ["sent 0"] },
  },
  {
    when: "after the claim, before the bytes leave",
    point: "claimed",
    expected: { sends: 1, rows: ["sent 1"] },
  },
  {
    when: "after the bytes left, without a response",
    point: "on-the-wire",
    expected: { sends: 2, rows: ["sent 1"] },
  },
  {
    when: "after the response, before its mark",
    point: "answered",
    expected: { sends: 2, rows: ["sent 1"] },
  },
  { when: "after the mark", point: "marked", expected: { sends: 1, rows: ["sent 0"] } },
  {
    when: "with a mass mailing on the wire, which is never repeated",
    point: "answered",
    expected: { sends: 1, rows: ["unknown 1"] },
    isMailing: true,
  },
];

describe("a crash", () => {
  let armed: { index: number; marker: string; bot: BotProcess } | undefined;

  /** Runs a process that dies at the point of the list; the last one may be dead already. */
  async function arm(index: number) {
    if (armed?.index === index) return armed;
    await scene.bots.killAll();
    const marker = newAnswer(scene.diary, desk);
    const point = crashPoints[index]?.point;
    const crash = point === undefined ? {} : { crash: `${point}:${marker}` };
    armed = { index, marker, bot: await scene.lead({ plants, ...crash }) };
    return armed;
  }

  test.each(crashPoints.map((row, index) => ({ ...row, index })))(
    "$when has exactly its outcome",
    { timeout: 60_000 },
    async ({ index, point, expected, isMailing }) => {
      const { marker, bot } = await arm(index);
      if (point === "on-the-wire") scene.sandbox.faults.next(isSendOf(marker), noAnswer);
      await (isMailing ? sendMailing(marker) : answer(scene.diary, desk, author, card, marker));
      await until(() => bot.hasEnded(), 20_000, `nothing was met at ${point}`);
      // who goes on is the one that dies next
      await arm(index + 1);
      expect(await outcomeOf(marker)).toEqual(expected);
    },
  );
});

async function sendMailing(marker: string): Promise<void> {
  const effect = {
    key: `mailing:${marker}`,
    chatId: author.person.id,
    method: "sendMessage",
    params: { text: `${marker} Приходите на встречу.` },
    lane: lanes.mailings,
  };
  await database.prisma.$transaction((transaction) => enqueue(transaction, [effect]));
}

describe("without a crash", () => {
  test.each<[string, Fault, { sends: number; rows: string[] }]>([
    ["a reset before it arrived", "reset", { sends: 1, rows: ["sent 1"] }],
    ["a reset after it arrived", "reset after", { sends: 2, rows: ["sent 1"] }],
    ["half an answer", "truncated", { sends: 2, rows: ["sent 1"] }],
    ["a proxy's 502", usualFaults.badGateway("after"), { sends: 2, rows: ["sent 1"] }],
    ["a server's 500", usualFaults.internal(), { sends: 1, rows: ["sent 1"] }],
    ["silence", noAnswer, { sends: 2, rows: ["sent 1"] }],
    ["a 429", usualFaults.tooManyRequests(1), { sends: 1, rows: ["sent 0"] }],
    [
      "a refusal",
      { error_code: 400, description: "Bad Request: strange" },
      { sends: 0, rows: ["failed 0"] },
    ],
  ])("%s has exactly its outcome", { timeout: 60_000 }, async (_what, fault, expected) => {
    if (scene.bots.running().length === 0) await scene.lead({ plants });
    const marker = newAnswer(scene.diary, desk);
    scene.sandbox.faults.next(isSendOf(marker), fault);
    await answer(scene.diary, desk, author, card, marker);
    await until(
      () =>
        scene.sandbox.ledger.entries.some(({ params }) => textOf(params).includes(`${marker} `)),
      10_000,
      "the answer is not sent",
    );
    expect(await outcomeOf(marker)).toEqual(expected);
  });
});

test("after all of it, the checker finds nothing", { timeout: 60_000 }, async () => {
  const { verdict } = await scene.judge(crashPoints.length);
  expect(breachesIn(verdict)).toEqual({});
});
