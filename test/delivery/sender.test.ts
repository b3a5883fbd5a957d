import { describe, expect, test } from "vitest";
import { enqueue, lanes } from "../../src/delivery/index.ts";
import { aboutTests, mentions, says, startStage } from "./stage.ts";

const flood = (seconds: number) => ({
  error_code: 429,
  description: `Too Many Requests: retry after ${seconds}`,
  parameters: { retry_after: seconds },
});

describe("order", () => {
  test("a chat gets its messages in the order in which they were asked for", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    const keys = Array.from({ length: 12 }, (_, index) => `message ${index + 1}`);
    for (const part of [keys.slice(0, 5), keys.slice(5)])
      await stage.queue(...part.map((key) => says(key, valentina.id)));
    await stage.settled();
    expect(stage.texts()).toEqual(keys);
    expect(stage.told.map(({ key }) => key)).toEqual(keys);
  });

  test("a chat gets in order also what nobody is told of", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    const keys = Array.from({ length: 12 }, (_, index) => `message ${index + 1}`);
    await stage.queue(
      ...keys.map((key, index) => (index % 3 === 2 ? says : mentions)(key, valentina.id)),
    );
    await stage.settled();
    expect(stage.texts()).toEqual(keys);
    expect(stage.told.map(({ key }) => key)).toEqual([
      "message 3",
      "message 6",
      "message 9",
      "message 12",
    ]);
  });

  test("answers overtake mailings", async () => {
    await using stage = await startStage({ started: false });
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await stage.queue(
      says("mailing", valentina.id, { lane: lanes.mailings }),
      says("answer", valentina.id),
    );
    await stage.start();
    await stage.settled();
    expect(stage.texts()).toEqual(["answer", "mailing"]);
  });

  test("a slow chat holds up no other", async () => {
    await using stage = await startStage();
    const people = ["Валентина", "Сергей"].map((first_name) =>
      stage.sandbox.person({ first_name }),
    );
    const [valentina, sergey] = people as [(typeof people)[0], (typeof people)[0]];
    await valentina.start();
    await sergey.start();
    stage.sandbox.faults.next((_, { chat_id }) => chat_id === valentina.id, { delay: 700 });
    await stage.queue(says("slow", valentina.id), says("behind the slow one", valentina.id));
    await stage.queue(says("quick", sergey.id));
    await stage.settled();
    expect(stage.told.map(({ key }) => key)).toEqual(["quick", "slow", "behind the slow one"]);
  });

  test("nothing is sent before its moment", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    const notBefore = new Date(stage.sandbox.clock.now().getTime() + 60_000);
    await stage.queue(says("later", valentina.id, { notBefore }));
    await stage.sandbox.clock.until(new Date(stage.sandbox.clock.now().getTime() + 200));
    expect(stage.texts()).toEqual([]);
    stage.sandbox.clock.advance(60_000);
    await valentina.sees("later");
  });
});

describe("once", () => {
  test("the same effect asked for twice is sent once", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await stage.queue(says("once", valentina.id), says("once", valentina.id));
    await stage.queue(says("once", valentina.id), says("after it", valentina.id));
    await stage.settled();
    expect(stage.texts()).toEqual(["once", "after it"]);
  });

  test("what was rolled back is never sent", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    const failing = stage.prisma.$transaction(async (transaction) => {
      await enqueue(transaction, [says("never", valentina.id)]);
      throw new Error("something else went wrong");
    });
    await expect(failing).rejects.toThrow("something else");
    await stage.queue(says("after it", valentina.id));
    await stage.settled();
    expect(stage.texts()).toEqual(["after it"]);
  });
});

describe("what Telegram refuses", () => {
  test("a 429 is waited out, and the order stays", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    stage.sandbox.faults.next("sendMessage", flood(30));
    await stage.queue(says("first", valentina.id), says("second", valentina.id));
    await stage.waiting("first");
    stage.sandbox.clock.advance(28_000);
    await stage.queue(says("third", valentina.id));
    await stage.sandbox.clock.until(new Date(stage.sandbox.clock.now().getTime() + 300));
    expect(stage.texts()).toEqual([]);
    stage.sandbox.clock.advance(2000);
    await stage.settled();
    expect(stage.texts()).toEqual(["first", "second", "third"]);
    expect(stage.told).toHaveLength(3);
  });

  test("a 429 of one chat freezes that chat only", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    const sergey = stage.sandbox.person({ first_name: "Сергей" });
    await valentina.start();
    await sergey.start();
    stage.sandbox.faults.next("sendMessage", flood(30));
    await stage.queue(says("frozen", valentina.id));
    await stage.waiting("frozen");
    await stage.queue(says("free", sergey.id));
    await expect.poll(stage.texts).toEqual(["free"]);
  });

  test("someone who blocked the bot is unreachable, and their queue empties", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await valentina.block();
    await stage.queue(says("one", valentina.id), says("two", valentina.id));
    await stage.settled();
    expect(stage.told).toEqual(
      ["one", "two"].map((key) => ({
        key,
        about: aboutTests,
        delivered: {
          kind: "failed",
          failure: "unreachable",
          description: "Forbidden: bot was blocked by the user",
        },
      })),
    );
    expect(await stage.row("one")).toMatchObject({ state: "failed", attempts: 1 });
  });

  test("a message that Telegram never takes is put aside, and the next one goes out", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await stage.queue(
      says("poison", valentina.id, { params: { text: "" } }),
      says("after it", valentina.id),
    );
    await stage.settled();
    expect(await stage.row("poison")).toMatchObject({ state: "failed", attempts: 1 });
    expect(stage.texts()).toEqual(["after it"]);
  });

  test("a group that became a supergroup takes its queue along", async () => {
    await using stage = await startStage();
    const owner = stage.sandbox.person({ first_name: "Ирина" });
    const before = stage.sandbox.group({ title: "Центр", owner, basic: true, botIsMember: true });
    const after = stage.sandbox.group({ title: "Центр", owner, botIsMember: true });
    stage.sandbox.faults.next("sendMessage", {
      error_code: 400,
      description: "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: { migrate_to_chat_id: after.id },
    });
    await stage.queue(says("first", before.id), says("second", before.id));
    await stage.settled();
    expect(owner.messages({ chat: after }).flatMap(({ text }) => text ?? [])).toEqual([
      "first",
      "second",
    ]);
    expect(stage.migrated).toEqual([[before.id, after.id]]);
  });

  test("a refused token stops everything and loses nothing", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    stage.sandbox.faults.next("sendMessage", { error_code: 401, description: "Unauthorized" });
    await stage.queue(says("kept", valentina.id));
    await expect.poll(() => stage.fatal).toEqual(["Unauthorized"]);
    await stage.waiting("kept");
    expect(stage.told).toEqual([]);
  });
});
