import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enqueue } from "../../src/delivery/enqueue-store.ts";
import { createPerform, forgetPerformed, type Perform } from "../../src/platform/perform.ts";
import { transact, writeGathered } from "../../src/platform/transaction.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let perform: Perform;

beforeAll(async () => {
  database = await freshDatabase();
  perform = createPerform(database.prisma);
});

afterAll(() => database.close());

function effect(key: string) {
  return { key, chatId: 1, method: "sendMessage", params: { text: key } };
}

async function keys(prefix: string): Promise<string[]> {
  const rows = await database.prisma.outboxMessage.findMany({
    where: { effectKey: { startsWith: prefix } },
    orderBy: { id: "asc" },
  });
  return rows.map(({ effectKey }) => effectKey);
}

describe("a use case", () => {
  test("acts once for its cause, and says the same again", async () => {
    let runs = 0;
    const run = () =>
      perform("once", "act", async (transaction) => {
        runs += 1;
        await enqueue(transaction, [effect(`once:${runs}`)]);
        return { kind: "done", runs };
      });
    expect(await run()).toEqual({ kind: "done", runs: 1 });
    expect(await run()).toEqual({ kind: "done", runs: 1 });
    expect(await keys("once:")).toEqual(["once:1"]);
  });

  test("acts once when its cause comes twice at the same moment", async () => {
    const run = (name: string) =>
      perform("twice", "act", async (transaction) => {
        await enqueue(transaction, [effect(`twice:${name}`)]);
        return { kind: name };
      });
    const [one, other] = await Promise.all([run("one"), run("other")]);
    expect(one).toEqual(other);
    expect(await keys("twice:")).toEqual([`twice:${one.kind}`]);
  });

  test("of one cause is another than the next use case of it", async () => {
    const outcomes = [];
    for (const useCase of ["first", "second"])
      outcomes.push(await perform("shared", useCase, async () => ({ kind: useCase })));
    expect(outcomes).toEqual([{ kind: "first" }, { kind: "second" }]);
  });

  test("that has acted tells so, though its work would fail by now", async () => {
    await perform("later", "act", async () => ({ kind: "acted" }));
    const again = perform("later", "act", async () => {
      throw new Error("what it changed is changed");
    });
    expect(await again).toEqual({ kind: "acted" });
  });

  test("that fails leaves nothing, and may come again", async () => {
    const run = (fails: boolean) =>
      perform("failing", "act", async (transaction) => {
        await enqueue(transaction, [effect("failing:1")]);
        await writeGathered(transaction);
        if (fails) throw new Error("in the middle");
        return { kind: "done" };
      });
    await expect(run(true)).rejects.toThrow("in the middle");
    expect(await keys("failing:")).toEqual([]);
    expect(await run(false)).toEqual({ kind: "done" });
    expect(await keys("failing:")).toEqual(["failing:1"]);
  });

  test("forgotten with its cause acts again", async () => {
    await perform("forgotten", "act", async () => ({ kind: "first" }));
    await forgetPerformed(database.prisma, new Date(Date.now() + 60_000));
    const again = await perform("forgotten", "act", async () => ({ kind: "second" }));
    expect(again).toEqual({ kind: "second" });
  });
});

describe("what a transaction gathers", () => {
  test("is written in the order of the calls, also where some of it was written before", async () => {
    await transact(database.prisma, async (transaction) => {
      await enqueue(transaction, [effect("order:1"), effect("order:2")]);
      await writeGathered(transaction);
      expect(await transaction.outboxMessage.count({ where: { effectKey: "order:2" } })).toBe(1);
      await enqueue(transaction, [effect("order:3")]);
      await enqueue(transaction, [effect("order:4")]);
      expect(await transaction.outboxMessage.count({ where: { effectKey: "order:3" } })).toBe(0);
    });
    expect(await keys("order:")).toEqual(["order:1", "order:2", "order:3", "order:4"]);
  });

  test("is announced to the sender", async () => {
    let heard = 0;
    await database.listen("outbox", () => (heard += 1));
    heard = 0;
    await perform("announced", "act", async (transaction) => {
      await enqueue(transaction, [effect("announced:1")]);
      return { kind: "done" };
    });
    await expect.poll(() => heard).toBeGreaterThan(0);
  });
});
