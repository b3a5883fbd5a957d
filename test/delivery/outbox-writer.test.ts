import { describe, expect, test } from "vitest";
import { createOutboxWriter } from "../../src/delivery/index.ts";
import { mentions, startStage } from "./stage.ts";

describe("use cases that do nothing but send", () => {
  test("leave all their effects, in order, and are known to have run", async () => {
    await using stage = await startStage();
    const writer = createOutboxWriter(stage.database.pool);
    const chats = [1, 2, 3, 4, 5].map((id) => stage.sandbox.person({ first_name: `${id}` }));
    for (const chat of chats) await chat.start();
    await Promise.all(
      chats.map(({ id }, index) =>
        writer.write(`update:${index}`, "echo", [mentions(`${id}:1`, id), mentions(`${id}:2`, id)]),
      ),
    );
    await stage.settled();
    for (const { id } of chats) {
      const words = stage.sandbox.ledger
        .calls("sendMessage", true)
        .flatMap(({ params }) => (params["chat_id"] === id ? [params["text"]] : []));
      expect(words).toEqual([`${id}:1`, `${id}:2`]);
    }
    expect(await stage.prisma.performed.count()).toBe(5);
  });

  test("act once for a cause, also when it comes twice at once", async () => {
    await using stage = await startStage({ started: false });
    const writer = createOutboxWriter(stage.database.pool);
    const first = await writer.write("update:1", "echo", [mentions("a", 7)]);
    const later = await Promise.all([
      writer.write("update:1", "echo", [mentions("b", 7)]),
      writer.write("update:2", "echo", [mentions("c", 7)]),
      writer.write("update:2", "echo", [mentions("d", 7)]),
      writer.write("update:1", "another use case", [mentions("e", 7)]),
    ]);
    expect([first, ...later].map(({ isNew }) => isNew)).toEqual([true, false, true, false, true]);
    const rows = await stage.prisma.outboxMessage.findMany({ orderBy: { id: "asc" } });
    expect(rows.map(({ effectKey }) => effectKey)).toEqual(["a", "c", "e"]);
  });

  test("that come while a commit runs share the next one", async () => {
    await using stage = await startStage({ started: false });
    let statements = 0;
    const { pool } = stage.database;
    const counting = Object.create(pool, {
      query: {
        value: (...given: Parameters<typeof pool.query>) => {
          statements += 1;
          return pool.query(...given);
        },
      },
    }) as typeof pool;
    const writer = createOutboxWriter(counting);
    await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        writer.write(`update:${index}`, "echo", [mentions(`to ${index}`, index + 1)]),
      ),
    );
    expect(statements).toBeLessThanOrEqual(3);
    expect(await stage.prisma.outboxMessage.count()).toBe(300);
  });

  test("of which one cannot be written take no harm from it", async () => {
    await using stage = await startStage({ started: false });
    const writer = createOutboxWriter(stage.database.pool);
    const results = await Promise.allSettled(
      ["fine", "not\0fine", "fine too"].map((key) => writer.write(key, "echo", [mentions(key, 7)])),
    );
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await stage.prisma.outboxMessage.count()).toBe(2);
  });

  test("without effects are known to have run all the same", async () => {
    await using stage = await startStage({ started: false });
    const writer = createOutboxWriter(stage.database.pool);
    expect(await writer.write("update:1", "echo", [])).toEqual({ isNew: true });
    expect(await writer.write("update:1", "echo", [])).toEqual({ isNew: false });
  });
});
