import { describe, expect, test } from "vitest";
import { enqueue, lanes } from "../../src/delivery/index.ts";
import { says, startStage } from "./stage.ts";

const second = 1000;

describe("nobody knows whether it arrived", () => {
  test.each(["reset", "reset after"] as const)(
    "an answer is sent once more after a broken connection (%s)",
    async (fault) => {
      await using stage = await startStage();
      const valentina = stage.sandbox.person({ first_name: "Валентина" });
      await valentina.start();
      stage.sandbox.faults.next("sendMessage", fault);
      await stage.queue(says("answer", valentina.id), says("after it", valentina.id));
      await stage.waiting("answer");
      stage.sandbox.clock.advance(2 * second);
      await stage.settled();
      const twice = fault === "reset after" ? ["answer"] : [];
      expect(stage.texts()).toEqual([...twice, "answer", "after it"]);
      expect(await stage.row("answer")).toMatchObject({ state: "sent", attempts: 2 });
    },
  );

  test("an answer is sent once more only, then it is called unknown", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    stage.sandbox.faults.next("sendMessage", { html: "<h1>502</h1>", status: 502 }, 2);
    await stage.queue(says("answer", valentina.id), says("after it", valentina.id));
    await stage.waiting("answer");
    stage.sandbox.clock.advance(2 * second);
    await stage.settled();
    expect(await stage.row("answer")).toMatchObject({ state: "unknown", attempts: 2 });
    expect(stage.told[0]?.delivered.kind).toBe("unknown");
    expect(stage.texts()).toEqual(["after it"]);
  });

  test("a 429 before or after takes no answer its second try, and gives it no third", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    const flood = {
      error_code: 429,
      description: "Too Many Requests: retry after 3",
      parameters: { retry_after: 3 },
    };
    for (const fault of [flood, "reset", flood, "reset"] as const)
      stage.sandbox.faults.next("sendMessage", fault);
    await stage.queue(says("answer", valentina.id));
    for (const attempts of [1, 2, 3]) {
      await expect.poll(() => stage.row("answer")).toMatchObject({ state: "queued", attempts });
      stage.sandbox.clock.advance(10 * second);
    }
    await stage.settled();
    expect(await stage.row("answer")).toMatchObject({ state: "unknown", attempts: 4 });
  });

  test("a mailing is never sent again", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    stage.sandbox.faults.next("sendMessage", "reset after");
    await stage.queue(says("mailing", valentina.id, { lane: lanes.mailings }));
    await stage.settled();
    expect(await stage.row("mailing")).toMatchObject({ state: "unknown", attempts: 1 });
    expect(stage.texts()).toEqual(["mailing"]);
  });

  test("what may be done twice is done until it is known", async () => {
    await using stage = await startStage();
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await stage.queue(says("card", valentina.id));
    await valentina.sees("card");
    stage.sandbox.faults.next("editMessageText", "reset", 3);
    await stage.queue(
      says("edit", valentina.id, { method: "editMessageText", targetEffect: "card" }),
    );
    for (const attempts of [1, 2, 3]) {
      await expect.poll(() => stage.row("edit")).toMatchObject({ state: "queued", attempts });
      stage.sandbox.clock.advance(10 * second);
    }
    await stage.settled();
    expect(await stage.row("edit")).toMatchObject({ state: "sent", attempts: 4 });
  });

  test("what a killed process was sending is sent by the next one, mailings are not", async () => {
    await using stage = await startStage({ started: false });
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    const sergey = stage.sandbox.person({ first_name: "Сергей" });
    await valentina.start();
    await sergey.start();
    await stage.queue(
      says("answer", valentina.id),
      says("after it", valentina.id),
      says("mailing", sergey.id, { lane: lanes.mailings }),
    );
    await stage.prisma.outboxMessage.updateMany({
      where: { effectKey: { in: ["answer", "mailing"] } },
      data: { state: "sending", claimedBy: "a process that was killed", attempts: 1 },
    });
    await stage.start();
    await stage.waiting("answer");
    expect(await stage.row("mailing")).toMatchObject({ state: "unknown" });
    stage.sandbox.clock.advance(2 * second);
    await stage.settled();
    expect(stage.texts()).toEqual(["answer", "after it"]);
  });

  test("what never left the machine is tried again when Telegram can be reached", async () => {
    let broken = true;
    const calls: string[] = [];
    await using stage = await startStage({
      call: async (method) => {
        calls.push(method);
        return broken
          ? { kind: "not-sent", description: "ECONNREFUSED" }
          : { kind: "ok", result: { message_id: 1 } };
      },
    });
    await stage.queue(says("mailing", 7, { lane: lanes.mailings }), says("another", 8));
    await expect.poll(() => calls.filter((method) => method === "getMe").length).toBeGreaterThan(1);
    const tries = calls.filter((method) => method === "sendMessage").length;
    expect(tries).toBeLessThanOrEqual(2);
    stage.sandbox.clock.advance(60 * second);
    await expect.poll(() => calls.filter((method) => method === "getMe").length).toBeGreaterThan(3);
    expect(calls.filter((method) => method === "sendMessage")).toHaveLength(tries);
    broken = false;
    await stage.settled();
    expect(await stage.row("mailing")).toMatchObject({ state: "sent" });
    expect(await stage.row("another")).toMatchObject({ state: "sent" });
  });

  test("a failure of our own holds up nothing", async () => {
    await using stage = await startStage({
      call: async (_, { text }) => {
        if (text === "poison") throw new TypeError("a mistake of ours");
        return { kind: "ok", result: { message_id: 1 } };
      },
    });
    await stage.queue(says("poison", 7), says("after it", 7));
    await stage.waiting("poison");
    stage.sandbox.clock.advance(2 * second);
    await stage.settled();
    expect(await stage.row("poison")).toMatchObject({ state: "unknown" });
    expect(await stage.row("after it")).toMatchObject({ state: "sent" });
  });
});

describe("those who are told of the outcome", () => {
  test("write in the transaction that records it", async () => {
    const seen: string[] = [];
    await using stage = await startStage({
      async onDelivered(transaction, { key, chatId }) {
        if (key !== "answer") return;
        const inside = await transaction.outboxMessage.findUniqueOrThrow({
          where: { effectKey: key },
        });
        const outside = await stage.row(key);
        seen.push(inside.state, outside.state);
        await enqueue(transaction, [says("receipt", chatId)]);
      },
    });
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await stage.queue(says("answer", valentina.id));
    await valentina.sees("receipt");
    expect(seen).toEqual(["sent", "sending"]);
  });

  test("hold up nothing when they fail, and nothing of theirs is kept", async () => {
    await using stage = await startStage({
      async onDelivered(transaction, { key, chatId }) {
        if (key !== "answer") return;
        await enqueue(transaction, [says("half a consequence", chatId)]);
        throw new Error("a mistake of a feature");
      },
    });
    const valentina = stage.sandbox.person({ first_name: "Валентина" });
    await valentina.start();
    await stage.queue(says("answer", valentina.id), says("after it", valentina.id));
    await stage.settled();
    expect(stage.texts()).toEqual(["answer", "after it"]);
    expect(await stage.row("answer")).toMatchObject({ state: "sent", attempts: 1 });
    expect(stage.told.map(({ key }) => key)).toEqual(["after it"]);
  });
});
