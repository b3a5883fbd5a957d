import { afterAll, beforeAll, expect, test } from "vitest";
import type { Group } from "../../src/sandbox/index.ts";
import { type CentersNetwork, startCentersNetwork } from "./network.ts";

let network: CentersNetwork;
let group: Group;

beforeAll(async () => {
  network = await startCentersNetwork();
  const owner = await network.owner();
  group = network.sandbox.group({ title: "Центр", owner, forum: true, botIsAdmin: true });
  await network.prisma.group.create({
    data: {
      chatId: group.id,
      title: "Центр",
      isForum: true,
      isAdmin: true,
      canManageTopics: true,
      centers: { connect: { code: "shadrinsk" } },
    },
  });
});
afterAll(() => network.close());

let looks = 0;
async function look(which: "silent" | "all") {
  await network.lookAtGroups(`test:look:${(looks += 1)}`, which);
  return network.prisma.group.findUniqueOrThrow({ where: { chatId: group.id } });
}

test("nothing is noted where nothing has changed", async () => {
  const { canDeleteMessages } = await look("all");
  expect(canDeleteMessages).toBe(true);
  const before = await network.prisma.performed.count();
  await look("all");
  expect(await network.prisma.performed.count()).toBe(before);
});

test("topics that were switched off, of which no update tells, are noticed", async () => {
  group.setForum(false);
  expect(await look("all")).toMatchObject({ isForum: false });
});

test("a group that lets its members write again is noticed, and so is one that does not", async () => {
  group.demoteBot();
  group.forbidWriting();
  await expect.poll(async () => (await look("all")).mutedAt).not.toBeNull();
  group.allowWriting();
  expect(await look("silent")).toMatchObject({ mutedAt: null, lostAt: null });
});

test("only groups where nothing could be said are asked about when that is all", async () => {
  group.rename("Другое имя");
  await expect.poll(async () => (await look("silent")).title).toBe("Другое имя");
  const asked = network.sandbox.ledger.calls("getChat").length;
  await look("silent");
  expect(network.sandbox.ledger.calls("getChat")).toHaveLength(asked);
});

test("a group that is gone without a word is noticed", async () => {
  group.deleteGroup();
  expect((await look("all")).lostAt).not.toBeNull();
});
