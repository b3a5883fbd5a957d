import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GroupFacts } from "../../src/centers/group.ts";
import { groupFacts, startDirectory, type TestDirectory } from "./directory.ts";

const [owner, head, stranger] = [1, 10, 99];

describe("connecting groups", () => {
  let directory: TestDirectory;
  beforeAll(async () => {
    directory = await startDirectory();
    await directory.appoint(owner, "owner");
    await directory.appoint(head, "head", "shadrinsk");
  });
  afterAll(() => directory.close());

  async function link(by: number, code: string): Promise<string> {
    const outcome = await directory.createInvitation({
      cause: directory.cause(),
      actor: await directory.actor(by),
      invitation: { purpose: "group", centerId: await directory.centerId(code) },
    });
    return outcome.kind === "created" ? outcome.token : outcome.kind;
  }

  async function connect(by: number, token: string, facts = groupFacts()) {
    const actor = await directory.actor(by);
    return directory.connectGroup({ cause: directory.cause(), token, actor, facts });
  }

  const refresh = (facts: GroupFacts) =>
    directory.refreshGroup({ cause: directory.cause(), facts });
  const lose = (chatId: number) =>
    directory.silenceGroup({ cause: directory.cause(), chatId, trouble: "lost" });

  async function isReachable(code: string): Promise<boolean | undefined> {
    const centers = await directory.centers.readDirectory();
    return centers.find((center) => center.code === code)?.reachable;
  }

  async function places(code: string) {
    return directory.places.ofCenter(await directory.centerId(code));
  }

  test("a center without a group works in the private chats of its people", async () => {
    await directory.appoint(11, "coordinator", "shadrinsk");
    expect(await places("shadrinsk")).toEqual(
      [head, 11].map((chatId) => ({ chatId, isGroup: false, hasTopics: false })),
    );
    await directory.prisma.person.updateMany({ data: { unreachableAt: new Date() } });
    expect(await places("shadrinsk")).toEqual([]);
    expect(await isReachable("shadrinsk")).toBe(false);
    await directory.prisma.person.updateMany({ data: { unreachableAt: null } });
    expect(await isReachable("shadrinsk")).toBe(true);
    expect(await isReachable("irbit")).toBe(false);
  });

  test("the head connects a group, and it and the head are told", async () => {
    const token = await link(head, "shadrinsk");
    const outcome = await connect(head, token, groupFacts({ isForum: false }));
    expect(outcome).toMatchObject({ kind: "connected", lacks: ["no-topics"] });
    expect(await places("shadrinsk")).toEqual([{ chatId: -1001, isGroup: true, hasTopics: false }]);
    const [inGroup, toHead] = await directory.outbox();
    expect(inGroup).toMatchObject({ chatId: -1001 });
    expect(inGroup?.text).toContain("Включите темы");
    expect(toHead).toMatchObject({ chatId: head });
    expect(toHead?.text).toContain("РЦ Шадринска");
    expect(directory.madeReachable).toHaveLength(1);
  });

  test("the token dies on its first use, whoever used it", async () => {
    const token = await link(head, "shadrinsk");
    expect(await connect(stranger, token)).toEqual({ kind: "forbidden" });
    expect(await connect(head, token)).toEqual({ kind: "used" });
  });

  test("the token lives for a day, and is good for groups only", async () => {
    const token = await link(head, "shadrinsk");
    directory.pass(24);
    expect(await connect(head, token)).toEqual({ kind: "expired" });
    const unused = await link(head, "shadrinsk");
    const person = { telegramId: 70, name: "Пётр" };
    expect(
      await directory.acceptInvitation({ cause: directory.cause(), token: unused, person }),
    ).toEqual({ kind: "unknown" });
    expect(await connect(head, "x")).toEqual({ kind: "unknown" });
  });

  test("only those who may connect a group get a link", async () => {
    expect(await link(11, "shadrinsk")).toBe("forbidden");
    expect(await link(head, "irbit")).toBe("forbidden");
    expect(await link(owner, "irbit")).toHaveLength(32);
  });

  test("once nothing is missing any more, the group is told, once", async () => {
    const before = (await directory.outbox()).length;
    expect(await refresh(groupFacts())).toMatchObject({ kind: "refreshed", lacks: [] });
    await refresh(groupFacts({ title: "РЦ Шадринска: вопросы" }));
    const news = (await directory.outbox()).slice(before);
    expect(news).toHaveLength(1);
    expect(news[0]?.text).toContain("Теперь всё настроено");
    expect(await places("shadrinsk")).toMatchObject([{ chatId: -1001, hasTopics: true }]);
  });

  test("a group that nobody connected is not kept", async () => {
    expect(await refresh(groupFacts({ chatId: -2000 }))).toEqual({ kind: "unknown" });
    expect(await lose(-2000)).toEqual({ kind: "unknown" });
  });

  test("one group may serve several centers", async () => {
    await directory.appoint(20, "head", "ural");
    for (const code of ["ural", "tyumen"])
      expect(await connect(20, await link(20, code), groupFacts({ chatId: -1002 }))).toMatchObject({
        kind: "connected",
      });
    expect(await places("ural")).toEqual(await places("tyumen"));
  });

  test("a lost group is told to owners and heads once, and its questions go to people", async () => {
    const before = (await directory.outbox()).length;
    expect(await lose(-1001)).toEqual({ kind: "silent" });
    expect(await lose(-1001)).toEqual({ kind: "known" });
    const news = (await directory.outbox()).slice(before);
    expect(new Set(news.map(({ chatId }) => chatId))).toEqual(new Set([owner, head]));
    expect(news).toHaveLength(2);
    expect(await places("shadrinsk")).toMatchObject([{ chatId: head }, { chatId: 11 }]);
    expect(directory.parked).toContain(-1001);
  });

  test("they are told again only while something waits, and after a working hour", async () => {
    const again = async () => {
      const before = (await directory.outbox()).length;
      await directory.tellOfGroupsAgain(directory.cause());
      return (await directory.outbox()).slice(before);
    };
    // an hour of work after a Wednesday afternoon
    directory.setWaiting(2);
    expect(await again()).toEqual([]);
    directory.pass(0.9);
    expect(await again()).toEqual([]);
    directory.pass(0.2);
    const news = await again();
    expect(news.map(({ chatId }) => chatId)).toEqual([head, owner]);
    expect(news[0]?.text).toContain("Там ждут 2 вопроса");
    expect(await again()).toEqual([]);
    directory.setWaiting(0);
    directory.pass(48);
    expect(await again()).toEqual([]);
  });

  test("a group that took the bot back works again", async () => {
    const told = directory.madeReachable.length;
    expect(await refresh(groupFacts())).toMatchObject({ kind: "refreshed", isBack: true });
    expect(directory.madeReachable).toHaveLength(told + 1);
    expect(directory.parked).not.toContain(-1001);
    expect(directory.summaries.map(({ chatId }) => chatId)).toEqual([-1001]);
    expect(await places("shadrinsk")).toMatchObject([{ chatId: -1001, isGroup: true }]);
  });

  test("a group where the bot may not write is silent, until it may", async () => {
    directory.pass(2);
    const before = (await directory.outbox()).length;
    await refresh(groupFacts({ isAdmin: false, canManageTopics: false, canWrite: false }));
    const news = (await directory.outbox()).slice(before);
    expect(new Set(news.map(({ chatId }) => chatId))).toEqual(new Set([owner, head]));
    expect(news[0]?.text).toContain("Разрешите боту писать");
    expect(await places("shadrinsk")).toMatchObject([{ chatId: head }, { chatId: 11 }]);
    expect(await refresh(groupFacts())).toMatchObject({ isBack: true });
    expect(directory.summaries).toHaveLength(2);
  });

  test("a bot that is taken out and in and out is told of once within the hour", async () => {
    directory.pass(2);
    const before = (await directory.outbox()).length;
    for (let times = 0; times < 3; times += 1) {
      await lose(-1001);
      directory.pass(0.01);
      await refresh(groupFacts());
    }
    await lose(-1001);
    const told = (await directory.outbox())
      .slice(before)
      .filter(({ text }) => text.includes("Бота больше нет"));
    expect(told).toHaveLength(2);
    // that it is out again is told once the hour has passed
    directory.pass(1.1);
    const later = (await directory.outbox()).length;
    await directory.tellOfGroupsAgain(directory.cause());
    expect((await directory.outbox()).slice(later)).toHaveLength(2);
    await refresh(groupFacts());
  });

  test("what was kept in the moment of coming back goes out", async () => {
    directory.parked.add(-1001);
    directory.parked.add(-1002);
    await lose(-1002);
    await directory.freeParked(directory.cause());
    expect([...directory.parked]).toEqual([-1002]);
    await refresh(groupFacts({ chatId: -1002 }));
  });

  test("a group that becomes a supergroup keeps its centers, whichever notice comes first", async () => {
    const move = (from: number, to: number) =>
      directory.moveGroup({ cause: directory.cause(), fromChatId: from, toChatId: to });
    expect(await move(-1002, -1003)).toEqual({ kind: "moved" });
    expect(await move(-1002, -1003)).toEqual({ kind: "unknown" });
    expect(directory.left).toEqual([-1002]);
    // two who learn it at once do not take the group for two
    const both = await Promise.all([move(-1003, -1004), move(-1003, -1004), move(-1003, -1004)]);
    expect(both.filter(({ kind }) => kind === "moved")).toHaveLength(1);
    expect(await places("ural")).toMatchObject([{ chatId: -1004 }]);
    await move(-1004, -1003);
    expect(await places("ural")).toMatchObject([{ chatId: -1003 }]);

    // connected anew under the new id before the notice of the old one came
    await connect(owner, await link(owner, "irbit"), groupFacts({ chatId: -30 }));
    await connect(owner, await link(owner, "tobolsk"), groupFacts({ chatId: -1030 }));
    expect(await move(-30, -1030)).toEqual({ kind: "moved" });
    expect(await places("irbit")).toEqual(await places("tobolsk"));
    expect(await places("irbit")).toMatchObject([{ chatId: -1030 }]);
  });
});
