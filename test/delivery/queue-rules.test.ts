import { describe, expect, test } from "vitest";
import { type Effect, enqueue, lanes } from "../../src/delivery/index.ts";
import { mentions, says, type Stage, startStage } from "./stage.ts";

const second = 1000;

async function person(stage: Stage, first_name = "Валентина") {
  const someone = stage.sandbox.person({ first_name });
  await someone.start();
  return someone;
}

function record(stage: Stage, key: string) {
  return stage.prisma.outboxMessage.findUniqueOrThrow({ where: { effectKey: key } });
}

describe("newer states of the same message", () => {
  const edit = (key: string, chatId: number, text: string): Effect => ({
    key,
    chatId,
    mergeKey: "card",
    method: "editMessageText",
    targetEffect: "card",
    params: { text },
  });

  test("take the place of the one that waits", async () => {
    await using stage = await startStage({ started: false });
    const valentina = await person(stage);
    await stage.queue(says("card", valentina.id));
    await stage.queue(edit("edit 1", valentina.id, "one"), says("behind it", valentina.id));
    await stage.queue(edit("edit 2", valentina.id, "two"), edit("edit 3", valentina.id, "three"));
    await stage.start();
    await stage.settled();
    const calls = stage.sandbox.ledger
      .calls()
      .map(({ method, params }) => [method, params["text"]]);
    expect(calls.filter(([method]) => method !== "getMe")).toEqual([
      ["sendMessage", "card"],
      ["editMessageText", "three"],
      ["sendMessage", "behind it"],
    ]);
    expect(await record(stage, "edit 1")).toMatchObject({ state: "sent" });
    expect(await record(stage, "edit 2")).toMatchObject({ state: "merged" });
    expect(await record(stage, "edit 3")).toMatchObject({ state: "merged" });
  });

  test("follow the one that has been sent", async () => {
    await using stage = await startStage();
    const valentina = await person(stage);
    await stage.queue(says("card", valentina.id), edit("edit 1", valentina.id, "one"));
    await stage.settled();
    await stage.queue(edit("edit 2", valentina.id, "two"));
    await stage.settled();
    expect(stage.sandbox.ledger.calls("editMessageText", true)).toHaveLength(2);
    await valentina.sees("two");
  });

  test("asked for twice change nothing the second time", async () => {
    await using stage = await startStage({ started: false });
    const valentina = await person(stage);
    await stage.queue(says("card", valentina.id), edit("edit 1", valentina.id, "one"));
    await stage.queue(edit("edit 2", valentina.id, "two"));
    await stage.queue(edit("edit 1", valentina.id, "one"));
    await stage.start();
    await stage.settled();
    await valentina.sees("two");
  });
});

describe("what helps nobody any more", () => {
  test("is not sent, and whoever asked for it is told", async () => {
    await using stage = await startStage({ started: false });
    const valentina = await person(stage);
    const usefulUntil = new Date(stage.sandbox.clock.now().getTime() + 60 * second);
    await stage.queue(
      says("reminder", valentina.id, { usefulUntil }),
      says("after it", valentina.id),
    );
    stage.sandbox.clock.advance(61 * second);
    await stage.start();
    await stage.settled();
    expect(stage.texts()).toEqual(["after it"]);
    expect(stage.told[0]).toMatchObject({
      key: "reminder",
      delivered: { kind: "failed", failure: "expired" },
    });
  });
});

describe("a chat that cannot be written to", () => {
  test("keeps what waits for it, and gets it in order when it opens", async () => {
    await using stage = await startStage({ started: false });
    const valentina = await person(stage);
    const sergey = await person(stage, "Сергей");
    await stage.queue(
      says("one", valentina.id),
      says("two", valentina.id),
      says("else", sergey.id),
    );
    await stage.prisma.$transaction((transaction) => stage.store.park(transaction, valentina.id));
    await stage.queue(says("three", valentina.id));
    await stage.start();
    await expect.poll(stage.texts).toEqual(["else"]);
    expect(await stage.store.parked(valentina.id)).toBe(3);
    await stage.prisma.$transaction((transaction) => stage.store.unpark(transaction, valentina.id));
    await expect.poll(stage.texts).toEqual(["else", "one", "two", "three"]);
    await stage.settled();
  });

  test("may be parked by whoever hears that a message failed there", async () => {
    await using stage = await startStage({
      started: false,
      async onDelivered(transaction, { chatId }, delivered) {
        if (delivered.kind === "failed") await stage.store.park(transaction, chatId);
      },
    });
    const valentina = await person(stage);
    await valentina.block();
    await stage.queue(...["one", "two", "three"].map((key) => says(key, valentina.id)));
    await stage.start();
    await stage.settled();
    expect(stage.told.map(({ key }) => key)).toEqual(["one"]);
    expect(await stage.store.parked(valentina.id)).toBe(2);
    const discard = stage.prisma.$transaction((transaction) =>
      stage.store.discardParked(transaction, valentina.id, stage.sandbox.clock.now()),
    );
    expect(await discard).toBe(2);
    expect(await stage.store.parked(valentina.id)).toBe(0);
    expect(stage.sandbox.ledger.calls("sendMessage")).toHaveLength(1);
  });
});

describe("unknown outcomes", () => {
  test("are noted for ever, also when the repeat arrives", async () => {
    await using stage = await startStage();
    const valentina = await person(stage);
    stage.sandbox.faults.next("sendMessage", "reset");
    await stage.queue(says("answer", valentina.id));
    await stage.waiting("answer");
    stage.sandbox.clock.advance(2 * second);
    await stage.settled();
    const row = await record(stage, "answer");
    expect(row).toMatchObject({ state: "sent", unknowns: 1 });
    expect(row.unknownAt).not.toBeNull();
    expect(row.unknownWhy).not.toBeNull();
  });

  test("let nothing else go before Telegram answers again", async () => {
    let isAway = true;
    const sent: unknown[] = [];
    await using stage = await startStage({
      started: false,
      async call(method, { text }) {
        if (method !== "getMe") sent.push(text);
        if (!isAway) return { kind: "ok", result: { message_id: 1 } };
        return { kind: "unknown", description: "ECONNRESET" };
      },
    });
    const keys = Array.from({ length: 200 }, (_, index) => `to ${index + 1}`);
    await stage.queue(...keys.map((key, index) => mentions(key, index + 1)));
    await stage.start();
    await expect.poll(() => sent.length).toBeGreaterThan(0);
    stage.sandbox.clock.advance(60 * second);
    await stage.queue(says("another", 1000));
    await expect
      .poll(() => stage.prisma.outboxMessage.count({ where: { state: "sending" } }))
      .toBe(0);
    const lost = await stage.prisma.outboxMessage.count({ where: { unknowns: { gt: 0 } } });
    expect(lost).toBe(sent.length);
    expect(lost).toBeLessThanOrEqual(64);
    isAway = false;
    stage.sandbox.clock.advance(60 * second);
    await stage.settled();
    expect(await stage.prisma.outboxMessage.count({ where: { state: "sent" } })).toBe(201);
  });

  test("of what may be repeated hold up the chat for some tries only", async () => {
    await using stage = await startStage();
    const valentina = await person(stage);
    await stage.queue(says("card", valentina.id));
    await stage.settled();
    stage.sandbox.faults.next("editMessageText", "reset", 4);
    const edit = { method: "editMessageText", targetEffect: "card" };
    await stage.queue(says("edit", valentina.id, edit), says("behind it", valentina.id));
    for (const attempts of [1, 2, 3]) {
      await expect.poll(() => stage.row("edit")).toMatchObject({ state: "queued", attempts });
      expect(stage.texts()).not.toContain(attempts < 3 ? "behind it" : "nothing");
      if (attempts < 3) stage.sandbox.clock.advance(10 * second);
    }
    await expect.poll(stage.texts).toEqual(["card", "behind it"]);
    for (const attempts of [4, 5]) {
      stage.sandbox.clock.advance(60 * second);
      await expect.poll(() => stage.row("edit")).toMatchObject({ attempts });
    }
    await stage.settled();
    expect(await record(stage, "edit")).toMatchObject({ state: "sent", unknowns: 4, aside: true });
  });

  test("do not become another's: a mailing that nobody knows of stays unknown", async () => {
    await using stage = await startStage();
    const valentina = await person(stage);
    stage.sandbox.faults.next("sendMessage", "reset after");
    await stage.queue(says("mailing", valentina.id, { lane: lanes.mailings }));
    await stage.settled();
    expect(await record(stage, "mailing")).toMatchObject({ state: "unknown", unknowns: 1 });
  });
});

describe("a refused call", () => {
  test("is made once more without what was refused", async () => {
    await using stage = await startStage();
    const valentina = await person(stage);
    await stage.queue(
      says("broken", valentina.id, { params: { text: "<b>broken", parse_mode: "HTML" } }),
      says("after it", valentina.id),
    );
    await stage.settled();
    expect(await record(stage, "broken")).toMatchObject({ state: "sent", attempts: 2 });
    expect(stage.texts()).toEqual(["broken", "after it"]);
    expect(stage.told.map(({ key }) => key)).toEqual(["broken", "after it"]);
  });
});

describe("the clock", () => {
  test("may be set back: what waits is brought nearer by as much", async () => {
    await using stage = await startStage();
    const valentina = await person(stage);
    const notBefore = new Date(stage.sandbox.clock.now().getTime() + 3600 * second);
    await stage.queue(says("later", valentina.id, { notBefore }));
    await stage.store.shiftWaits(3600 * second);
    await valentina.sees("later");
  });
});

test("a transaction that adds much tells of it in a few words", async () => {
  await using stage = await startStage();
  const keys = Array.from({ length: 3000 }, (_, index) => index + 1_000_000_000);
  await stage.prisma.$transaction((transaction) =>
    enqueue(
      transaction,
      keys.map((id) => mentions(`to ${id}`, id, { lane: lanes.mailings })),
    ),
  );
  await expect
    .poll(() => stage.prisma.outboxMessage.count({ where: { state: "failed" } }), {
      timeout: 10_000,
    })
    .toBeGreaterThan(100);
});
